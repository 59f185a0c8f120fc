package io.jenkins.plugins.locustswarm.engine.gate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.Percentiles;
import io.jenkins.plugins.locustswarm.engine.trend.Figure;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A figure of a run that a gate can compare.
 *
 * @param kind the kind of figure
 * @param percentile Locust's heading, for example {@code 99.9%}; present for {@link Kind#PERCENTILE} only
 */
public record Metric(Kind kind, @CheckForNull String percentile) {

    /** The kinds of figures. Response times are in milliseconds. */
    public enum Kind {
        REQUESTS,
        FAILURES,
        RPS,
        AVERAGE,
        MEDIAN,
        MIN,
        MAX,
        PERCENTILE
    }

    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,3}(?:\\.\\d{1,6})?)");
    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    /**
     * Parses the name of a metric: requests, failures, rps, average, median, min, max, or a percentile such as p95 or
     * p99.9, in any case.
     *
     * @throws BadInputException if there is no metric with this name
     */
    public static Metric parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        Matcher percentile = PERCENTILE.matcher(word);
        if (percentile.matches()) {
            BigDecimal share = new BigDecimal(percentile.group(1));
            if (share.compareTo(ALL) <= 0) {
                return new Metric(Kind.PERCENTILE, Percentiles.heading(share));
            }
        }
        for (Kind kind : Kind.values()) {
            if (kind != Kind.PERCENTILE && kind.name().equals(word.toUpperCase(Locale.ROOT))) {
                return new Metric(kind, null);
            }
        }
        throw new BadInputException(
                "\"" + text.strip() + "\" is not a valid metric of a gate: use requests, failures, rps, average,"
                        + " median, min, max, or a percentile such as p95 or p99.9.");
    }

    /**
     * Parses the name of a metric that is followed over time, in any case.
     *
     * @throws BadInputException if it is not the name of a {@link Figure}
     */
    static Metric parseFollowed(String text) {
        if (Figure.named(text.strip()).isEmpty()) {
            throw new BadInputException("\"" + text.strip() + "\" is not a valid metric of a gate on a change: use "
                    + Arrays.stream(Figure.values()).map(Figure::toString).collect(Collectors.joining(", ")) + ".");
        }
        return parse(text);
    }

    /** Returns the figure in this row, failures as a number. It is absent if Locust did not report it. */
    @CheckForNull
    public Double of(NameStats row) {
        return switch (kind) {
            case REQUESTS -> (double) row.requests();
            case FAILURES -> (double) row.failures();
            // Locust writes 0 if it does not know the time between requests
            case RPS -> row.requests() > 0 && row.requestsPerSecond() == 0 ? null : (Double) row.requestsPerSecond();
            case AVERAGE -> row.responseTimes().average();
            case MEDIAN -> row.responseTimes().median();
            case MIN -> row.responseTimes().min();
            case MAX -> row.responseTimes().max();
            case PERCENTILE -> row.responseTimes().percentiles().get(percentile);
        };
    }

    /** Returns the figure that is followed over time under the same name; absent if this one is not followed. */
    Optional<Figure> followed() {
        return Figure.named(toString());
    }

    /** Returns whether the figure is a response time. */
    boolean isTime() {
        return kind != Kind.REQUESTS && kind != Kind.FAILURES && kind != Kind.RPS;
    }

    /** Returns the name that {@link #parse} takes. */
    @Override
    public String toString() {
        return percentile != null
                ? "p" + percentile.substring(0, percentile.length() - 1)
                : kind.name().toLowerCase(Locale.ROOT);
    }
}
