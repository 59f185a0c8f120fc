package io.jenkins.plugins.locustswarm.report.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.ResponseTimes;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.report.PlantedRun;
import io.jenkins.plugins.locustswarm.report.kept.NameId;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparedRunsTest {

    @Test
    void namesWithTheLargestShareTimesDifferenceComeFirst() {
        RunSummary before = run(row("/slow", 1000, 900), row("/busy", 9000, 90), row("/same", 9000, 100));
        RunSummary after = run(row("/slow", 1000, 1800), row("/busy", 9000, 108), row("/same", 9000, 100));

        List<ComparedRequest> requests =
                ComparedRuns.of(before, "#1", after, "#2").getRequests();

        assertThat(requests).extracting(ComparedRequest::getName).containsExactly("/slow", "/busy", "/same");
        assertThat(requests).extracting(ComparedRequest::getWeight).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(requests.get(2).getWeightText()).isEqualTo("–");
    }

    @Test
    void aFigureShowsBothRunsAndWhetherItGotWorse() {
        RunSummary before = run(row("/cart", 1000, 100));
        RunSummary after = run(row("/cart", 1000, 150));
        ComparedFigure average = ComparedRuns.of(before, "#1", after, "#2")
                .getRequests()
                .get(0)
                .getFigures()
                .get(1);

        assertThat(average.getName()).isEqualTo("Average");
        assertThat(average.getBefore()).isEqualTo("100 ms");
        assertThat(average.getAfter()).isEqualTo("150 ms");
        assertThat(average.getChange()).isEqualTo("+50 %");
        assertThat(average.isMatters()).isTrue();
        assertThat(average.isWorse()).isTrue();
    }

    @Test
    void aSmallDifferenceIsShownButDoesNotMatter() {
        ComparedFigure average = ComparedRuns.of(run(row("/cart", 1000, 100)), "#1", run(row("/cart", 1000, 98)), "#2")
                .getRequests()
                .get(0)
                .getFigures()
                .get(1);
        assertThat(average.getChange()).isEqualTo("-2.0 %");
        assertThat(average.isMatters()).isFalse();
        assertThat(average.isWorse()).isFalse();
    }

    @Test
    void aRunWithLongConditionsThatOnlyBuildXmlHasLeftDiffersFromOthersOnly() {
        String files = "load/" + "checkout_".repeat(14);
        RunSummary kept = new TestSummary("shop", PlantedRun.with(files + "1.py", 200)).toRunSummary();

        assertThat(ComparedRuns.of(kept, "#1", PlantedRun.with(files + "1.py", 200), "#2")
                        .getConditions())
                .isEmpty();
        assertThat(ComparedRuns.of(kept, "#1", PlantedRun.with(files + "2.py", 200), "#2")
                        .getConditions())
                .hasSize(1);
    }

    @Test
    void aNameOfOneRunOnlyIsMarkedAndHasNoDifference() {
        RunSummary before = run(row("/old", 1000, 100));
        RunSummary after = run(row("/new", 1000, 100));
        List<ComparedRequest> requests =
                ComparedRuns.of(before, "#1", after, "#2").getRequests();

        assertThat(requests)
                .filteredOn(ComparedRequest::isGone)
                .extracting(ComparedRequest::getName)
                .containsExactly("/old");
        assertThat(requests)
                .filteredOn(ComparedRequest::isNew)
                .singleElement()
                .satisfies(request -> assertThat(request.getFigures()).allSatisfy(figure -> {
                    assertThat(figure.getBefore()).isEqualTo("–");
                    assertThat(figure.getChange()).isNull();
                    assertThat(figure.isWorse()).isFalse();
                }));
    }

    @Test
    void aNameWhoseFiguresABuildNoLongerHasIsNeitherNewNorGone() {
        RunSummary whole = run(IntStream.range(0, 205)
                .mapToObj(i -> row("/" + i, 1000 - i, 100))
                .toArray(NameStats[]::new));
        RunSummary stored = new TestSummary("many", whole).toRunSummary();

        ComparedRuns runs = ComparedRuns.of(stored, "#1", whole, "#2");

        assertThat(runs.getNamesLeftOutBefore()).isEqualTo(5);
        assertThat(runs.getNamesLeftOutAfter()).isZero();
        assertThat(runs.getRequests())
                .filteredOn(ComparedRequest::isNew)
                .hasSize(5)
                .allSatisfy(request -> {
                    assertThat(request.isMayBeLeftOut()).isTrue();
                    assertThat(request.getWeight())
                            .as("it is sorted by its share, as it may be new")
                            .isPositive();
                });
        assertThat(ComparedRuns.of(whole, "#2", stored, "#1").getRequests())
                .filteredOn(ComparedRequest::isGone)
                .hasSize(5)
                .allMatch(ComparedRequest::isMayBeLeftOut);
        assertThat(ComparedRuns.of(run(row("/old", 1, 100)), "#1", whole, "#2").getRequests())
                .noneMatch(ComparedRequest::isMayBeLeftOut);
    }

    @Test
    void aLongNameIsTheSameAlthoughABuildKeepsItInAShorterForm() {
        String name = "/export?" + "field=<&".repeat(200);
        RunSummary whole = run(row(name, 1000, 100), row("/cart", 1000, 100));
        RunSummary stored = new TestSummary("long", whole).toRunSummary();
        assertThat(stored.names().get(0).name()).isNotEqualTo(name);

        for (ComparedRuns runs :
                List.of(ComparedRuns.of(stored, "#1", whole, "#2"), ComparedRuns.of(whole, "#2", stored, "#1"))) {
            assertThat(runs.getRequests())
                    .extracting(ComparedRequest::getName)
                    .containsExactlyInAnyOrder(name, "/cart");
            assertThat(runs.getRequests()).noneMatch(request -> request.isNew() || request.isGone());
            assertThat(runs.find(NameId.of("GET", name)).orElseThrow().name())
                    .as("the name of the timeline")
                    .isEqualTo(name);
        }
        assertThat(ComparedRuns.of(stored, "#1", stored, "#2").getRequests())
                .as("if neither has the whole name")
                .hasSize(2);
    }

    @Test
    void whatWasAskedDifferentlyIsNamed() {
        ComparedRuns runs = ComparedRuns.of(PlantedRun.of(100, 10), "#1", PlantedRun.of(100, 20), "#2");
        assertThat(runs.getConditions())
                .extracting(one -> one.getName() + ": " + one.getBefore() + ", " + one.getAfter())
                .containsExactly("Users: 10, 20");
        assertThat(ComparedRuns.of(PlantedRun.of(100), "#1", PlantedRun.of(200), "#2")
                        .getConditions())
                .isEmpty();
    }

    @Test
    void theNumberOfRowsIsLimited() {
        RunSummary run = run(
                IntStream.range(0, 530).mapToObj(i -> row("/" + i, 100, 100)).toArray(NameStats[]::new));
        ComparedRuns runs = ComparedRuns.of(run, "#1", run, "#2");
        assertThat(runs.getRequests()).hasSize(500);
        assertThat(runs.getRequestsLeftOut()).isEqualTo(30);
    }

    private static NameStats row(String name, long requests, double average) {
        ResponseTimes times = ResponseTimes.of(
                average, average, 1.0, average * 3, Map.of("90%", average, "95%", average, "99%", average));
        return NameStats.of("GET", name, requests, 0, requests / 100.0, times);
    }

    /** A planted run with these names, and their total. */
    private static RunSummary run(NameStats... rows) {
        long requests = 0;
        double time = 0;
        for (NameStats row : rows) {
            requests += row.requests();
            time += row.requests() * row.responseTimes().average();
        }
        RunSummary planted = PlantedRun.of(100);
        return RunSummary.builder(planted.load(), row("Aggregated", requests, time / requests))
                .swarm(planted.swarm(), planted.provider())
                .locustVersion(planted.locustVersion())
                .workers(planted.workers())
                .exitCode(0)
                .names(List.of(rows))
                .build();
    }
}
