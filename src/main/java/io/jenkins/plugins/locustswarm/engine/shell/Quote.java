package io.jenkins.plugins.locustswarm.engine.shell;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.Collection;
import java.util.stream.Collectors;

/** The one place where a value becomes part of a shell script. */
public final class Quote {

    private Quote() {}

    /**
     * The value as one word of a POSIX shell, whatever is in it.
     *
     * @throws BadInputException for a NUL character, which no argument of a process can hold
     */
    public static String word(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new BadInputException("A value holds a NUL character, which no command can take: "
                    + value.replace('\0', '?') + ". Remove it.");
        }
        return "'" + value.replace("'", "'\\''") + "'";
    }

    /** Each value as one word, with a space between them. */
    public static String words(Collection<String> values) {
        return values.stream().map(Quote::word).collect(Collectors.joining(" "));
    }
}
