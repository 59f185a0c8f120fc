package io.jenkins.plugins.locustswarm.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.fixture.AnyText;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.ResponseTimes;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;

class GatePropertyTest {

    private static final double MAX_FIGURE = 1e12;

    @Property
    void aGateIsReadAsItWasWritten(@ForAll("gates") Gate gate) {
        Gate read = Gate.parse(gate.toString());
        assertThat(withoutOuterSpaces(read.name())).isEqualTo(withoutOuterSpaces(gate.name()));
        assertThat(read.metric()).isEqualTo(gate.metric());
        assertThat(read.comparison()).isEqualTo(gate.comparison());
        assertThat(read.threshold()).isEqualTo(gate.threshold());
        assertThat(read.criticality()).isEqualTo(gate.criticality());
        assertThat(Gate.parse(read.toString())).isEqualTo(read);
    }

    @Property
    void aStricterThresholdNeverPassesWhatAWeakerOneMissed(
            @ForAll("limits") List<BigDecimal> limits,
            @ForAll("signs") String sign,
            @ForAll("units") String unit,
            @ForAll @DoubleRange(max = MAX_FIGURE) double figure,
            @ForAll @DoubleRange(max = MAX_FIGURE) double baseline) {
        boolean isUpper = sign.startsWith("<");
        BigDecimal low = limits.get(0).min(limits.get(1));
        BigDecimal high = limits.get(0).max(limits.get(1));
        GateResult stricter = judge(sign, isUpper ? low : high, unit, figure, baseline);
        GateResult weaker = judge(sign, isUpper ? high : low, unit, figure, baseline);
        assertThat(stricter.passed() && !weaker.passed())
                .as("%s passed, and %s did not", stricter, weaker)
                .isFalse();
    }

    @Property
    void aPassedGateSaysSoAndAMissedOneShowsADifference(
            @ForAll("limits") List<BigDecimal> limits,
            @ForAll("signs") String sign,
            @ForAll @DoubleRange(max = MAX_FIGURE) double figure) {
        GateResult result = judge(sign, limits.get(0), "", figure, 0);
        assertThat(result.why()).contains(sign).doesNotContain("null");
        assertThat(result.why().contains("is not")).isEqualTo(!result.passed());
        assertThat(result.verdict()).isEqualTo(result.passed() ? result.verdict() : result.criticality());
    }

    /** The text does not keep spaces at either end of a name. */
    private static String withoutOuterSpaces(@CheckForNull String name) {
        return name == null ? "all requests" : name.strip();
    }

    private static GateResult judge(String sign, BigDecimal limit, String unit, double figure, double baseline) {
        Gate gate = Gate.parse("p95 " + sign + " " + limit.toPlainString() + unit);
        return Gates.judge(List.of(gate), run(figure), run(baseline), MissingBaseline.MISSES_GATE)
                .gates()
                .get(0);
    }

    private static RunSummary run(double p95) {
        ResponseTimes times = ResponseTimes.of(1.0, 1.0, 0.0, MAX_FIGURE, Map.of("95%", p95));
        return RunSummary.builder(Load.of("locustfile.py").build(), NameStats.of("", "Aggregated", 10, 0, 1, times))
                .build();
    }

    @Provide
    Arbitrary<Gate> gates() {
        Arbitrary<String> names = AnyText.anyCharacters();
        Arbitrary<String> numbers = numbers().map(BigDecimal::toPlainString);
        Arbitrary<String> metrics = Arbitraries.of("p95", "P99.9", "median", "average", "MIN", "max", "p100", "p0");
        Arbitrary<String> criticalities = Arbitraries.of("unstable", "failed", "FAILED", "");
        Arbitrary<Gate> plain = Combinators.combine(
                        names, metrics, Arbitraries.of("<", "<=", ">", ">="), numbers, units(), criticalities)
                .as((name, metric, sign, number, unit, verdict) -> Gate.of(name, metric, sign, number + unit, verdict));
        Arbitrary<Gate> failures = Combinators.combine(names, numbers, Arbitraries.of("", "%", " % OF baseline"))
                .as((name, number, unit) -> Gate.of(name, "failures", "<", number + unit, ""));
        Arbitrary<Gate> changes = Combinators.combine(
                        names,
                        Arbitraries.of("median", "average", "p95", "P99", "rps", "failures"),
                        Arbitraries.of("<", "<=", ""),
                        Arbitraries.of("10%", "0.5 % within 20 runs", "100%   within 2 RUNS"),
                        criticalities)
                .as(Gate::ofChange);
        return Arbitraries.oneOf(plain, failures, changes);
    }

    @Provide
    Arbitrary<List<BigDecimal>> limits() {
        return numbers().list().ofSize(2);
    }

    private static Arbitrary<BigDecimal> numbers() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, new BigDecimal("999999999999"))
                .ofScale(6);
    }

    @Provide
    Arbitrary<String> signs() {
        return Arbitraries.of("<", "<=", ">", ">=");
    }

    @Provide
    Arbitrary<String> units() {
        return Arbitraries.of("", " ms", "% of baseline");
    }
}
