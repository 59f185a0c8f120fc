/**
 * The trends of a job: pages, what their charts mark, and the heat map of request names.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.report.trend.TestTrend}. Figures come from the small files
 * of the history; of a test, no more than the newest build is loaded.
 *
 * <p>May use {@code report.build}, {@code report.chart}, {@code report.history}, {@code report.kept}, {@code
 * report.view}, the action of a build in {@code report}, and the engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.report.trend;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
