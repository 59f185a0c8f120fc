package io.jenkins.plugins.locustswarm.engine.trend;

/**
 * What a person wrote about a run.
 *
 * @param index 0-based position of the run in the history
 * @param label label of the run
 * @param text for example {@code new JVM}; not empty
 */
public record RunNote(int index, String label, String text) {}
