package io.jenkins.plugins.locustswarm.engine.shell;

import java.io.Serializable;
import java.util.List;

/**
 * The result of a script.
 *
 * @param exitCode the script's exit code; 128 + the signal's number if a signal ended it
 * @param out its standard output, without the beginning if it is very long
 * @param err its standard error, shortened likewise
 */
public record ShellResult(int exitCode, String out, String err) implements Serializable {

    public boolean succeeded() {
        return exitCode == 0;
    }

    /** Returns the last lines of both outputs that are not blank, errors last, to show after a failure. */
    public List<String> lastLines(int count) {
        List<String> lines =
                (out + "\n" + err).lines().filter(line -> !line.isBlank()).toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }
}
