/**
 * Tests that are running, and their pages.
 *
 * <p>The steps add a {@link io.jenkins.plugins.locustswarm.report.live.LiveState} to
 * {@link io.jenkins.plugins.locustswarm.report.live.RunningTests} when they begin, with a
 * {@link io.jenkins.plugins.locustswarm.report.live.LiveOperation} through which its page asks for the phase and stops
 * the load. The checks of the run bring its figures. It is removed when its results are published. Nothing is stored. A
 * test is known by its operation, since a build can run tests of one name on several swarms at once; in URLs, a {@link
 * io.jenkins.plugins.locustswarm.report.live.LiveAddress} tells them apart.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.report.live.LivePage}. May use {@code report.chart},
 * {@code report.timeline}, {@code report.kept}, {@code report.view} and the engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.report.live;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
