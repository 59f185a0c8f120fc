package io.jenkins.plugins.locustswarm.engine.gate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.trend.HoldingChanges;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value that a gate compares a figure with.
 *
 * @param number the number as written: 800, or 1 for {@code 1%}
 * @param unit the unit of the number
 * @param within number of newest runs in which a change must have begun to count; absent for the default and for any other
 *     unit than {@link Unit#PERCENT_OF_CHANGE}
 */
public record Threshold(
        BigDecimal number, Unit unit, @CheckForNull Integer within) {

    /** A unit of a threshold. */
    public enum Unit {
        /** The unit of the metric: milliseconds, requests, or requests per second. */
        PLAIN(""),
        /** Percent of all requests. */
        PERCENT("%"),
        /** Percent of the same figure of the baseline. */
        PERCENT_OF_BASELINE("% of baseline"),
        /** Percent by which the figure is worse than before a change. */
        PERCENT_OF_CHANGE("%");

        private final String text;

        Unit(String text) {
            this.text = text;
        }
    }

    private static final Pattern FORMAT =
            Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)\\s*(%\\s*of\\s+baseline|%|ms)?", Pattern.CASE_INSENSITIVE);

    private static final Pattern CHANGE = Pattern.compile(
            "(\\d{1,6}(?:\\.\\d{1,6})?)\\s*%(?:\\s+within\\s+([1-9]\\d{0,3})\\s+runs?)?", Pattern.CASE_INSENSITIVE);

    Threshold(BigDecimal number, Unit unit) {
        this(number, unit, null);
    }

    /**
     * Parses a threshold of a change: {@code 10%}, {@code 10% within 20 runs}.
     *
     * @throws BadInputException if the text is not valid
     */
    static Threshold parseChange(String text) {
        Matcher parts = CHANGE.matcher(text.strip());
        if (!parts.matches()) {
            throw new BadInputException("\"" + text.strip()
                    + "\" is not a valid threshold of a change: use a percentage such as 10%, or 10% within 20 runs.");
        }
        Integer within = parts.group(2) == null ? null : Integer.valueOf(parts.group(2));
        if (within != null && within < HoldingChanges.MIN_RUNS_SINCE) {
            throw new BadInputException("A change is found in its second run at the earliest: use within "
                    + HoldingChanges.MIN_RUNS_SINCE + " runs or more.");
        }
        return new Threshold(new BigDecimal(parts.group(1)), Unit.PERCENT_OF_CHANGE, within);
    }

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

    /** Returns this percentage of a figure: that of a decimal number is one too, so that a figure can be equal to it. */
    double of(double figure) {
        return Double.isFinite(figure)
                ? number.movePointLeft(2).multiply(BigDecimal.valueOf(figure)).doubleValue()
                : value() * figure;
    }

    /** Returns a figure that changed by this percentage, up or down. */
    double changed(double figure, boolean up) {
        BigDecimal whole = BigDecimal.valueOf(100);
        return new Threshold(up ? whole.add(number) : whole.subtract(number), unit, within).of(figure);
    }

    /** Returns the text that {@link #parse}, or {@link #parseChange} for a change, takes. */
    @Override
    public String toString() {
        return number.toPlainString() + unit.text + (within == null ? "" : " within " + within + " runs");
    }
}
