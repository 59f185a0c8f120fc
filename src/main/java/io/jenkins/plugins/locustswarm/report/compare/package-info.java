/**
 * Two runs side by side, in the words and the order of a page. What differs and what of it matters is decided by
 * {@link io.jenkins.plugins.locustswarm.engine.trend.RunComparison}, as for the command {@code compare}.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.report.compare.ComparedRuns}. May use {@code report.kept},
 * {@code report.view} and the engine.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.report.compare;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
