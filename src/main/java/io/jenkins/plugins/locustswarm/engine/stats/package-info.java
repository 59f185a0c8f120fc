/**
 * The figures of a run as immutable values, with the findings and gate results that judge them.
 *
 * <p>Start reading at {@link io.jenkins.plugins.locustswarm.engine.stats.RunSummary}, which is the content of {@code
 * summary.json}. Every figure is Locust's own.
 */
package io.jenkins.plugins.locustswarm.engine.stats;
