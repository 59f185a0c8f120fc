package io.jenkins.plugins.locustswarm.engine.files;

import io.jenkins.plugins.locustswarm.engine.failure.FirstOfMany;
import java.util.List;
import java.util.Optional;

/** Sentences about files that are not sent to machines. */
public final class UnsentFiles {

    private static final int MAX_NAMES_SHOWN = 5;

    private UnsentFiles() {}

    /** Returns a sentence about files that an ignore file names; empty without such files. */
    public static Optional<String> ignored(List<String> files) {
        return sentence("Files that an ignore file names are not sent to the machines: ", files);
    }

    /** Returns a sentence about folders with results of earlier runs; empty without such folders. */
    public static Optional<String> results(List<String> folders) {
        return sentence("The results of earlier runs are not sent to the machines: ", folders);
    }

    /**
     * Returns a sentence about files that cannot be sent; empty without such files.
     *
     * @param problems each with a path and the reason
     */
    public static Optional<String> problems(List<String> problems) {
        return sentence("Not everything can be sent to the machines: ", problems);
    }

    private static Optional<String> sentence(String beginning, List<String> names) {
        if (names.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(beginning + FirstOfMany.names(names, MAX_NAMES_SHOWN) + ".");
    }
}
