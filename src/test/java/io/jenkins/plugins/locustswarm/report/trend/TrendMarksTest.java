package io.jenkins.plugins.locustswarm.report.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.ResponseTimes;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.report.PlantedRun;
import io.jenkins.plugins.locustswarm.report.Summaries;
import io.jenkins.plugins.locustswarm.report.history.PastResult;
import io.jenkins.plugins.locustswarm.report.history.TestHistory;
import io.jenkins.plugins.locustswarm.report.kept.NameId;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import io.jenkins.plugins.locustswarm.report.view.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is marked in the trend of 20 builds, whose p95 rises in the twelfth one. */
class TrendMarksTest {

    private static final RequestName CART = new RequestName("GET", "/cart");
    private static final HealthFinding LOST = new HealthFinding(
            HealthFinding.Kind.WORKER_LOST, HealthFinding.Severity.UNSTABLE, "1 of 2 workers <b>was lost</b>.");

    private static TestHistory history() {
        List<PastResult> tests = new ArrayList<>();
        for (int build = 1; build <= 20; build++) {
            double p95 = PlantedRun.noisy(build < 12 ? 200 : 260, build);
            RunSummary run = PlantedRun.of(build == 5 ? 9_000 : p95, build == 8 ? 50 : 10);
            tests.add(new PastResult(
                    build,
                    PlantedRun.TEST,
                    true,
                    false,
                    build == 12 ? "new JVM" : "",
                    build == 5 ? run.withHealth(List.of(LOST)) : run));
        }
        return new TestHistory(tests);
    }

    @Test
    void aChangeIsMarkedAtItsFirstBuildWithItsSizeAndItsFigures() {
        for (RequestName request : List.of(RequestName.AGGREGATED, CART)) {
            TrendMarks marks = TrendMarks.of(history(), request, List.of());
            assertThat(marks.changes())
                    .extracting(mark -> mark.metric(), mark -> mark.build(), mark -> mark.worse(), mark -> mark.rise())
                    .containsExactly(tuple("p95", 12, true, true));
            TrendMarks.ChangeMark mark = marks.changes().get(0);
            assertThat(mark.label()).matches("p95 \\+[23]\\d %");
            assertThat(mark.text())
                    .matches(
                            mark.label().replace("+", "\\+") + ", worse: (19|20)\\d ms before, 2[56]\\d ms since then");
        }
    }

    @Test
    void buildsThatAreNotComparedAreMarkedWithTheReasonAndNotesWithTheirText() {
        TrendMarks marks = TrendMarks.of(history(), RequestName.AGGREGATED, List.of());
        assertThat(marks.notCompared())
                .containsExactly(
                        new TrendMarks.BuildMark(5, LOST.sentence()),
                        new TrendMarks.BuildMark(8, "Users: 50 instead of 10"));
        assertThat(marks.notes()).containsExactly(new TrendMarks.BuildMark(12, "new JVM"));
    }

    @Test
    void buildsThatDidNotRequestANameAreNotMarkedInItsChart() {
        List<PastResult> tests = new ArrayList<>();
        for (int build = 1; build <= 8; build++) {
            boolean isWithoutCart = build == 3 || build == 5;
            RunSummary run = PlantedRun.of(200, 10, List.of(row(isWithoutCart ? "/other" : "/cart", 200)));
            tests.add(new PastResult(
                    build,
                    PlantedRun.TEST,
                    true,
                    false,
                    build == 3 || build == 4 ? "note " + build : "",
                    build == 5 || build == 6 ? run.withHealth(List.of(LOST)) : run));
        }
        TestHistory history = new TestHistory(tests);

        TrendMarks marks = TrendMarks.of(history, CART, List.of());
        assertThat(marks.notes()).containsExactly(new TrendMarks.BuildMark(4, "note 4"));
        assertThat(marks.notCompared()).containsExactly(new TrendMarks.BuildMark(6, LOST.sentence()));
        TrendMarks all = TrendMarks.of(history, RequestName.AGGREGATED, List.of());
        assertThat(all.notes()).hasSize(2);
        assertThat(all.notCompared()).hasSize(2);
    }

    @Test
    void absoluteGatesOfTheNewestBuildAreThresholdsInTheUnitOfTheChart() {
        TestSummary test = new TestSummary(
                "test",
                Summaries.judged(
                        Summaries.of("2.47.0-hostile"),
                        null,
                        "p95 < 800 failed",
                        "failures < 5%",
                        "rps > 10",
                        "GET it's p99 < 1500",
                        "p95 < 110% of baseline",
                        "p95 change < 10%",
                        "max < 9000",
                        "failures < 10"));
        assertThat(ThresholdMark.of(test, RequestName.AGGREGATED))
                .containsExactly(
                        new ThresholdMark("p95", 800, "p95 < 800"),
                        new ThresholdMark("failures", 5, "failures < 5%"),
                        new ThresholdMark("rps", 10, "rps > 10"));
        assertThat(ThresholdMark.of(test, new RequestName("GET", "it's")))
                .containsExactly(new ThresholdMark("p99", 1500, "p99 < 1500"));
    }

    @Test
    void theHeatMapListsTheNameThatMovedMostFirstAndKeepsGaps() {
        List<PastResult> tests = new ArrayList<>();
        for (int build = 1; build <= 60; build++) {
            RunSummary run = PlantedRun.of(200, 10, names(build));
            tests.add(new PastResult(
                    build, PlantedRun.TEST, true, false, "", build == 59 ? run.withHealth(List.of(LOST)) : run));
        }
        HeatMap map = HeatMap.of(new TestHistory(tests));

        assertThat(map.builds()).hasSize(50).startsWith(11).endsWith(60);
        assertThat(map.reasons().subList(47, 50)).containsExactly(null, LOST.sentence(), null);
        assertThat(map.rows()).extracting(HeatMap.Row::name).containsExactly("GET /moved", "GET /gone", "GET /steady");
        HeatMap.Row moved = map.rows().get(0);
        assertThat(moved.id()).isEqualTo(NameId.of("GET", "/moved"));
        assertThat(moved.median()).isEqualTo(100);
        assertThat(moved.figures()).hasSize(50).startsWith(100.0).endsWith(150.0);
        assertThat(map.rows().get(1).figures().subList(43, 50))
                .containsExactly(50.0, 60.0, null, null, null, null, null);
        assertThat(JsonText.of(map)).contains("\"median\":100.0", ",null]", "\"name\":\"GET /moved\"");
    }

    @Test
    void theHeatMapOfVeryManyNamesHasThoseThatMovedMost() {
        List<PastResult> tests = new ArrayList<>();
        for (int build = 1; build <= 3; build++) {
            List<NameStats> names = new ArrayList<>();
            for (int i = 0; i < 250; i++) {
                names.add(row("/" + i, build == 3 ? 100 + i : 100));
            }
            tests.add(new PastResult(build, PlantedRun.TEST, true, false, "", PlantedRun.of(200, 10, names)));
        }
        HeatMap map = HeatMap.of(new TestHistory(tests));
        assertThat(map.rows())
                .hasSize(200)
                .extracting(HeatMap.Row::name)
                .startsWith("GET /249")
                .endsWith("GET /50");
        assertThat(map.leftOut()).isEqualTo(50);
        assertThat(JsonText.of(map)).contains("\"leftOut\":50");
    }

    @Test
    void aBuildThatIsNotComparedDoesNotMakeANameTheOneThatMovedMost() {
        List<PastResult> tests = new ArrayList<>();
        for (int build = 1; build <= 6; build++) {
            boolean isLost = build == 3;
            RunSummary run = PlantedRun.of(
                    200, 10, List.of(row("/steady", isLost ? 9_000 : 100), row("/moved", build < 5 ? 100 : 120)));
            tests.add(new PastResult(
                    build, PlantedRun.TEST, true, false, "", isLost ? run.withHealth(List.of(LOST)) : run));
        }

        HeatMap map = HeatMap.of(new TestHistory(tests));

        assertThat(map.rows()).extracting(HeatMap.Row::name).containsExactly("GET /moved", "GET /steady");
    }

    private static List<NameStats> names(int build) {
        List<NameStats> names = new ArrayList<>();
        names.add(row("/steady", 300));
        names.add(row("/moved", build < 50 ? 100 : 150));
        if (build <= 55) {
            names.add(row("/gone", build == 55 ? 60 : 50));
        }
        return names;
    }

    private static NameStats row(String name, double p95) {
        return NameStats.of("GET", name, 10, 0, 1, ResponseTimes.of(1.0, 1.0, 1.0, 999.0, Map.of("95%", p95)));
    }

    @Test
    void withoutBuildsNothingIsMarked() {
        TestHistory none = new TestHistory(List.of());
        assertThat(TrendMarks.of(none, CART, List.of()).changes()).isEmpty();
        assertThat(HeatMap.of(none).rows()).isEmpty();
    }
}
