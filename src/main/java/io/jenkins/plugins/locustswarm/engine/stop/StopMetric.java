package io.jenkins.plugins.locustswarm.engine.stop;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A figure that Locust's history shows while the load is running.
 *
 * @param kind the kind of figure
 * @param heading the column of the history, for example {@code 99.9%}; present for the median and for percentiles
 */
public record StopMetric(Kind kind, @CheckForNull String heading) {

    /** The kinds of figures. Response times are in milliseconds. */
    public enum Kind {
        /** The part of the requests that failed. */
        FAILURES,
        /** Requests per second. */
        RPS,
        /** The average response time. */
        AVERAGE,
        /** The median response time, which is a percentile of the history. */
        MEDIAN,
        /** A percentile of the response time. */
        PERCENTILE
    }

    /** The columns of the history ({@code PERCENTILES_TO_REPORT} in Locust's {@code stats.py}, 2.12 and 2.47). */
    private static final List<String> HEADINGS =
            List.of("50%", "66%", "75%", "80%", "90%", "95%", "98%", "99%", "99.9%", "99.99%", "100%");

    private static final String MEDIAN = "50%";
    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,3}(?:\\.\\d{1,6})?)");

    /**
     * Parses the name of a metric, in any case.
     *
     * @throws BadInputException if the history has no such figure
     */
    static StopMetric parse(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        Matcher percentile = PERCENTILE.matcher(word);
        if (percentile.matches()) {
            return percentile(
                    word,
                    new BigDecimal(percentile.group(1)).stripTrailingZeros().toPlainString() + "%");
        }
        return switch (word) {
            case "failures" -> new StopMetric(Kind.FAILURES, null);
            case "rps" -> new StopMetric(Kind.RPS, null);
            case "average" -> new StopMetric(Kind.AVERAGE, null);
            case "median" -> new StopMetric(Kind.MEDIAN, MEDIAN);
            default ->
                throw new BadInputException("\"" + text + "\" cannot be watched by a stop condition: use failures, rps,"
                        + " average, median, or a percentile such as p95.");
        };
    }

    private static StopMetric percentile(String word, String heading) {
        if (!HEADINGS.contains(heading)) {
            throw new BadInputException(
                    word + " cannot be watched by a stop condition, because Locust's history does not"
                            + " have it: use one of " + String.join(", ", names()) + ".");
        }
        return new StopMetric(Kind.PERCENTILE, heading);
    }

    private static List<String> names() {
        return HEADINGS.stream().map(StopMetric::name).toList();
    }

    private static String name(String heading) {
        return "p" + heading.substring(0, heading.length() - 1);
    }

    /** Returns whether the figure is a response time. */
    public boolean isTime() {
        return kind != Kind.FAILURES && kind != Kind.RPS;
    }

    /** Returns the name that {@link #parse} takes. */
    @Override
    public String toString() {
        return kind == Kind.PERCENTILE && heading != null
                ? name(heading)
                : kind.name().toLowerCase(Locale.ROOT);
    }
}
