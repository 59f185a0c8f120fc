package io.jenkins.plugins.locustswarm.engine.gate;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A figure of a run that a gate can look at.
 *
 * @param kind which one
 * @param percentile for {@link Kind#PERCENTILE} Locust's heading, for example {@code 99.9%}; else null
 */
public record Metric(Kind kind, String percentile) {

    /** The figures. Response times are in ms. */
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
     * The metric of that name: requests, failures, rps, average, median, min, max, or a percentile such as p95 or
     * p99.9; upper or lower case.
     *
     * @throws BadInputException when there is none
     */
    public static Metric parse(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        Matcher percentile = PERCENTILE.matcher(word);
        if (percentile.matches()) {
            BigDecimal share = new BigDecimal(percentile.group(1));
            if (share.compareTo(ALL) <= 0) {
                String heading =
                        share.signum() == 0 ? "0%" : share.stripTrailingZeros().toPlainString() + "%";
                return new Metric(Kind.PERCENTILE, heading);
            }
        }
        for (Kind kind : Kind.values()) {
            if (kind != Kind.PERCENTILE && kind.name().equals(word.toUpperCase(Locale.ROOT))) {
                return new Metric(kind, null);
            }
        }
        throw new BadInputException(
                "\"" + text.strip() + "\" is no metric of a gate: use requests, failures, rps, average,"
                        + " median, min, max, or a percentile such as p95 or p99.9.");
    }

    /** The figure of that row, failures as a number; null when Locust did not report it. */
    Double of(NameStats row) {
        return switch (kind) {
            case REQUESTS -> (double) row.requests();
            case FAILURES -> (double) row.failures();
            // Locust writes 0 where it does not know the time between requests
            case RPS -> row.requests() > 0 && row.requestsPerSecond() == 0 ? null : (Double) row.requestsPerSecond();
            case AVERAGE -> row.responseTimes().average();
            case MEDIAN -> row.responseTimes().median();
            case MIN -> row.responseTimes().min();
            case MAX -> row.responseTimes().max();
            case PERCENTILE -> row.responseTimes().percentiles().get(percentile);
        };
    }

    boolean isTime() {
        return kind != Kind.REQUESTS && kind != Kind.FAILURES && kind != Kind.RPS;
    }

    /** The name that {@link #parse} takes. */
    @Override
    public String toString() {
        return kind == Kind.PERCENTILE
                ? "p" + percentile.substring(0, percentile.length() - 1)
                : kind.name().toLowerCase(Locale.ROOT);
    }
}
