package io.jenkins.plugins.locustswarm.engine.trend;

/**
 * A change that is not noise.
 *
 * @param difference the means of the runs before and after it, back to the preceding change and up to the following one
 * @param index 0-based position of the first run after the change
 * @param since label of that run
 * @param pValue probability that chance alone makes a difference of at least this size
 */
public record Change(Difference difference, int index, String since, double pValue) {}
