package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.STOP_CONDITION;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.STOP_CONDITION_NOT_EVALUATED;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity.FAILED;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.facts;
import static io.jenkins.plugins.locustswarm.engine.stats.Runs.health;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Runs;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import io.jenkins.plugins.locustswarm.engine.stop.StopCondition;
import io.jenkins.plugins.locustswarm.engine.text.VerdictText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopConditionHealthTest {

    private static final String SENTENCE =
            "The stop condition \"failures > 50% for 30s\" was met 42 s after the load began: failures were 97%.";

    private static final String LONG_RUN = "2.47.0-worker-frozen";

    private static final EarlyStop STOP = EarlyStop.met("failures > 50% for 30s", SENTENCE, Runs.BEGAN.plusSeconds(42));

    @Test
    void theStopConditionIsTheOnlyReasonOfALoadThatItEnded() {
        assertThat(health(
                        "2.47.0-master-terminated",
                        facts(4, 60, 1).stoppedByUser(true).earlyStop(STOP)))
                .containsExactly(new HealthFinding(STOP_CONDITION, FAILED, SENTENCE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0-master-interrupted", "2.47.0-master-interrupted"})
    void anUncleanEndIsANote(String run) {
        assertThat(health(run, facts(4, 60, 1).exitCode(130).stoppedByUser(true).earlyStop(STOP)))
                .contains(new HealthFinding(STOP_CONDITION, FAILED, SENTENCE))
                .filteredOn(finding -> finding.severity() != Severity.NOTE)
                .hasSize(1);
    }

    @Test
    void aMasterThatWasLostBeforeItCouldBeStoppedIsReportedToo() {
        assertThat(health("2.47.0-master-killed", facts(4, 60, 1).exitCode(137).earlyStop(STOP)))
                .extracting(HealthFinding::kind)
                .contains(STOP_CONDITION, HealthFinding.Kind.MASTER_LOST);
    }

    @Test
    void aLoadThatAUserStoppedIsShorterThanRequested() {
        EarlyStop stop = EarlyStop.by("alice", Runs.BEGAN.plusSeconds(42));
        assertThat(health(
                        "2.47.0-master-terminated",
                        facts(4, 60, 1).stoppedByUser(true).earlyStop(stop)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(HealthFinding.Kind.ENDED_EARLY);
                    assertThat(finding.severity()).isEqualTo(Severity.UNSTABLE);
                    assertThat(finding.sentence())
                            .matches("The load ended after \\d+ s of 60 s, because alice stopped it\\.");
                });
    }

    @Test
    void theSummaryNamesTheConditionAndSurvivesItsFile() {
        RunSummary summary = RunResults.read(
                RecordedRun.folder("2.47.0-master-terminated"),
                facts(4, 60, 1).stoppedByUser(true).earlyStop(STOP).build());
        RunSummary read = SummaryJson.read(SummaryJson.write(summary), "test");
        assertThat(read.stoppedBy()).isEqualTo("failures > 50% for 30s");
        assertThat(read.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(VerdictText.of("checkout", read))
                .isEqualTo("Load test checkout failed: "
                        + SENTENCE.replaceFirst("^T", "t").replaceFirst("\\.$", ""));
    }

    private static List<HealthFinding> findings(String run, String... conditions) {
        return health(
                        run,
                        facts(4, 60, 1)
                                .stopWhen(Stream.of(conditions)
                                        .map(StopCondition::parse)
                                        .toList()))
                .stream()
                .filter(finding -> finding.kind() == STOP_CONDITION_NOT_EVALUATED)
                .toList();
    }

    @Test
    void aConditionOnRequestsThatWereNeverMadeIsReported() {
        assertThat(findings(
                        LONG_RUN, "GET /card p95 > 5000 for 10s", "GET /ok p95 > 5000 for 10s", "/ok rps < 1 for 10s"))
                .containsExactly(HealthFinding.note(
                        STOP_CONDITION_NOT_EVALUATED,
                        "The stop condition \"GET /card p95 > 5000 for 10s\" was never evaluated: Locust's history has no"
                                + " requests named GET /card."));
        assertThat(findings(LONG_RUN, "GET /card p95 > 5000 for 1h")).isEmpty();
    }

    @Test
    void aConditionOnAPercentileThatLocustLeavesOutIsReported(@TempDir Path folder) throws IOException {
        Path run = Runs.copy(LONG_RUN, folder);
        Runs.replace(run.resolve("locust_stats_history.csv"), ",99%,", ",97%,");
        assertThat(health(
                        run,
                        facts(4, 60, 1)
                                .stopWhen(List.of(
                                        StopCondition.parse("p99 > 5000 for 10s"),
                                        StopCondition.parse("p95 > 5000 for 10s")))))
                .filteredOn(finding -> finding.kind() == STOP_CONDITION_NOT_EVALUATED)
                .containsExactly(HealthFinding.note(
                        STOP_CONDITION_NOT_EVALUATED,
                        "The stop condition \"p99 > 5000 for 10s\" was never evaluated: Locust's history has no p99,"
                                + " because PERCENTILES_TO_REPORT in the locustfile leaves it out."));
    }
}
