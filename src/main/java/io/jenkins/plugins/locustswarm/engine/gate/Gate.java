package io.jenkins.plugins.locustswarm.engine.gate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.engine.stop.ThresholdComparison;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition that a run must meet, for example {@code GET /kandus/[id] p99 < 1500 failed}. A gate on a change, for example
 * {@code p95 change < 10%}, is missed if the figure got worse by at least that much in an earlier run, and still is.
 *
 * @param name name of the requests, with or without their type before it; all requests together if absent
 * @param metric the figure that is compared
 * @param comparison how the figure is compared with the threshold
 * @param threshold the value that the figure is compared with
 * @param criticality the verdict of a run that misses the gate: {@link Verdict#UNSTABLE} or {@link Verdict#FAILED}
 */
public record Gate(
        @CheckForNull String name,
        Metric metric,
        ThresholdComparison comparison,
        Threshold threshold,
        Verdict criticality) {

    /**
     * A name can contain anything, including comparison and percent signs; therefore the last metric, comparison and
     * threshold of the text are those of the gate.
     */
    private static final Pattern FORMAT = Pattern.compile(
            "(?:(?<name>.*\\S)\\s+)?(?<metric>(?!change\\b)[a-z]+[\\d.]*)(?<change>\\s+change)?\\s*"
                    + "(?<comparison><=|>=|<|>)\\s*"
                    + "(?<threshold>[\\d.]+\\s*(?:%\\s*of\\s+baseline|%|ms)?(?:\\s+within\\s+\\S+\\s+runs?)?)"
                    + "(?:\\s+(?<criticality>[a-z]+))?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Follows the metric of a gate on a change. */
    static final String CHANGE = " change";

    public Gate {
        if (criticality == Verdict.OK) {
            throw new BadInputException(
                    "A missed gate makes a run unstable or failed: use one of these criticalities.");
        }
    }

    /**
     * Parses a gate of the form {@code [[TYPE] NAME] METRIC COMPARISON THRESHOLD [unstable|failed]}, or
     * {@code [[TYPE] NAME] METRIC change < N% [within K runs] [unstable|failed]}.
     *
     * @throws BadInputException if the text is not a valid gate; the message names the invalid part
     */
    public static Gate parse(String text) {
        Matcher parts = FORMAT.matcher(text.strip());
        if (!parts.matches()) {
            throw new BadInputException(
                    "\"" + text.strip() + "\" is not a valid gate. Examples: \"p95 < 800\","
                            + " \"failures < 1%\", \"p95 < 110% of baseline\", \"p95 change < 10%\", \"GET /kandus/[id] p99 < 1500 failed\".");
        }
        if (parts.group("change") != null) {
            return ofChange(
                    parts.group("name"),
                    parts.group("metric"),
                    parts.group("comparison"),
                    parts.group("threshold"),
                    parts.group("criticality"));
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
                isBlank(name) ? null : name,
                figure,
                isBlank(comparison) ? defaultComparison(figure) : parsedComparison(comparison),
                Threshold.parse(threshold, figure),
                criticality(criticality));
    }

    /**
     * Returns the gate on a change with these parts, for example from the fields of a form. A part that is optional can be absent
     * or blank.
     *
     * @param name name of the requests; default: all requests together
     * @param metric median, average, p95, p99, rps or failures, in any case
     * @param sign {@code <} or {@code <=}; default: {@code <}, since the size of the change is limited
     * @param change the size of a change for the worse that is too much, for example {@code 10%} or
     *     {@code 10% within 20 runs}
     * @param criticality {@code unstable} or {@code failed}, in any case; default: unstable
     * @throws BadInputException if one of the parts is not valid
     */
    public static Gate ofChange(
            @CheckForNull String name,
            String metric,
            @CheckForNull String sign,
            String change,
            @CheckForNull String criticality) {
        Metric figure = Metric.parseFollowed(metric);
        ThresholdComparison comparison = isBlank(sign) ? ThresholdComparison.BELOW : parsedComparison(sign);
        if (comparison != ThresholdComparison.BELOW && comparison != ThresholdComparison.AT_MOST) {
            throw new BadInputException(
                    "A gate on a change limits its size, for a decrease of rps too: use < instead of "
                            + comparison.sign() + ".");
        }
        return new Gate(
                isBlank(name) ? null : name,
                figure,
                comparison,
                Threshold.parseChange(change),
                criticality(criticality));
    }

    private static boolean isBlank(@CheckForNull String part) {
        return part == null || part.isBlank();
    }

    /** Returns the sign of the comparison, such as {@code <}. */
    public String sign() {
        return comparison.sign();
    }

    private static ThresholdComparison parsedComparison(String sign) {
        return ThresholdComparison.of(sign.strip())
                .orElseThrow(() -> new BadInputException(
                        "\"" + sign + "\" is not a valid comparison of a gate: use <, <=, > or >=."));
    }

    private static ThresholdComparison defaultComparison(Metric metric) {
        return metric.kind() == Metric.Kind.REQUESTS || metric.kind() == Metric.Kind.RPS
                ? ThresholdComparison.ABOVE
                : ThresholdComparison.BELOW;
    }

    private static Verdict criticality(@CheckForNull String text) {
        if (isBlank(text)) {
            return Verdict.UNSTABLE;
        }
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

    /** Returns whether the gate limits a change in the history of the test. */
    public boolean limitsChange() {
        return threshold.unit() == Threshold.Unit.PERCENT_OF_CHANGE;
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

    GateResult result(
            @CheckForNull Double actual,
            @CheckForNull Double limit,
            @CheckForNull Double baseline,
            boolean passed,
            String why) {
        return new GateResult(
                condition(),
                actual,
                limit,
                baseline,
                unit(),
                criticality,
                passed,
                why,
                new GateResult.Condition(name, compared(), sign(), threshold.toString()));
    }

    private String compared() {
        return metric + (limitsChange() ? CHANGE : "");
    }

    /** Returns the gate that a text describes; empty if {@code build.xml} shortened it, or another version wrote it. */
    public static Optional<Gate> find(String text) {
        try {
            return Optional.of(parse(text));
        } catch (BadInputException e) {
            return Optional.empty();
        }
    }

    /** Returns whether the gate is about these requests. Its text does not keep spaces at either end of a name. */
    public boolean isAbout(RequestName requests) {
        if (requests.equals(RequestName.AGGREGATED)) {
            return name == null || name.equals(requests.name());
        }
        return name != null
                && (name.strip().equals(requests.name().strip())
                        || name.strip().equals(requests.text().strip()));
    }

    /** Returns what must hold, without the verdict of a run that misses the gate, for example {@code p95 < 800}. */
    public String condition() {
        return (name == null ? "" : name + " ") + compared() + " " + sign() + " " + threshold;
    }

    /** Returns the text that {@link #parse} takes. */
    @Override
    public String toString() {
        return condition() + (criticality == Verdict.FAILED ? GateResult.FAILED : "");
    }
}
