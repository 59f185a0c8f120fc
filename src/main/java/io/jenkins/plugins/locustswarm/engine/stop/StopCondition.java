package io.jenkins.plugins.locustswarm.engine.stop;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition that ends a load early, for example {@code GET /cart p99 > 3000 for 30s after 2m}. Records have it as its
 * text.
 *
 * @param name name of the requests, with or without their type before it; all requests together if absent. A name without
 *     its type means the requests of each type with that name, each on their own.
 * @param metric the figure that is watched
 * @param sign how the figure is compared
 * @param threshold the value that the figure is compared with: percent of the requests, milliseconds, or requests per
 *     second
 * @param time how long the condition has to hold without a break, 10 seconds to 1 hour
 * @param after time from the start of the load during which the condition is not watched
 */
public record StopCondition(
        @CheckForNull String name,
        StopMetric metric,
        ThresholdComparison sign,
        BigDecimal threshold,
        Duration time,
        Duration after) {

    /** Locust's percentiles in the history are of the last ten seconds. */
    private static final Duration MIN_TIME = Duration.ofSeconds(10);

    private static final Duration MAX_TIME = Duration.ofHours(1);
    private static final Duration MAX_AFTER = Duration.ofDays(7);

    private static final BigDecimal MAX_PERCENT = BigDecimal.valueOf(100);

    private static final String COMPARISON = "(?:(?<name>.*\\S)\\s+)?(?<metric>[a-z]+[\\d.]*)\\s*(?<sign><=|>=|<|>)\\s*"
            + "(?<threshold>\\d{1,12}(?:\\.\\d{1,6})?)\\s*(?<unit>%|ms)?";

    /** A name can contain anything, so the last metric, sign, threshold and times of the text are those of the condition. */
    private static final Pattern FORMAT = Pattern.compile(
            COMPARISON + "\\s+for\\s+(?<time>\\S+)(?:\\s+after\\s+(?<after>\\S+))?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern WITHOUT_TIME = Pattern.compile(COMPARISON, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** The rows that a machine sends for conditions are lines. */
    private static final Pattern LINE_END = Pattern.compile("[\\n\\r]");

    /**
     * Parses a condition of the form {@code [[TYPE] NAME] METRIC COMPARISON THRESHOLD for TIME [after TIME]}.
     *
     * @throws BadInputException if the text is not a valid condition; the message names the invalid part
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static StopCondition parse(String text) {
        String condition = text.strip();
        Matcher parts = FORMAT.matcher(condition);
        if (!parts.matches()) {
            throw WITHOUT_TIME.matcher(condition).matches()
                    ? new BadInputException("The stop condition \"" + condition
                            + "\" does not say how long it has to hold: add for example \"for 30s\".")
                    : new BadInputException(
                            "\"" + condition + "\" is not a valid stop condition. Examples: \"failures >"
                                    + " 50% for 30s\", \"p95 > 5000 for 1m after 2m\", \"GET /cart p99 > 3000 for 30s\".");
        }
        checkName(parts.group("name"));
        StopMetric metric = StopMetric.parse(parts.group("metric"));
        String after = parts.group("after");
        ThresholdComparison sign = ThresholdComparison.of(parts.group("sign")).orElseThrow();
        BigDecimal threshold = threshold(parts.group("threshold"), parts.group("unit"), metric);
        if (isNeverMet(metric, sign, threshold)) {
            throw new BadInputException("The stop condition \"" + condition + "\" can never be met: use a "
                    + (sign == ThresholdComparison.ABOVE ? "lower" : "higher") + " threshold.");
        }
        return new StopCondition(
                parts.group("name"),
                metric,
                sign,
                threshold,
                between(MIN_TIME, MAX_TIME, StopTime.parse(parts.group("time")), "10 s to 1 h after \"for\""),
                after == null
                        ? Duration.ZERO
                        : between(Duration.ZERO, MAX_AFTER, StopTime.parse(after), "at most 7 days after \"after\""));
    }

    private static void checkName(@CheckForNull String name) {
        if (name != null && LINE_END.matcher(name).find()) {
            throw new BadInputException("A stop condition cannot watch the requests \""
                    + LINE_END.matcher(name).replaceAll(" ")
                    + "\", because their name contains a line feed or a carriage return: give them another name in the"
                    + " locustfile.");
        }
    }

    private static BigDecimal threshold(String number, @CheckForNull String unit, StopMetric metric) {
        BigDecimal threshold = new BigDecimal(number);
        boolean failures = metric.kind() == StopMetric.Kind.FAILURES;
        if (failures != "%".equals(unit)) {
            throw new BadInputException(
                    failures
                            ? "A stop condition compares failures with a part of the requests: write for example"
                                    + " \"failures > 50%\" instead of " + number + "."
                            : "A threshold in percent is only valid for failures in a stop condition, not for " + metric
                                    + ".");
        }
        if (failures && threshold.compareTo(MAX_PERCENT) > 0) {
            throw new BadInputException(
                    "More than 100 % of the requests cannot fail: use a lower threshold in the stop" + " condition.");
        }
        if ("ms".equalsIgnoreCase(unit) && !metric.isTime()) {
            throw new BadInputException(
                    "A threshold in ms is only valid for response times in a stop condition, not for " + metric + ".");
        }
        return threshold;
    }

    /** Returns whether no figure meets the condition: none is below 0, and no more than all requests can fail. */
    private static boolean isNeverMet(StopMetric metric, ThresholdComparison sign, BigDecimal threshold) {
        return sign == ThresholdComparison.BELOW && threshold.signum() == 0
                || sign == ThresholdComparison.ABOVE
                        && metric.kind() == StopMetric.Kind.FAILURES
                        && threshold.compareTo(MAX_PERCENT) == 0;
    }

    private static Duration between(Duration min, Duration max, Duration time, String range) {
        if (time.compareTo(min) < 0 || time.compareTo(max) > 0) {
            throw new BadInputException(
                    "A stop condition cannot have a time of " + time.toSeconds() + " s here: use " + range + ".");
        }
        return time;
    }

    /** Returns the time from the start of the load after which the condition can be met at the earliest. */
    public Duration earliest() {
        return after.plus(time);
    }

    /** Returns whether the figure meets the condition; a part of the requests is a figure from 0 to 1. */
    public boolean holds(double figure) {
        double limit = metric.kind() == StopMetric.Kind.FAILURES
                ? threshold.movePointLeft(2).doubleValue()
                : threshold.doubleValue();
        return sign.holds(figure, limit);
    }

    /** Returns the text that {@link #parse} takes. */
    @Override
    @JsonValue
    public String toString() {
        return (name == null ? "" : name + " ") + metric + " " + sign.sign() + " " + threshold.toPlainString()
                + (metric.kind() == StopMetric.Kind.FAILURES ? "%" : "") + " for " + StopTime.text(time)
                + (after.isZero() ? "" : " after " + StopTime.text(after));
    }
}
