package io.jenkins.plugins.locustswarm.engine.gate;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a gate compares a figure with.
 *
 * @param number as it was written: 800, or 1 of {@code 1%}
 * @param unit what it is a number of
 */
public record Threshold(BigDecimal number, Unit unit) {

    /** What a threshold is a number of. */
    public enum Unit {
        /** The metric's own: ms, requests, requests a second. */
        PLAIN(""),
        /** Percent of all requests. */
        PERCENT("%"),
        /** Percent of the same figure of another run. */
        PERCENT_OF_BASELINE("% of baseline");

        private final String text;

        Unit(String text) {
            this.text = text;
        }
    }

    private static final Pattern FORMAT =
            Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)\\s*(%\\s*of\\s+baseline|%|ms)?", Pattern.CASE_INSENSITIVE);

    /**
     * The threshold of that text: {@code 800}, {@code 800 ms}, {@code 1%}, {@code 110% of baseline}.
     *
     * @param metric what it is for
     * @throws BadInputException when it is none, or none for that metric
     */
    static Threshold parse(String text, Metric metric) {
        Matcher parts = FORMAT.matcher(text.strip());
        if (!parts.matches()) {
            throw new BadInputException("\"" + text.strip()
                    + "\" is no threshold of a gate: use a number such as 800, 1% or" + " 110% of baseline.");
        }
        String suffix = parts.group(2) == null ? "" : parts.group(2).toLowerCase(Locale.ROOT);
        if ("ms".equals(suffix) && !metric.isTime()) {
            throw new BadInputException("A threshold in ms is for response times, and " + metric + " is none.");
        }
        if ("%".equals(suffix) && metric.kind() != Metric.Kind.FAILURES) {
            throw new BadInputException("\"" + text.strip() + "\" of what? A percentage is for failures; for " + metric
                    + " say for example 110% of baseline.");
        }
        Unit unit = suffix.startsWith("%")
                ? suffix.endsWith("baseline") ? Unit.PERCENT_OF_BASELINE : Unit.PERCENT
                : Unit.PLAIN;
        return new Threshold(new BigDecimal(parts.group(1)), unit);
    }

    /** Whether figures are compared as parts of all requests and not as numbers of them. */
    boolean isRatio(Metric metric) {
        return metric.kind() == Metric.Kind.FAILURES && unit != Unit.PLAIN;
    }

    /** A percentage as a factor, and any other number as it is. */
    double value() {
        return unit == Unit.PLAIN
                ? number.doubleValue()
                : number.movePointLeft(2).doubleValue();
    }

    @Override
    public String toString() {
        return number.toPlainString() + unit.text;
    }
}
