package io.jenkins.plugins.locustswarm.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.csv.StatsCsv;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CurrentGatesTest {

    /** 540 requests, p95 47 ms. */
    private final StatsCsv soFar = StatsCsv.read(RecordedRun.file("2.47.0-hostile", RunResults.STATS));

    private List<GateResult> judge(StatsCsv stats, String... gates) {
        return CurrentGates.judge(
                Stream.of(gates).map(Gate::parse).toList(), Load.of("any.py").build(), stats);
    }

    @Test
    void gatesWithAThresholdAreEvaluatedByTheFiguresSoFar() {
        assertThat(judge(soFar, "p95 < 48", "p95 < 40 failed", "requests > 1000"))
                .extracting(GateResult::gate, GateResult::actual, GateResult::passed)
                .containsExactly(
                        tuple("p95 < 48", 47.0, true),
                        tuple("p95 < 40", 47.0, false),
                        tuple("requests > 1000", 540.0, false));
    }

    @Test
    void gatesThatCompareWithOtherRunsAndThoseWithoutAFigureAreLeftOut() {
        assertThat(judge(soFar, "p95 < 110% of baseline", "p95 change < 10%", "/not-yet p95 < 10"))
                .isEmpty();
        assertThat(judge(StatsCsv.NONE, "p95 < 48", "failures < 1%")).isEmpty();
    }
}
