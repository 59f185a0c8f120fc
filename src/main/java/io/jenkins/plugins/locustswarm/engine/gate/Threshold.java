package io.jenkins.plugins.locustswarm.engine.gate;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value that a gate compares a figure with.
 *
 * @param number the number as written: 800, or 1 for {@code 1%}
 * @param unit the unit of the number
 */
public record Threshold(BigDecimal number, Unit unit) {

    /** A unit of a threshold. */
    public enum Unit {
        /** The unit of the metric: milliseconds, requests, or requests per second. */
        PLAIN(""),
        /** Percent of all requests. */
        PERCENT("%"),
        /** Percent of the same figure of the baseline. */
        PERCENT_OF_BASELINE("% of baseline");

        private final String text;

        Unit(String text) {
            this.text = text;
        }
    }

    private static final Pattern FORMAT =
            Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)\\s*(%\\s*of\\s+baseline|%|ms)?", Pattern.CASE_INSENSITIVE);

    /**
     * Parses a threshold: {@code 800}, {@code 800 ms}, {@code 1%}, {@code 110% of baseline}.
     *
     * @param metric the metric that is compared with the threshold
     * @throws BadInputException if the text is not a valid threshold, or not valid for this metric
     */
    static Threshold parse(String text, Metric metric) {
        Matcher parts = FORMAT.matcher(text.strip());
        if (!parts.matches()) {
            throw new BadInputException("\"" + text.strip()
                    + "\" is not a valid threshold of a gate: use a number such as 800, 1% or 110% of baseline.");
        }
        String suffix = parts.group(2) == null ? "" : parts.group(2).toLowerCase(Locale.ROOT);
        if ("ms".equals(suffix) && !metric.isTime()) {
            throw new BadInputException("A threshold in ms is only valid for response times, not for " + metric + ".");
        }
        if ("%".equals(suffix) && metric.kind() != Metric.Kind.FAILURES) {
            throw new BadInputException("A threshold in percent such as \"" + text.strip()
                    + "\" is only valid for failures;" + " for " + metric + ", use for example 110% of baseline.");
        }
        Unit unit = suffix.startsWith("%")
                ? suffix.endsWith("baseline") ? Unit.PERCENT_OF_BASELINE : Unit.PERCENT
                : Unit.PLAIN;
        return new Threshold(new BigDecimal(parts.group(1)), unit);
    }

    /** Returns a percentage as a factor, and any other number as it is. */
    double value() {
        return unit == Unit.PLAIN
                ? number.doubleValue()
                : number.movePointLeft(2).doubleValue();
    }

    /** Returns the text that {@link #parse} takes. */
    @Override
    public String toString() {
        return number.toPlainString() + unit.text;
    }
}
