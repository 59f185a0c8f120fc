/**
 * The results of the builds of a job, read from small files beside each {@code build.xml}, so that builds need not be loaded.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.report.history.TestHistory} and
 * {@link io.jenkins.plugins.locustswarm.report.history.JobTotals}.
 * {@link io.jenkins.plugins.locustswarm.report.history.BuildHistory} decides which tests have a trend.
 *
 * <p>May use {@code report.kept} and the engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.report.history;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
