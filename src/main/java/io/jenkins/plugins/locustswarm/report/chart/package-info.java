/**
 * Chart models, which do not need a running Jenkins.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.report.chart.RunCharts}.
 *
 * <p>May use {@code engine.stats} only.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.report.chart;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
