/**
 * Formats figures and JSON for pages, and names figures and conditions in the language of the reader.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.report.view.FigureFormat}. May use {@code report.chart}
 * and the engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.report.view;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
