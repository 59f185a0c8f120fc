package io.jenkins.plugins.locustswarm.engine.shell;

import java.util.List;

/** What a program printed last, at the end of a message. */
public final class LastLines {

    private LastLines() {}

    /**
     * A sentence that begins with a space.
     *
     * @param lines may be null, where they could not be read
     */
    public static String of(List<String> lines) {
        if (lines == null) {
            return " Its last lines could not be read.";
        }
        return lines.stream().allMatch(String::isBlank)
                ? " It printed nothing."
                : " Its last lines:\n" + String.join("\n", lines);
    }
}
