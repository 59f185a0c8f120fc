package io.jenkins.plugins.locustswarm.engine.shell;

import java.io.Serializable;
import java.util.List;

/**
 * What a script left behind.
 *
 * @param exitCode of the script; 128 + the signal where a signal ended it
 * @param out its standard output, cut at the front when it was very long
 * @param err its standard error, cut likewise
 */
public record ShellResult(int exitCode, String out, String err) implements Serializable {

    public boolean succeeded() {
        return exitCode == 0;
    }

    /** The last lines of both outputs that are not blank, errors last: what to show when the script failed. */
    public List<String> lastLines(int count) {
        List<String> lines =
                (out + "\n" + err).lines().filter(line -> !line.isBlank()).toList();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }
}
