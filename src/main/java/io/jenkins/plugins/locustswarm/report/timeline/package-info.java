/**
 * The contents of the charts of a run besides its lines: events of the run and thresholds of its gates.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.report.timeline.RunMarks}. May use {@code report.chart},
 * {@code report.view} and the engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.report.timeline;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
