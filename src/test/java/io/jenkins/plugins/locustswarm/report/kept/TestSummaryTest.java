package io.jenkins.plugins.locustswarm.report.kept;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.util.XStream2;
import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.record.Cost;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.HoldingChange;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.ResponseTimes;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.report.Summaries;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestSummaryTest {

    private static final int MAX_BYTES = 6144;

    private final XStream2 xstream = new XStream2();

    @Test
    void theSummaryIsReadFromBuildXml() {
        RunSummary run = Summaries.judged(
                        Summaries.of("2.47.0-hostile"), null, "p95 < 800", "GET it's p99 < 1 failed", "failures < 5%")
                .withCost(new Cost(0.75, new BigDecimal("0.0078"), "USD", "the configured price table"))
                .withBaseline("#7");
        TestSummary kept = throughXml(new TestSummary("typical load", run));

        assertThat(kept.getTest()).isEqualTo("typical load");
        assertThat(kept.getVerdict()).isEqualTo(Verdict.FAILED);
        assertThat(kept.getGatesMissed()).isEqualTo(1);
        assertThat(kept.getBaselineBuild()).isEqualTo(7);
        assertThat(kept.toRunSummary())
                .usingRecursiveComparison()
                .withEqualsForType(TestSummaryTest::close, Double.class)
                .ignoringFieldsMatchingRegexes(
                        ".*percentiles", "topFailures", "topExceptions", "gates.condition", "usersReached")
                .isEqualTo(run);
        assertThat(kept.getNames())
                .extracting(NameFigures::getName)
                .contains("<script>alert(1)</script>", "zwei\nZeilen");
        assertThat(kept.getNamesLeftOut()).isZero();
    }

    @Test
    void machineHoursAreKeptWithoutAPrice() {
        Cost hours = new Cost(12.5, null, null, "no price is configured for x9.huge in eu-central-1");
        RunSummary run = Summaries.of("2.46.3-ok").withCost(hours);

        CostFigures kept = throughXml(new TestSummary("costly", run)).getCost();

        assertThat(kept.cost()).isEqualTo(hours);
        assertThat(throughXml(new TestSummary("free", run.withCost(null))).getCost())
                .isNull();
    }

    @Test
    void changesForTheWorseAreKeptBeforeThoseForTheBetter() {
        List<HoldingChange> changes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            changes.add(new HoldingChange("p95", "GET", "/fast/" + i, "#20", 250, 210, -0.16, false, 1e-12));
        }
        HoldingChange worse = new HoldingChange("p95", "GET", "/checkout", "#21", 200, 250, 0.25, true, 1e-5);
        changes.add(worse);
        RunSummary run = Summaries.of(RecordedRun.folder("2.46.3-ok"), null).withChanges(changes);

        TestSummary kept = throughXml(new TestSummary("cached", run));

        assertThat(kept.getChangesLeftOut()).isPositive();
        assertThat(kept.getChanges()).extracting(ChangeNote::change).contains(worse);
    }

    @Test
    void theNoteOfARunIsKept() {
        RunSummary run = Summaries.of(RecordedRun.folder("2.46.3-ok"), "new <JVM>");
        TestSummary kept = throughXml(new TestSummary("noted", run));
        assertThat(kept.getNote()).isEqualTo("new <JVM>");
        assertThat(kept.toRunSummary().load()).isEqualTo(run.load());
    }

    /** Figures are kept with six digits. */
    private static boolean close(Double one, Double other) {
        return Math.abs(one - other) <= 1e-5 * Math.abs(one);
    }

    @Test
    void aRunWithoutRequestsHasNoFiguresRatherThanZeros() {
        TestSummary kept = throughXml(new TestSummary("none", Summaries.of("2.47.0-zero")));
        assertThat(kept.getTotal().getRequests()).isZero();
        assertThat(kept.getTotal().getP95()).isNull();
        assertThat(kept.getTotal().getFailureRatio()).isNull();
        assertThat(kept.getBaselineBuild()).isNull();
    }

    @Test
    void aSummaryTakesSixKilobytesAndTwoHundredBytesPerName() {
        for (int names : List.of(0, 1, 10, 200)) {
            TestSummary kept = new TestSummary("t".repeat(100), wide(names, 40));
            assertThat(kept.getNames()).hasSize(names);
            assertThat(bytes(kept)).isLessThanOrEqualTo(MAX_BYTES + 200 * names);
        }
    }

    @Test
    void namesThatDoNotFitAreCounted() {
        TestSummary many = new TestSummary("many", wide(1000, 40));
        assertThat(many.getNames()).hasSize(200);
        assertThat(many.getNamesLeftOut()).isEqualTo(800);
        assertThat(bytes(many)).isLessThanOrEqualTo(MAX_BYTES + 200 * 200);
    }

    @Test
    void aVeryLongNameIsShortenedAndKeepsItsId() {
        List<NameStats> names = new ArrayList<>();
        String same = "/export?" + "field=\ud83d\ude00<&".repeat(1_000);
        for (String end : List.of("1", "2", "3")) {
            names.add(NameStats.of("GET", same + end, 10, 0, 1, times()));
        }
        names.add(NameStats.of("GET", "/cart", 10, 0, 1, times()));

        TestSummary kept = throughXml(new TestSummary("long", wide(names)));

        assertThat(kept.getNamesLeftOut()).isZero();
        assertThat(kept.getNames())
                .extracting(NameFigures::getId)
                .containsExactlyElementsOf(names.stream()
                        .map(name -> NameId.of(name.type(), name.name()))
                        .toList())
                .doesNotHaveDuplicates();
        assertThat(kept.getNames().get(0).getName())
                .startsWith("/export?field=")
                .contains("… [");
        assertThat(kept.getNames().get(3).getName()).isEqualTo("/cart");
        assertThat(bytes(kept)).isLessThanOrEqualTo(MAX_BYTES + 4 * 1_400);
    }

    @Test
    void aLongNameIsKeptIfAllNamesFit() {
        for (int position : new int[] {0, 30, 59}) {
            List<NameStats> names = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String name = i == position ? "/" + "x".repeat(197) : "/item/" + i;
                names.add(NameStats.of("GET", name, 60 - i, 0, 12345.6789, times()));
            }
            TestSummary kept = new TestSummary("long", wide(names));
            assertThat(kept.getNames()).hasSize(60);
            assertThat(kept.getNamesLeftOut()).isZero();
        }
    }

    @Test
    void theMostRequestedNamesAreKeptInLocustsOrderIfNotAllFit() {
        List<NameStats> names = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            names.add(NameStats.of("GET", "/item/" + i + "/" + "x".repeat(1_000), i, 0, 1.0, times()));
        }
        TestSummary kept = new TestSummary("wide", wide(names));
        assertThat(kept.getNames())
                .extracting(NameFigures::getRequests)
                .isSorted()
                .last()
                .isEqualTo(999L);
        assertThat(kept.getNames().get(0).getRequests())
                .isEqualTo(1_000L - kept.getNames().size());
        assertThat(kept.getNames()).hasSizeGreaterThan(30);
        assertThat(kept.getNames().size() + kept.getNamesLeftOut()).isEqualTo(1_000);
        assertThat(bytes(kept)).isLessThanOrEqualTo(MAX_BYTES + 200 * 200);
    }

    @Test
    void theMostCertainOfManyChangesAreKeptAndTheOthersCounted() {
        HoldingChange slower = new HoldingChange("p95", "GET", "/a\tb <c>", "#20", 210, 250, 0.1904761, true, 1e-7);
        HoldingChange failing = new HoldingChange("failures", "", "Aggregated", "#21", 0, 0.25, null, true, 0.0001);
        TestSummary kept = throughXml(new TestSummary(
                "changed",
                Summaries.of("2.46.3-ok").withBaseline("shop/main #45").withChanges(List.of(slower, failing))));
        assertThat(kept.getChanges())
                .extracting(ChangeNote::getDisplayName)
                .containsExactly("GET /a\tb <c>", "Aggregated");
        assertThat(kept.toRunSummary().changes().get(0).change()).isEqualTo(0.190476);
        assertThat(kept.toRunSummary().changes().get(1)).isEqualTo(failing);
        assertThat(kept.getBaseline()).isEqualTo("shop/main #45");
        assertThat(kept.getBaselineBuild()).as("of the same job").isNull();
        assertThat(kept.getChangesLeftOut()).isZero();

        TestSummary many = throughXml(new TestSummary("many", wide(0, 0)));
        assertThat(many.getChanges()).isNotEmpty();
        assertThat(many.getChanges().size() + many.getChangesLeftOut()).isEqualTo(50);
    }

    @Test
    void theWorstOfManyGatesAndFindingsAreKept() {
        TestSummary kept = new TestSummary("bad", wide(0, 0));
        assertThat(kept.getGates()).extracting(GateOutcome::isPassed).contains(false);
        assertThat(kept.getGatesLeftOut()).isPositive();
        assertThat(kept.getGates().size() + kept.getGatesLeftOut()).isEqualTo(30);
        assertThat(kept.getHealth())
                .extracting(HealthNote::getSeverity)
                .startsWith(HealthFinding.Severity.NOTE)
                .endsWith(HealthFinding.Severity.FAILED);
        assertThat(kept.getHealth().size() + kept.getHealthLeftOut()).isEqualTo(20);
    }

    /** With more and longer gates, findings and texts than can be kept, full of what XML has to escape. */
    private static RunSummary wide(int nameCount, int nameLength) {
        List<NameStats> names = new ArrayList<>();
        for (int i = 0; i < nameCount; i++) {
            String name = "/kandus/" + i + "/" + "x".repeat(nameLength);
            names.add(NameStats.of("GET", name, 123456789, 1234567, 12345.6789, times()));
        }
        return wide(names);
    }

    private static RunSummary wide(List<NameStats> names) {
        String text = "\"<'&>\u0000 ".repeat(100);
        List<GateResult> gates = new ArrayList<>();
        List<HealthFinding> health = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            gates.add(new GateResult(
                    text,
                    1234.56789,
                    1234.56789,
                    1234.56789,
                    GateResult.Unit.MILLISECONDS,
                    i == 29 ? Verdict.FAILED : Verdict.UNSTABLE,
                    i < 29,
                    "why",
                    null));
        }
        for (int i = 0; i < 20; i++) {
            health.add(new HealthFinding(
                    HealthFinding.Kind.CPU,
                    i == 19 ? HealthFinding.Severity.FAILED : HealthFinding.Severity.NOTE,
                    text));
        }
        List<HoldingChange> changes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            changes.add(new HoldingChange("failures", text, text, "#12345", 1234.56789, 2345.67891, 0.9, true, 1e-9));
        }
        Load load = Load.of(text)
                .host(text)
                .users(1_000_000)
                .spawnRate(12345.6789)
                .runTime(Duration.ofSeconds(1_000_000))
                .build();
        NameStats total = new NameStats("", "Aggregated", 123456789, 1234567, 0.01, 12345.6789, times());
        return RunSummary.builder(load, total)
                .swarm(text, text)
                .locustVersion(text)
                .lasted(Instant.ofEpochSecond(1_800_000_000), Instant.ofEpochSecond(1_800_000_000))
                .workers(new RunSummary.Workers(10_000, 10_000, 10_000))
                .exitCode(255)
                .names(names)
                .health(health)
                .gates(gates)
                .cost(new Cost(123456.78, new BigDecimal("123456.7890"), "USD", text))
                .baseline(text)
                .changes(changes)
                .build();
    }

    private static ResponseTimes times() {
        return ResponseTimes.of(
                1234.56789, 1234.0, 1234.56789, 123456.789, Map.of("90%", 12345.0, "95%", 12345.0, "99%", 12345.0));
    }

    private TestSummary throughXml(TestSummary summary) {
        return (TestSummary) xstream.fromXML(xstream.toXML(summary));
    }

    /** As it lies in build.xml: two levels deep, with its line ends. */
    private int bytes(TestSummary summary) {
        return xstream.toXML(summary)
                .lines()
                .mapToInt(line -> line.getBytes(StandardCharsets.UTF_8).length + "    \n".length())
                .sum();
    }
}
