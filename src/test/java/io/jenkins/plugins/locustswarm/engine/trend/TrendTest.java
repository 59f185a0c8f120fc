package io.jenkins.plugins.locustswarm.engine.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrendTest {

    private static final HealthFinding LOST =
            HealthFinding.unstable(HealthFinding.Kind.WORKER_LOST, "Worker 2 was lost.");

    @Test
    void runsThatDifferByNoiseOnlyHaveNotChanged() {
        Trend trend = new Runs().add(30).trend();
        assertThat(trend.changes()).isEmpty();
        assertThat(trend.hasTooFewRuns()).isFalse();
        assertThat(trend.segments())
                .singleElement()
                .satisfies(segment -> assertThat(segment.indices()).hasSize(30));
    }

    @Test
    void aSlowdownIsFoundForAllRequestsAndForTheName() {
        Trend trend = new Runs().add(20).slower(10, 18).trend();
        assertThat(trend.changes())
                .extracting(change -> change.difference().request())
                .containsExactly(RequestName.AGGREGATED, new RequestName("GET", "/cart"));
        assertThat(trend.changes()).allSatisfy(change -> {
            assertThat(change.index()).isEqualTo(20);
            assertThat(change.since()).isEqualTo("r20");
            assertThat(change.pValue()).isLessThan(1e-6);
            Difference difference = change.difference();
            assertThat(difference.figure()).isEqualTo(Figure.AVERAGE);
            assertThat(difference.before()).isCloseTo(102, within(0.1));
            assertThat(difference.ratio()).isCloseTo(0.18, within(0.01));
            assertThat(difference.isWorse()).isTrue();
        });
    }

    @Test
    void changesAreListedFromTheOldestToTheNewest() {
        Trend trend = new Runs()
                .add(15, run -> run.requests(1_000, 50))
                .slower(15, 30)
                .add(15)
                .trend();
        assertThat(trend.changes()).extracting(Change::index).containsExactly(15, 15, 15, 15, 30, 30);
        assertThat(trend.changes())
                .filteredOn(change -> change.difference().figure() == Figure.FAILURES)
                .hasSize(2)
                .allMatch(change -> !change.difference().isWorse());
    }

    @Test
    void aRunWithoutAPercentileIsLeftOutOfItsSeriesOnly() {
        Trend trend = new Runs()
                .add(4)
                .add(6, run -> run.p95(null))
                .add(6)
                .add(10, run -> run.p95(300.0))
                .trend();
        assertThat(trend.leftOut()).isEmpty();
        assertThat(trend.changes()).hasSize(2).allSatisfy(change -> {
            assertThat(change.difference().figure()).isEqualTo(Figure.P95);
            assertThat(change.index()).isEqualTo(16);
            assertThat(change.since()).isEqualTo("r16");
        });
    }

    @Test
    void aRunWhoseLoadWasNotAsRequestedIsLeftOut() {
        Trend trend = new Runs()
                .add(10)
                .add(run -> run.average(900).health(LOST))
                .add(10, run -> run.health(HealthFinding.note(HealthFinding.Kind.CPU, "A worker was busy.")))
                .trend();
        assertThat(trend.changes()).isEmpty();
        assertThat(trend.leftOut()).singleElement().satisfies(run -> {
            assertThat(run.index()).isEqualTo(10);
            assertThat(run.label()).isEqualTo("r10");
            assertThat(run.faults()).containsExactly("Worker 2 was lost.");
        });
    }

    static List<UnaryOperator<Runs.Run>> otherConditions() {
        return List.of(
                run -> run.users(100),
                run -> run.host("http://other"),
                run -> run.runTime(Duration.ofMinutes(2)),
                run -> run.workers(4),
                run -> run.version("2.46.3"));
    }

    @ParameterizedTest
    @MethodSource("otherConditions")
    void runsUnderOtherConditionsAreNotComparedWithThoseBefore(UnaryOperator<Runs.Run> other) {
        Trend trend =
                new Runs().add(10).add(10, run -> other.apply(run.average(150))).trend();
        assertThat(trend.changes()).isEmpty();
        assertThat(trend.leftOut()).isEmpty();
        assertThat(trend.segments()).hasSize(2);
        assertThat(trend.segments().get(1).since()).isEqualTo("r10");
        assertThat(trend.segments().get(1).differences()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("otherConditions")
    void aSingleRunUnderOtherConditionsIsLeftOut(UnaryOperator<Runs.Run> other) {
        Trend trend = new Runs()
                .add(10)
                .add(run -> other.apply(run.average(150)))
                .add(5)
                .slower(10, 18)
                .trend();
        assertThat(trend.segments()).hasSize(1);
        assertThat(trend.leftOut())
                .singleElement()
                .satisfies(run -> assertThat(run.differences()).hasSize(1));
        assertThat(trend.changes())
                .hasSize(2)
                .allSatisfy(change -> assertThat(change.index()).isEqualTo(16));
    }

    @Test
    void changesAreFoundInEachSegment() {
        Trend trend = new Runs()
                .add(10)
                .slower(10, 20)
                .add(10, run -> run.users(100))
                .add(10, run -> run.users(100).average(70))
                .trend();
        assertThat(trend.changes()).extracting(Change::index).containsExactly(10, 10, 30, 30);
    }

    @Test
    void anUnknownConditionDiffersFromNothing() {
        Trend trend = new Runs()
                .add(10)
                .add(5, run -> run.version(null))
                .add(5, run -> run.withoutSwarm())
                .add(10, run -> run.version("2.48.0"))
                .trend();
        assertThat(trend.segments()).extracting(Segment::since).containsExactly("r0", "r20");
        assertThat(trend.segments().get(1).differences())
                .containsExactly(Map.entry(Condition.LOCUST_VERSION, new ConditionDifference("2.48.0", "2.47.0")));
    }

    @Test
    void theSpawnRateAndTheLocustfileDoNotKeepRunsFromBeingCompared() {
        assertThat(new Runs().add(10).add(10, run -> run.spawnRate(10)).trend().segments())
                .hasSize(1);
    }

    @Test
    void fewerThanFiveComparableRunsAreTooFew() {
        assertThat(new Runs().trend().hasTooFewRuns()).isTrue();
        assertThat(new Runs().add(4).trend().hasTooFewRuns()).isTrue();
        assertThat(new Runs().add(4).add(4, run -> run.users(100)).trend().hasTooFewRuns())
                .isTrue();
        assertThat(new Runs().add(5).trend().hasTooFewRuns()).isFalse();
    }

    @Test
    void anUnreadableRunKeepsItsPosition() {
        List<PastRun> runs = new Runs().add(10).slower(10, 18).list();
        runs.add(3, PastRun.unreadable("broken", "There is no broken."));
        Trend trend = Trend.of(runs);
        assertThat(trend.changes()).isNotEmpty().allSatisfy(change -> {
            assertThat(change.index()).isEqualTo(11);
            assertThat(change.since()).isEqualTo("r10");
        });
        assertThat(trend.leftOut()).extracting(ExcludedRun::label).containsExactly("broken");
    }

    @Test
    void failuresThatWereNotThereBeforeHaveNoRelativeChange() {
        Trend trend = new Runs().add(10).add(10, run -> run.requests(1_000, 40)).trend();
        assertThat(trend.changes()).hasSize(2).allSatisfy(change -> {
            assertThat(change.difference().ratio()).isNull();
            assertThat(change.difference().after()).isCloseTo(0.04, within(1e-9));
            assertThat(change.difference().isWorse()).isTrue();
        });
    }
}
