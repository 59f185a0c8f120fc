package io.jenkins.plugins.locustswarm.engine.gate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition that a run must meet, for example {@code GET /kandus/[id] p99 < 1500 failed}.
 *
 * @param name name of the requests, with or without their type before it; all requests together if absent
 * @param metric the figure that is compared
 * @param comparison how the figure is compared with the threshold
 * @param threshold the value that the figure is compared with
 * @param criticality the verdict of a run that misses the gate: {@link Verdict#UNSTABLE} or {@link Verdict#FAILED}
 */
public record Gate(
        @CheckForNull String name, Metric metric, Comparison comparison, Threshold threshold, Verdict criticality) {

    /**
     * A name can contain anything, including comparison and percent signs; therefore the last metric, comparison and
     * threshold of the text are those of the gate.
     */
    private static final Pattern FORMAT = Pattern.compile(
            "(?:(?<name>.*\\S)\\s+)?(?<metric>[a-z]+[\\d.]*)\\s*(?<comparison><=|>=|<|>)\\s*"
                    + "(?<threshold>[\\d.]+\\s*(?:%\\s*of\\s+baseline|%|ms)?)(?:\\s+(?<criticality>[a-z]+))?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    public Gate {
        if (criticality == Verdict.OK) {
            throw new BadInputException(
                    "A missed gate makes a run unstable or failed: use one of these criticalities.");
        }
    }

    /**
     * Parses a gate of the form {@code [[TYPE] NAME] METRIC COMPARISON THRESHOLD [unstable|failed]}.
     *
     * @throws BadInputException if the text is not a valid gate; the message names the invalid part
     */
    public static Gate parse(String text) {
        Matcher parts = FORMAT.matcher(text.strip());
        if (!parts.matches()) {
            throw new BadInputException("\"" + text.strip() + "\" is not a valid gate. Examples: \"p95 < 800\","
                    + " \"failures < 1%\", \"p95 < 110% of baseline\", \"GET /kandus/[id] p99 < 1500 failed\".");
        }
        return of(
                parts.group("name"),
                parts.group("metric"),
                parts.group("comparison"),
                parts.group("threshold"),
                parts.group("criticality"));
    }

    /**
     * Returns the gate with these parts, for example from the fields of a form. A part that is optional can be absent
     * or blank.
     *
     * @param name name of the requests; default: all requests together
     * @param metric the metric, as {@link Metric#parse} takes it
     * @param comparison the sign; default: {@code >} for requests and rps, {@code <} for any other metric
     * @param threshold the threshold, as in the text of a gate
     * @param criticality {@code unstable} or {@code failed}, in any case; default: unstable
     * @throws BadInputException if one of the parts is not valid
     */
    public static Gate of(
            @CheckForNull String name,
            String metric,
            @CheckForNull String comparison,
            String threshold,
            @CheckForNull String criticality) {
        Metric figure = Metric.parse(metric);
        return new Gate(
                name == null || name.isBlank() ? null : name,
                figure,
                comparison == null || comparison.isBlank() ? defaultComparison(figure) : Comparison.parse(comparison),
                Threshold.parse(threshold, figure),
                criticality == null || criticality.isBlank() ? Verdict.UNSTABLE : criticality(criticality));
    }

    private static Comparison defaultComparison(Metric metric) {
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
                        "\"" + text.strip() + "\" is not a valid criticality of a gate: use unstable or failed.");
        };
    }

    /** Returns whether the threshold depends on the baseline. */
    public boolean comparesWithBaseline() {
        return threshold.unit() == Threshold.Unit.PERCENT_OF_BASELINE;
    }

    /** Returns the unit of the figures that this gate compares. */
    public GateResult.Unit unit() {
        return switch (metric.kind()) {
            case REQUESTS -> GateResult.Unit.COUNT;
            case FAILURES -> threshold.unit() == Threshold.Unit.PLAIN ? GateResult.Unit.COUNT : GateResult.Unit.RATIO;
            case RPS -> GateResult.Unit.PER_SECOND;
            case AVERAGE, MEDIAN, MIN, MAX, PERCENTILE -> GateResult.Unit.MILLISECONDS;
        };
    }

    /** Returns the text that {@link #parse} takes. */
    @Override
    public String toString() {
        return (name == null ? "" : name + " ") + metric + " " + comparison.sign() + " " + threshold
                + (criticality == Verdict.FAILED ? " failed" : "");
    }
}
