package io.jenkins.plugins.locustswarm.engine.stats;

import java.util.List;

/**
 * How often tasks raised an exception, as a summary keeps it. Texts may come from the target, so a view must escape
 * them; long ones are cut.
 *
 * @param count how often
 * @param message what it said
 * @param raisedAt the place that raised it, as Python writes it: file, line and function; empty when it is unknown
 */
public record ExceptionCount(long count, String message, String raisedAt) {

    private static final int MAX_MESSAGE = 500;
    private static final int MAX_PLACE = 300;

    /** Takes the place from the traceback, and cuts what is too long for a summary. */
    public static ExceptionCount of(long count, String message, String traceback) {
        String place = traceback
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("File \""))
                .reduce("", (earlier, later) -> later);
        return new ExceptionCount(count, Excerpt.of(message, MAX_MESSAGE), Excerpt.of(place, MAX_PLACE));
    }

    /** Equal for the same exception of the same line of code, wherever a machine has the file. */
    public Object kind() {
        return List.of(message, raisedAt.substring(raisedAt.lastIndexOf('/') + 1));
    }

    public ExceptionCount plus(ExceptionCount other) {
        return new ExceptionCount(count + other.count, message, raisedAt);
    }
}
