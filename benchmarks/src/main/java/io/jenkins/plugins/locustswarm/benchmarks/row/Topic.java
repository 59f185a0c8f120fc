package io.jenkins.plugins.locustswarm.benchmarks.row;

import java.util.Locale;

/** A topic of benchmarks, in the order of the results table. The command line selects topics by their keywords. */
public enum Topic {
    START,
    BRING_UP,
    MANY_HOSTS,
    UPLOAD,
    DOWN,
    API_CALLS,
    HISTORY,
    TREND,
    CHANGE_GATE,
    BUILD_PAGE,
    JOB_PAGE,
    CONTROLLER,
    LOAD,
    MASTER,
    SIMULATION;

    /** The keyword on the command line and in file names. */
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
