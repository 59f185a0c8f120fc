package io.jenkins.plugins.locustswarm.engine.stats;

import java.util.List;
import java.util.Objects;

/**
 * An exception of users and its number, as a summary keeps it. Texts may come from the target, so a view must escape
 * them; long texts are cut.
 *
 * @param count how often it was raised
 * @param message its message
 * @param raisedAt the place that raised it, as Python writes it: file, line and function; empty if unknown
 */
public record ExceptionCount(long count, String message, String raisedAt) {

    private static final int MAX_MESSAGE = 500;
    private static final int MAX_PLACE = 300;

    public ExceptionCount {
        Objects.requireNonNull(message, "an exception has a message, which may be empty");
        Objects.requireNonNull(raisedAt, "an exception has a place, which may be empty");
    }

    /** Takes the place from the traceback, and cuts texts that are too long for a summary. */
    public static ExceptionCount of(long count, String message, String traceback) {
        String place = traceback
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("File \""))
                .reduce("", (earlier, later) -> later);
        return new ExceptionCount(count, Excerpt.of(message, MAX_MESSAGE), Excerpt.of(place, MAX_PLACE));
    }

    /** Returns a key that is equal for the same exception of the same line of code, in whatever folder the file is. */
    public Object kind() {
        return List.of(message, raisedAt.substring(raisedAt.lastIndexOf('/') + 1));
    }

    /** Returns this exception with the counts of both. */
    public ExceptionCount plus(ExceptionCount other) {
        return new ExceptionCount(count + other.count, message, raisedAt);
    }
}
