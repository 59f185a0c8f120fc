package io.jenkins.plugins.locustswarm.engine.stats;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Objects;

/**
 * The result of a gate.
 *
 * @param gate the condition that must hold, for example {@code GET /kandus/[id] p99 < 1500}
 * @param actual the figure of the run, in {@code unit}; absent if the run has no such figure
 * @param threshold the value that the figure was compared with, in {@code unit}; absent if the baseline that it depends
 *     on is missing
 * @param baseline the figure of the baseline, in {@code unit}; absent if the gate does not compare with a baseline, or
 *     the baseline has no such figure
 * @param unit the unit of the three figures; absent in summaries of earlier versions
 * @param criticality the verdict if the gate is missed: {@link Verdict#UNSTABLE} or {@link Verdict#FAILED}
 * @param passed whether the gate holds
 * @param why the comparison in words, or the reason why there was none; may be empty
 * @param condition the parts of {@code gate}; absent in summaries of earlier versions and in the figures that a build stores
 *     in its {@code build.xml}, and then not in the file
 */
public record GateResult(
        String gate,
        @CheckForNull Double actual,
        @CheckForNull Double threshold,
        @CheckForNull Double baseline,
        @CheckForNull Unit unit,
        Verdict criticality,
        boolean passed,
        String why,

        @JsonInclude(JsonInclude.Include.NON_NULL) @CheckForNull
        Condition condition) {

    /** Follows the condition of a gate that makes a run failed, where the gate is written in one line. */
    public static final String FAILED = " failed";

    /**
     * The parts of a gate as text.
     *
     * @param name name of the requests, with or without their type before it; absent for all requests together
     * @param metric the figure that is compared, for example {@code p99}
     * @param comparison the sign of the comparison, for example {@code <}
     * @param threshold the value that the figure is compared with, for example {@code 1500} or {@code 110% of baseline}
     */
    public record Condition(@CheckForNull String name, String metric, String comparison, String threshold) {

        public Condition {
            Objects.requireNonNull(metric, "metric");
            Objects.requireNonNull(comparison, "comparison");
            Objects.requireNonNull(threshold, "threshold");
        }

        /** Returns the name and the metric, for example {@code GET /kandus/[id] p99}. */
        public String figure() {
            return name == null ? metric : name + " " + metric;
        }
    }

    /** A unit of figures. */
    public enum Unit {
        @JsonProperty("ms")
        MILLISECONDS,
        @JsonProperty("perSecond")
        PER_SECOND,
        /** Failed requests divided by all requests: 0.01 is 1 %. */
        @JsonProperty("ratio")
        RATIO,
        /** A number of requests. */
        @JsonProperty("count")
        COUNT
    }

    public GateResult(
            String gate,
            @CheckForNull Double actual,
            @CheckForNull Double threshold,
            @CheckForNull Double baseline,
            @CheckForNull Unit unit,
            Verdict criticality,
            boolean passed,
            @CheckForNull String why,
            @CheckForNull Condition condition) {
        Objects.requireNonNull(gate, "a result has a gate");
        Objects.requireNonNull(criticality, "a gate has a criticality");
        this.gate = condition(gate, criticality);
        this.actual = actual;
        this.threshold = threshold;
        this.baseline = baseline;
        this.unit = unit;
        this.criticality = criticality;
        this.passed = passed;
        this.why = why == null ? "" : why;
        this.condition = condition;
    }

    /** Earlier versions put the criticality into the text of the gate, which made it look like a result. */
    private static String condition(String gate, Verdict criticality) {
        return criticality == Verdict.FAILED && gate.endsWith(FAILED)
                ? gate.substring(0, gate.length() - FAILED.length())
                : gate;
    }

    /** Returns the best verdict that the run can have with this result. */
    public Verdict verdict() {
        return passed ? Verdict.OK : criticality;
    }
}
