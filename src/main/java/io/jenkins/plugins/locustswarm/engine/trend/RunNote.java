package io.jenkins.plugins.locustswarm.engine.trend;

/**
 * A note on a run, written by a person.
 *
 * @param index 0-based position of the run in the history
 * @param label label of the run
 * @param text for example {@code new JVM}; not empty
 */
public record RunNote(int index, String label, String text) {}
