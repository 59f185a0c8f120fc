package io.jenkins.plugins.locustswarm.engine.stop.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import io.jenkins.plugins.locustswarm.engine.stop.StopCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invented histories of all requests, replayed second by second. */
class StopWatchTest {

    private static StopWatch watch(String... conditions) {
        return new StopWatch(
                Stream.of(conditions).map(StopCondition::parse).toList(),
                Instant.ofEpochSecond(InventedHistory.BEGAN),
                null);
    }

    /** Returns the first stop, as the rows become known one after another. */
    static Optional<EarlyStop> replay(StopWatch watch, RequestName name, List<HistoryRow> rows) {
        return Stream.iterate(1, count -> count <= rows.size(), count -> count + 1)
                .map(count -> watch.check(Map.of(name, rows.subList(0, count))))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<EarlyStop> replay(StopWatch watch, InventedHistory history) {
        return replay(watch, RequestName.AGGREGATED, history.rows());
    }

    private static long second(Optional<EarlyStop> stop) {
        return stop.orElseThrow().at().getEpochSecond() - InventedHistory.BEGAN;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aTargetThatBeginsToFailStopsTheLoad(int seed) {
        Optional<EarlyStop> stop = replay(
                watch("failures > 50% for 30s"),
                new InventedHistory(seed, 180).failures(second -> second < 60 ? 0.02 : 0.95));
        assertThat(second(stop)).isBetween(60L + 25, 60L + 40);
        assertThat(stop.orElseThrow().condition()).isEqualTo("failures > 50% for 30s");
        assertThat(stop.orElseThrow().sentence())
                .startsWith("The stop condition \"failures > 50% for 30s\" was met " + second(stop)
                        + " s after the load began: failures were ")
                .endsWith("%.");
    }

    @Test
    void aTargetThatBecomesSlowStopsTheLoad() {
        InventedHistory history = new InventedHistory(1, 300).responseTimes(second -> second < 150 ? 100 : 8000);
        assertThat(second(replay(watch("p95 > 5000 for 1m after 2m"), history))).isBetween(150L + 55, 150L + 70);
        assertThat(second(replay(watch("median > 5000 for 1m"), history))).isBetween(150L + 55, 150L + 75);
        assertThat(second(replay(watch("average > 5000 for 1m"), history))).isBetween(150L + 55, 150L + 70);
    }

    @Test
    void aTargetThatAnswersNoMoreStopsALoadWithAConditionOnItsRate() {
        InventedHistory history = new InventedHistory(1, 120).silent(second -> second >= 60);
        assertThat(second(replay(watch("rps < 10 for 20s after 20s"), history))).isBetween(60L + 20, 60L + 35);
    }

    @Test
    void aTargetThatNeverAnswersStopsALoadWithAConditionOnItsRate() {
        InventedHistory history = new InventedHistory(1, 120).silent(second -> true);
        assertThat(second(replay(watch("rps < 10 for 20s after 20s"), history))).isBetween(40L, 45L);
        assertThat(replay(watch("failures < 50% for 20s after 20s", "p95 < 5000 for 20s after 20s"), history))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aSlaveWithAWrongClockStopsNoLoadByItsRate(int seed) {
        InventedHistory history = new InventedHistory(seed, 120).wrongClock(); // 50 requests per second
        assertThat(replay(watch("rps < 45 for 10s after 20s"), history)).isEmpty();
        assertThat(second(replay(watch("rps > 45 for 30s after 20s"), history))).isBetween(50L, 53L);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theRateOfALoadDoesNotDependOnWhenWorkersReport(int seed) {
        List<HistoryRow> rows = new InventedHistory(seed, 240).rows(); // 50 requests per second
        List<HistoryRow> sparse =
                rows.stream().filter(row -> row.timestamp() % 5 == 0).toList();
        assertThat(replay(watch("rps < 43 for 30s after 20s", "rps > 57 for 10s"), RequestName.AGGREGATED, rows))
                .isEmpty();
        assertThat(second(replay(watch("rps < 57 for 30s after 20s"), RequestName.AGGREGATED, rows)))
                .isBetween(50L, 52L);
        assertThat(replay(watch("rps < 43 for 2m after 20s", "rps > 57 for 2m"), RequestName.AGGREGATED, sparse))
                .isEmpty();
        assertThat(second(replay(watch("rps < 57 for 2m after 20s"), RequestName.AGGREGATED, sparse)))
                .isBetween(140L, 145L);
    }

    @Test
    void theSecondsBeforeTheLoadDoNotLowerItsRate() {
        List<HistoryRow> rows = new InventedHistory(1, 60).ramp(1).rows();
        List<HistoryRow> idle = Stream.iterate(20, second -> second > 0, second -> second - 1)
                .map(second -> new HistoryRow(
                        InventedHistory.BEGAN - second, 0, 0, 0, rows.get(0).percentiles(), 0, 0, 0, 0, 0, 0))
                .toList();
        assertThat(replay(
                        watch("rps < 40 for 10s"),
                        RequestName.AGGREGATED,
                        Stream.concat(idle.stream(), rows.stream()).toList()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aResetOfTheStatisticsDoesNotLookLikeATargetThatNeverAnswers(int seed) {
        for (int second = 40; second < 45; second++) {
            assertThat(replay(
                            watch("rps < 10 for 10s after 20s", "rps < 10 for 12s after 20s"),
                            new InventedHistory(seed, 120).resetAt(second)))
                    .isEmpty();
        }
    }

    @Test
    void aConditionIsNotWatchedBeforeItsTime() {
        InventedHistory bad = new InventedHistory(1, 400).failures(second -> 1);
        assertThat(second(replay(watch("failures > 50% for 30s"), bad))).isBetween(30L, 40L);
        assertThat(second(replay(watch("failures > 50% for 30s after 2m"), bad)))
                .isBetween(150L, 160L);
        assertThat(replay(watch("failures > 50% for 30s after 10m"), bad)).isEmpty();
    }

    @Test
    void aBreakStartsTheTimeAnew() {
        InventedHistory history = new InventedHistory(1, 200).failures(second -> second >= 85 && second < 100 ? 0 : 1);
        assertThat(second(replay(watch("failures > 50% for 1m"), history))).isBetween(60L, 66L);
        assertThat(second(replay(watch("failures > 50% for 1m after 30s"), history)))
                .isBetween(100L + 55, 100L + 70);
    }

    @Test
    void aResetOfTheStatisticsStartsTheTimeAnew() {
        InventedHistory history =
                new InventedHistory(1, 200).failures(second -> 1).resetAt(25);
        assertThat(second(replay(watch("failures > 50% for 30s"), history))).isBetween(55L, 62L);
        assertThat(replay(watch("failures > 50% for 30s"), new InventedHistory(1, 60).resetAt(25)))
                .isEmpty();
    }

    @Test
    void requestsAreNeededForAConditionOnThem() {
        InventedHistory dead = new InventedHistory(1, 200).silent(second -> second >= 60);
        assertThat(replay(watch("failures < 50% for 30s after 90s", "p95 < 5000 for 30s after 90s"), dead))
                .isEmpty();
    }

    @Test
    void rowsAfterTheRunTimeDoNotCount() {
        InventedHistory history = new InventedHistory(1, 200).silent(second -> second >= 60);
        StopWatch watch = new StopWatch(
                List.of(StopCondition.parse("rps < 10 for 20s after 20s")),
                Instant.ofEpochSecond(InventedHistory.BEGAN),
                Duration.ofSeconds(62));
        assertThat(replay(watch, history)).isEmpty();
    }

    @Test
    void rowsThatDoNotReachBackFarEnoughDecideNothing() {
        List<HistoryRow> rows =
                new InventedHistory(1, 200).failures(second -> 1).rows();
        StopWatch watch = watch("failures > 50% for 30s");
        assertThat(watch.check(Map.of(RequestName.AGGREGATED, rows.subList(171, 200))))
                .isEmpty();
        assertThat(watch.check(Map.of(RequestName.AGGREGATED, rows.subList(165, 200))))
                .isPresent();
    }

    @Test
    void theRequestsOfANameAreFoundWithAndWithoutTheirType() {
        List<HistoryRow> fine = new InventedHistory(1, 60).rows();
        List<HistoryRow> bad = new InventedHistory(1, 60).failures(second -> 1).rows();
        Map<RequestName, List<HistoryRow>> history = Map.of(
                new RequestName("GET", "/cart"),
                bad,
                new RequestName("POST", "/cart"),
                fine,
                RequestName.AGGREGATED,
                fine);
        assertThat(watch("GET /cart failures > 50% for 30s").check(history)).isPresent();
        assertThat(watch("POST /cart failures > 50% for 30s").check(history)).isEmpty();
        assertThat(watch("/cart failures > 50% for 30s").check(history)).isPresent();
        assertThat(watch("/card failures > 50% for 30s").check(history)).isEmpty();
        assertThat(watch("failures > 50% for 30s").check(history)).isEmpty();
    }
}
