package io.jenkins.plugins.locustswarm.engine.shell;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Quotes values for shell scripts: the only place where a value becomes part of one. */
public final class Quote {

    private Quote() {}

    /**
     * Returns the value as one word of a POSIX shell, whatever it contains.
     *
     * @throws BadInputException if it contains a NUL character, which no argument of a process can
     */
    public static String word(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new BadInputException("A value contains a NUL character, which no command accepts: "
                    + value.replace('\0', '?') + ". Remove it.");
        }
        return "'" + value.replace("'", "'\\''") + "'";
    }

    /** Returns each value as one word, separated by spaces. */
    public static String words(Collection<String> values) {
        return values.stream().map(Quote::word).collect(Collectors.joining(" "));
    }

    /**
     * Returns commands that export these variables, one a line.
     *
     * @param variables the values, by names that a shell takes
     */
    public static String exports(Map<String, String> variables) {
        return variables.entrySet().stream()
                .map(variable -> "export " + variable.getKey() + "=" + word(variable.getValue()) + "\n")
                .collect(Collectors.joining());
    }
}
