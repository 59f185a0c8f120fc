package io.jenkins.plugins.locustswarm.engine.trend;

/**
 * A condition that is not the same in two runs.
 *
 * @param value its value in the run that is spoken of
 * @param other its value in the other run
 */
public record ConditionDifference(String value, String other) {}
