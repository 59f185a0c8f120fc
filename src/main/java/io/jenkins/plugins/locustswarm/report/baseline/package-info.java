/**
 * The baselines of a load test: which builds a user can choose, how they are found, and whether the build may read them.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.report.baseline.BaselineChoice} and
 * {@link io.jenkins.plugins.locustswarm.report.baseline.BaselineSearch}.
 *
 * <p>May use {@code report.history}, {@code report.build}, {@code report.kept}, the action of a build in {@code
 * report}, and the engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.report.baseline;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
