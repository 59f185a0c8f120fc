/**
 * Reads a folder of results into a {@link io.jenkins.plugins.locustswarm.engine.stats.RunSummary}.
 */
package io.jenkins.plugins.locustswarm.engine.stats.results;
