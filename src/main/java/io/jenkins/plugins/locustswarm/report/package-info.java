/**
 * Load test results in Jenkins: what a build stores, and its pages.
 *
 * <p>{@link io.jenkins.plugins.locustswarm.report.LocustBuildAction} is attached to the build. Steps publish through
 * {@code report.publish}; the pages are in {@code report.build}, {@code report.trend} and {@code report.live}.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.report.LocustBuildAction}. May use the engine and its own
 * packages; must not use steps, swarms or config.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.report;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
