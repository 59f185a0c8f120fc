package io.jenkins.plugins.locustswarm.engine.locust;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** Parses times in the form that Locust accepts. */
public final class RunTime {

    /** The units of Locust's {@code locust/util/timespan.py}; ISO 8601 also has signs, fractions and capitals. */
    private static final Pattern LOCUST_FORM = Pattern.compile("[0-9hms]+");

    private static final Duration MAX = Duration.ofDays(7);

    private RunTime() {}

    /**
     * Reads a time such as {@code 90}, {@code 90s}, {@code 10m} or {@code 1h30m}; a bare number is seconds.
     *
     * @throws BadInputException if Locust would not accept the text, or the time is not between 1 second and 7 days
     */
    public static Duration parse(String text) {
        String time = text.strip();
        String unit = time.endsWith("h") || time.endsWith("m") || time.endsWith("s") ? "" : "s";
        try {
            if (LOCUST_FORM.matcher(time).matches()) {
                return checked(Duration.parse("PT" + time + unit));
            }
        } catch (DateTimeParseException e) {
            // units in the wrong order or twice, or a number that is too long
        }
        throw new BadInputException("\"" + text + "\" is not a valid time: write it as 90, 90s, 10m or 1h30m.");
    }

    /**
     * Returns the time.
     *
     * @throws BadInputException if a run cannot last that long
     */
    static Duration checked(Duration time) {
        if (time.toSeconds() < 1 || time.compareTo(MAX) > 0) {
            throw new BadInputException(
                    "A run time of " + time.toSeconds() + " s cannot be run: use 1 second to 7 days.");
        }
        return time;
    }
}
