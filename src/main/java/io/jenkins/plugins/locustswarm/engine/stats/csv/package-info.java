/**
 * Reads Locust's CSV files by column name, streaming and in bounded memory. Texts in them may come from a target.
 */
package io.jenkins.plugins.locustswarm.engine.stats.csv;
