package io.jenkins.plugins.locustswarm.benchmarks.row;

import java.util.Locale;

/** What is measured, in the table's order. Its word chooses it on the command line. */
public enum Topic {
    BRING_UP,
    UPLOAD,
    DOWN,
    API_CALLS,
    HISTORY,
    BUILD_PAGE,
    JOB_PAGE,
    CONTROLLER,
    LOAD,
    SIMULATION;

    /** On the command line, and in the names of files. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException when there is no such topic */
    public static Topic of(String word) {
        for (Topic topic : values()) {
            if (topic.word().equals(word)) {
                return topic;
            }
        }
        throw new IllegalArgumentException("There is no benchmark " + word);
    }
}
