package io.jenkins.plugins.locustswarm.engine.locust;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a run lasts, as people write it for Locust. */
public final class RunTime {

    /** What Locust's {@code locust/util/timespan.py} takes: {@code 20}, {@code 20s}, {@code 3m}, {@code 1h30m}. */
    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{1,6})|(?=.)(?:(\\d{1,4})h)?(?:(\\d{1,5})m)?(?:(\\d{1,6})s)?)");

    private static final Duration MAX = Duration.ofDays(7);

    private RunTime() {}

    /**
     * Reads a time such as {@code 90}, {@code 90s}, {@code 10m} or {@code 1h30m}; a bare number is seconds.
     *
     * @throws BadInputException for anything that Locust would not take, for no time at all, and for more than 7 days
     */
    public static Duration parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new BadInputException("The run time \"" + text + "\" is none: write it as 90, 90s, 10m or 1h30m.");
        }
        Duration time = Duration.ofHours(number(form.group(2)))
                .plusMinutes(number(form.group(3)))
                .plusSeconds(number(form.group(4)) + number(form.group(1)));
        return checked(time);
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** The time itself when a run can last that long. */
    static Duration checked(Duration time) {
        if (time.toSeconds() < 1 || time.compareTo(MAX) > 0) {
            throw new BadInputException(
                    "A run time of " + time.toSeconds() + " s cannot be run: take 1 second to 7 days.");
        }
        return time;
    }
}
