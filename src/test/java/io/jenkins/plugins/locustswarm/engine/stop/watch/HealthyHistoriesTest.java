package io.jenkins.plugins.locustswarm.engine.stop.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryLines;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import io.jenkins.plugins.locustswarm.engine.stop.StopCondition;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Histories of loads that nobody would stop, replayed second by second with conditions that people would use: a hundred of real
 * Locusts, and a hundred invented ones.
 */
class HealthyHistoriesTest {

    private static final List<StopCondition> CONDITIONS = Stream.of(
                    "failures > 50% for 30s",
                    "failures > 25% for 20s",
                    "failures > 90% for 15s",
                    "p95 > 5000 for 30s",
                    "median > 3000 for 20s",
                    "average > 4000 for 20s",
                    "rps < 0.1 for 30s after 20s",
                    "GET /cart p99 > 5000 for 30s",
                    "/order, quick failures > 50% for 30s")
            .map(StopCondition::parse)
            .toList();

    /** Real runs of 50 s with ten users: two versions of Locust, steady, rare, failing and slow for some seconds. */
    private static final String RECORDED = "stop";

    private static void assertDoesNotStop(Map<RequestName, List<HistoryRow>> history, Instant began) {
        StopWatch watch = new StopWatch(CONDITIONS, began, null);
        history.forEach((name, rows) -> assertThat(StopWatchTest.replay(watch, name, rows))
                .as(name.toString())
                .isEmpty());
    }

    static Stream<Path> recorded() throws IOException {
        try (Stream<Path> files = Files.list(RecordedRun.folder(RECORDED))) {
            return files.sorted().toList().stream();
        }
    }

    static Map<RequestName, List<HistoryRow>> read(Path file) throws IOException {
        try (InputStream unpacked = new GZIPInputStream(Files.newInputStream(file))) {
            List<String> lines = new String(unpacked.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return HistoryLines.rows(lines.get(0), lines.subList(1, lines.size()));
        }
    }

    private static Instant began(Map<RequestName, List<HistoryRow>> history) {
        return history.get(RequestName.AGGREGATED).stream()
                .filter(row -> row.users() > 0)
                .map(row -> Instant.ofEpochSecond(row.timestamp()))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void aRecordedLoadIsNotStopped(Path file) throws IOException {
        Map<RequestName, List<HistoryRow>> history = read(file);
        assertThat(history).hasSize(3);
        assertDoesNotStop(history, began(history));
    }

    @Test
    void thereAreAHundredRecordedLoads() throws IOException {
        assertThat(recorded()).hasSize(100);
    }

    /** The same files, so that the test above cannot pass because nothing is read. */
    @ParameterizedTest
    @MethodSource("recorded")
    void aRecordedLoadIsStoppedByAConditionThatItMeets(Path file) throws IOException {
        Map<RequestName, List<HistoryRow>> history = read(file);
        StopWatch watch = new StopWatch(List.of(StopCondition.parse("p50 > 1 for 20s")), began(history), null);
        List<HistoryRow> rows = history.get(RequestName.AGGREGATED);
        assertThat(StopWatchTest.replay(watch, RequestName.AGGREGATED, rows))
                .hasValueSatisfying(stop -> assertThat(stop.at())
                        .isBetween(
                                began(history).plusSeconds(20), began(history).plusSeconds(30)));
    }

    static Stream<List<HistoryRow>> invented() {
        return IntStream.range(0, 100).mapToObj(HealthyHistoriesTest::invented);
    }

    /** A load of any rate and length, which may fail or be slow for some seconds, at first or later. */
    private static List<HistoryRow> invented(int seed) {
        Random random = new Random(seed);
        int seconds = 60 + random.nextInt(120);
        double ratio = random.nextDouble() * 0.05;
        int trouble = random.nextInt(seconds);
        int length = 1 + random.nextInt(8);
        boolean fails = random.nextBoolean();
        InventedHistory history = new InventedHistory(seed, seconds)
                .ramp(1 + random.nextInt(40))
                .requestsPerSecond(2 + random.nextInt(40))
                .failures(second -> fails && second >= trouble && second < trouble + length ? 1 : ratio)
                .responseTimes(second -> !fails && second >= trouble && second < trouble + length ? 8000 : 150);
        return (random.nextBoolean() ? history.resetAt(10 + random.nextInt(20)) : history).rows();
    }

    @ParameterizedTest
    @MethodSource("invented")
    void anInventedHealthyLoadIsNotStopped(List<HistoryRow> rows) {
        assertDoesNotStop(Map.of(RequestName.AGGREGATED, rows), Instant.ofEpochSecond(InventedHistory.BEGAN));
    }

    @Test
    void theShortRecordedRunsOfOtherTestsAreNotStoppedUnlessTheyFailed() throws IOException {
        List<String> replayed = new ArrayList<>();
        for (Path file : histories()) {
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            Map<RequestName, List<HistoryRow>> history =
                    new LinkedHashMap<>(HistoryLines.rows(lines.get(0), lines.subList(1, lines.size())));
            boolean failed = history.values().stream().flatMap(List::stream).anyMatch(row -> row.failures() > 0);
            if (!failed && history.containsKey(RequestName.AGGREGATED)) {
                assertDoesNotStop(history, Instant.EPOCH);
                replayed.add(file.toString());
            }
        }
        assertThat(replayed).hasSizeGreaterThan(20);
    }

    private static List<Path> histories() throws IOException {
        try (Stream<Path> files = Files.find(
                RecordedRun.folder("").normalize(), 2, (path, any) -> path.endsWith("locust_stats_history.csv"))) {
            return files.toList();
        }
    }
}
