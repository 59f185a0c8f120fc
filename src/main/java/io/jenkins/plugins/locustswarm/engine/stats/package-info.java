/**
 * The figures of a run as immutable values, and what is known about them.
 *
 * <p>{@link io.jenkins.plugins.locustswarm.engine.stats.RunSummary} holds all of them and is what {@code summary.json}
 * contains. Every figure is Locust's own.
 */
package io.jenkins.plugins.locustswarm.engine.stats;
