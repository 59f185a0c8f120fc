package io.jenkins.plugins.locustswarm.engine.stop;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** Reads and writes the times of a stop condition, in the form that Locust has for its run time. */
final class StopTime {

    private static final Pattern CHARACTERS = Pattern.compile("[0-9hms]+");

    private StopTime() {}

    /**
     * Reads a time such as {@code 90}, {@code 90s}, {@code 10m} or {@code 1h30m}; a bare number is seconds.
     *
     * @throws BadInputException if the text is not a time
     */
    static Duration parse(String text) {
        String unit = text.matches(".*[hms]") ? "" : "s";
        try {
            if (CHARACTERS.matcher(text).matches()) {
                return Duration.parse("PT" + text + unit);
            }
        } catch (DateTimeParseException e) {
            // units in the wrong order or twice, or a number that is too long
        }
        throw new BadInputException(
                "\"" + text + "\" in a stop condition is not a valid time: use, for example, 30, 30s, 2m or 1h30m.");
    }

    /** Returns the time in its largest unit without a remainder. */
    static String text(Duration time) {
        long seconds = time.toSeconds();
        if (seconds > 0 && seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds > 0 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
