/**
 * The figures of a run as immutable values, with the findings and gate results that judge them.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.engine.stats.RunSummary}, which is the content of {@code
 * summary.json}. Figures are Locust's own; a figure that is derived, such as
 * the ratio of failures, says so.
 *
 * <p>Depends on {@code engine.record} and {@code engine.failure}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.locustswarm.engine.stats;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
