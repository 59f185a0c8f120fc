package io.jenkins.plugins.locustswarm.engine.trend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class MedianRunTest {

    @SafeVarargs
    private static List<RunSummary> runs(UnaryOperator<Runs.Run>... different) {
        List<RunSummary> runs = new ArrayList<>();
        for (UnaryOperator<Runs.Run> one : different) {
            runs.add(new Runs().add(one).last());
        }
        return runs;
    }

    @Test
    void eachFigureIsTheMedianOfItsOwn() {
        RunSummary median = MedianRun.of(runs(
                run -> run.average(100).p95(300.0).rps(50).requests(1_000, 5),
                run -> run.average(900).p95(200.0).rps(40).requests(900, 0),
                run -> run.average(110).p95(210.0).rps(60).requests(1_100, 11)));
        NameStats total = median.total();
        assertThat(total.responseTimes().average()).isEqualTo(110);
        assertThat(total.responseTimes().p95()).isEqualTo(210);
        assertThat(total.requestsPerSecond()).isEqualTo(50);
        assertThat(total.requests()).isEqualTo(1_000);
        assertThat(total.failureRatio()).isEqualTo(0.005);
        assertThat(median.names())
                .singleElement()
                .satisfies(row -> assertThat(row.responseTimes().average()).isEqualTo(110));
    }

    @Test
    void theMedianOfTwoIsTheirMean() {
        RunSummary median = MedianRun.of(runs(run -> run.average(100), run -> run.average(110)));
        assertThat(median.total().responseTimes().average()).isEqualTo(105);
    }

    @Test
    void aRunWithoutAFigureDoesNotCountForIt() {
        assertThat(MedianRun.of(runs(run -> run.p95(null), run -> run.p95(200.0), run -> run.p95(null)))
                        .total()
                        .responseTimes()
                        .p95())
                .isEqualTo(200);
        assertThat(MedianRun.of(runs(run -> run.p95(null)))
                        .total()
                        .responseTimes()
                        .p95())
                .isNull();
    }

    @Test
    void onlyRunsWithTheSameLoadAreComparable() {
        HealthFinding lost = HealthFinding.unstable(HealthFinding.Kind.WORKER_LOST, "Worker 2 was lost.");
        List<RunSummary> runs = runs(
                run -> run,
                run -> run.users(70),
                run -> run.health(lost),
                run -> run.spawnRate(9),
                Runs.Run::withoutSwarm);
        assertThat(MedianRun.comparable(runs.get(0), runs)).containsExactly(runs.get(0), runs.get(3), runs.get(4));
    }
}
