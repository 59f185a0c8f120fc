package io.jenkins.plugins.locustswarm.engine.gate;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition that a run must meet, for example {@code GET /kandus/[id] p99 < 1500 failed}.
 *
 * @param name of the requests that are looked at, with or without their type in front; null for all together
 * @param metric the figure
 * @param comparison how it is compared
 * @param threshold with what
 * @param criticality what missing it makes of the run: {@link Verdict#UNSTABLE} or {@link Verdict#FAILED}
 */
public record Gate(String name, Metric metric, Comparison comparison, Threshold threshold, Verdict criticality) {

    /**
     * A name can hold anything, comparison signs and percent signs too, so that the last metric, comparison and
     * threshold of the text are the gate's.
     */
    private static final Pattern FORMAT = Pattern.compile(
            "(?:(?<name>.*\\S)\\s+)?(?<metric>[a-z]+[\\d.]*)\\s*(?<comparison><=|>=|<|>)\\s*"
                    + "(?<threshold>[\\d.]+\\s*(?:%\\s*of\\s+baseline|%|ms)?)(?:\\s+(?<criticality>[a-z]+))?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    public Gate {
        if (criticality == Verdict.OK) {
            throw new BadInputException("A gate that is missed makes a run unstable or failed, and not ok.");
        }
    }

    /**
     * The gate of that text: {@code [[TYPE] NAME] METRIC COMPARISON THRESHOLD [unstable|failed]}.
     *
     * @throws BadInputException when it is none; the message says which part
     */
    public static Gate parse(String text) {
        Matcher parts = FORMAT.matcher(text.strip());
        if (!parts.matches()) {
            throw new BadInputException("\"" + text.strip() + "\" is no gate. Write for example \"p95 < 800\","
                    + " \"failures < 1%\", \"p95 < 110% of baseline\" or \"GET /kandus/[id] p99 < 1500 failed\".");
        }
        return of(
                parts.group("name"),
                parts.group("metric"),
                parts.group("comparison"),
                parts.group("threshold"),
                parts.group("criticality"));
    }

    /**
     * The gate of these parts, as a form has them.
     *
     * @param name null or empty for all requests together
     * @param metric as {@link Metric#parse} takes it
     * @param comparison its sign; null or empty for the usual one: more than for requests and rps, else less than
     * @param threshold as in a text
     * @param criticality unstable or failed, in upper or lower case; null or empty for unstable
     * @throws BadInputException when one of them cannot be used
     */
    public static Gate of(String name, String metric, String comparison, String threshold, String criticality) {
        Metric figure = Metric.parse(metric);
        return new Gate(
                isEmpty(name) ? null : name,
                figure,
                isEmpty(comparison) ? usual(figure) : Comparison.parse(comparison),
                Threshold.parse(threshold, figure),
                isEmpty(criticality) ? Verdict.UNSTABLE : criticality(criticality));
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isBlank();
    }

    private static Comparison usual(Metric metric) {
        return metric.kind() == Metric.Kind.REQUESTS || metric.kind() == Metric.Kind.RPS
                ? Comparison.MORE
                : Comparison.LESS;
    }

    private static Verdict criticality(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "unstable" -> Verdict.UNSTABLE;
            case "failed" -> Verdict.FAILED;
            default ->
                throw new BadInputException(
                        "\"" + text.strip() + "\" is no criticality of a gate: use unstable or failed.");
        };
    }

    /** The text that {@link #parse} takes. */
    @Override
    public String toString() {
        return (name == null ? "" : name + " ") + metric + " " + comparison.sign() + " " + threshold
                + (criticality == Verdict.FAILED ? " failed" : "");
    }
}
