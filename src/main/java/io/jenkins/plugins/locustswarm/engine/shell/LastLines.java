package io.jenkins.plugins.locustswarm.engine.shell;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;

/** The last output of a program, as the end of a message. */
public final class LastLines {

    private LastLines() {}

    /**
     * Returns a sentence that begins with a space.
     *
     * @param lines absent if they could not be read
     */
    public static String of(@CheckForNull List<String> lines) {
        if (lines == null) {
            return " Its last lines could not be read.";
        }
        return lines.stream().allMatch(String::isBlank)
                ? " It printed nothing."
                : " Its last lines:\n" + String.join("\n", lines);
    }
}
