package io.jenkins.plugins.locustswarm.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunChartsTest {

    private static final String HEADER = "Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,95%,99%,"
            + "Total Request Count,Total Failure Count,Total Median Response Time,Total Average Response Time,"
            + "Total Min Response Time,Total Max Response Time,Total Average Content Size\r\n";

    @Test
    void aShortRunHasAPointForEachSecond() {
        List<HistoryRow> rows = new ArrayList<>();
        TimeLine line = new TimeLine(600, LoadSpan.UNKNOWN);
        HistoryCsv.readAggregated(RecordedRun.file("2.47.0-hostile", RunResults.HISTORY), row -> {
            rows.add(row);
            line.accept(row);
        });
        RunCharts charts = RunCharts.of(line);

        rows.removeIf(row -> row.users() == 0 && row.requests() == 0);
        long seconds = rows.get(rows.size() - 1).timestamp() - rows.get(0).timestamp() + 1;
        assertThat(charts.secondsPerPoint()).isEqualTo(1);
        assertThat(charts.lines())
                .extracting(ChartLine::id)
                .containsExactly("p50", "p95", "p99", "requestsPerSecond", "failuresPerSecond", "users");
        assertThat(charts.lines()).allSatisfy(drawn -> assertThat(drawn.data()).hasSize((int) seconds));
        assertThat(data(charts, "users"))
                .endsWith((double) rows.get(rows.size() - 1).users());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.47.0-hostile", "2.46.3-full-history", "2.12.0-ok"})
    void theAreaUnderTheRatesIsTheNumberOfRequestsAndFailures(String recording) {
        List<HistoryRow> rows = new ArrayList<>();
        TimeLine line = new TimeLine(600, LoadSpan.UNKNOWN);
        HistoryCsv.readAggregated(RecordedRun.file(recording, RunResults.HISTORY), row -> {
            rows.add(row);
            line.accept(row);
        });
        RunCharts charts = RunCharts.of(line);
        HistoryRow last = rows.get(rows.size() - 1);

        assertThat(charts.secondsPerPoint()).isEqualTo(1);
        assertThat(area(charts, "requestsPerSecond")).isCloseTo(last.requests(), withinPercentage(0.1));
        assertThat(area(charts, "failuresPerSecond")).isCloseTo(last.failures(), withinPercentage(0.1));
    }

    private static double area(RunCharts charts, String id) {
        return data(charts, id).stream().mapToDouble(Double::doubleValue).sum();
    }

    private static List<Double> data(RunCharts charts, String id) {
        return charts.lines().stream()
                .filter(line -> line.id().equals(id))
                .findFirst()
                .orElseThrow()
                .data();
    }

    @Test
    void aSteadyRunHasItsRateFromTheFirstSecondToTheLast() {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int second = 0; second < 60; second++) { // workers report every three seconds
            csv.append(counts(second, second / 3 * 3 * 20 + 20, second / 3 * 3 * 2 + 2));
        }
        RunCharts charts = RunCharts.of(line(csv.toString(), 600));

        assertThat(data(charts, "requestsPerSecond")).allMatch(rate -> rate >= 15 && rate <= 25);
        assertThat(data(charts, "failuresPerSecond")).allMatch(rate -> rate >= 1.5 && rate <= 2.5);
    }

    /** As {@code run.sh} shows the rows of the whole load after a restart of Jenkins: at most 400, evenly spread. */
    @ParameterizedTest
    @ValueSource(ints = {300, 600, 4_800, 10_800, 100_000})
    void aSteadyRunOfWhichRowsAreLeftOutHasItsRateAllTheTime(int seconds) {
        StringBuilder csv = new StringBuilder(HEADER);
        int step = (seconds + 399) / 400;
        for (int second = (seconds - 1) % step; second < seconds; second += step) {
            csv.append(counts(second, (second + 1) * 10L, second + 1L));
        }
        TimeLine line = TimeLine.sparse(600, new LoadSpan(at(0), null), Set.of());
        read(csv.toString(), line);
        RunCharts charts = RunCharts.of(line);

        int points = data(charts, "users").size();
        assertThat(data(charts, "requestsPerSecond").subList(1, points))
                .allMatch(rate -> rate != null && rate > 9.9 && rate < 10.1);
        assertThat(data(charts, "failuresPerSecond").subList(1, points))
                .allMatch(rate -> rate != null && rate > 0.99 && rate < 1.01);
        assertThat(data(charts, "users").subList(1, points)).doesNotContainNull();
    }

    @Test
    void aResetOfTheStatisticsIsNotADropOfTheRates() {
        TimeLine line = new TimeLine(600, LoadSpan.UNKNOWN);
        HistoryCsv.readAggregated(RecordedRun.file("2.47.0-reset-stats", RunResults.HISTORY), line);
        List<Double> rates = data(RunCharts.of(line), "requestsPerSecond");

        for (int second = 1; second < rates.size(); second++) {
            assertThat(rates.get(second)).as("%s", rates).isGreaterThan(0.8 * rates.get(second - 1));
        }
    }

    @Test
    void aTargetThatNoLongerAnswersAfterAResetHasARateOfZero() {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int second = 0; second < 30; second++) {
            csv.append(counts(second, second == 0 ? 9 : 0, 0));
        }
        List<Double> rates = data(RunCharts.of(line(csv.toString(), 600)), "requestsPerSecond");
        assertThat(rates.subList(6, 30)).containsOnly(0.0);
    }

    @Test
    void theNumberOfPointsOfALongRunIsLimited() {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int second = 0; second < 3 * 3600; second++) {
            int spike = second == 5000 ? 9000 : 100;
            csv.append(1_800_000_000 + second)
                    .append(",50,,Aggregated,0.0,0.0,40,")
                    .append(spike);
            csv.append(",200,").append(20 * (second + 1)).append(",0,1,1,1,1,1\r\n");
        }
        RunCharts charts = RunCharts.of(line(csv.toString(), 600));

        assertThat(charts.secondsPerPoint()).isEqualTo(32);
        assertThat(data(charts, "p95")).as("a peak is not lost").hasSize(338).contains(9000.0);
        assertThat(data(charts, "requestsPerSecond")).containsOnly(20.0);
        assertThat(data(charts, "users")).containsOnly(50.0);
    }

    @Test
    void missingSecondsAreAGap() {
        RunCharts charts = RunCharts.of(line(HEADER + row(0, "40") + row(7, "50"), 600));
        assertThat(data(charts, "p50")).containsExactly(40.0, null, null, null, null, null, null, 50.0);
    }

    @Test
    void secondsThatABusyMasterSkippedAreNotAGap() {
        RunCharts charts = RunCharts.of(line(HEADER + row(0, "40") + row(3, "50"), 600));
        assertThat(data(charts, "p50")).containsExactly(40.0, 40.0, 40.0, 50.0);
    }

    @Test
    void beforeTheFirstRequestThereIsNoResponseTime() {
        RunCharts charts = RunCharts.of(line(HEADER + row(0, "N/A") + row(1, "50"), 600));
        assertThat(data(charts, "p50")).containsExactly(null, 50.0);
    }

    @Test
    void aClockThatWasSetBackOrFarForwardIsTolerated() {
        RunCharts charts = RunCharts.of(line(HEADER + row(10, "40") + row(0, "60") + row(4_000_000_000L, "50"), 600));
        assertThat(data(charts, "p50")).hasSizeLessThanOrEqualTo(600).startsWith(60.0);
    }

    @Test
    void otherPercentilesAreShownIfTheDefaultOnesAreMissing() {
        TimeLine line = new TimeLine(600, LoadSpan.UNKNOWN);
        HistoryCsv.readAggregated(RecordedRun.file("2.47.0-percentiles", RunResults.HISTORY), line);
        assertThat(RunCharts.of(line).lines()).extracting(ChartLine::id).startsWith("p50", "p95", "requestsPerSecond");
    }

    @Test
    void aFileWithoutRowsMakesEmptyCharts() {
        assertThat(line(HEADER, 600).seconds()).isZero();
        assertThat(data(RunCharts.of(line(HEADER, 600)), "users")).isEmpty();
    }

    @Test
    void rowsFromBeforeTheLoadAreNotShown() {
        String csv = HEADER + idle(0) + idle(1) + idle(2) + row(3, "40");
        assertThat(data(RunCharts.of(line(csv, 600)), "p50")).containsExactly(40.0);
    }

    @Test
    void timesCountFromTheStartOfTheLoadEvenIfTheFirstRequestCameLater() {
        TimeLine line = new TimeLine(600, new LoadSpan(at(2), at(60)));
        read(HEADER + idle(0) + idle(1) + row(12, "40"), line);
        assertThat(data(RunCharts.of(line), "p50")).hasSize(11).endsWith(40.0);
        assertThat(data(RunCharts.of(line), "requestsPerSecond").subList(0, 10)).containsOnlyNulls();
    }

    @Test
    void aStartThatCannotBeThatOfTheHistoryIsIgnored() {
        TimeLine line = new TimeLine(600, new LoadSpan(at(-3600), at(-3000)));
        read(HEADER + row(12, "40") + row(13, "50"), line);
        assertThat(data(RunCharts.of(line), "p50")).containsExactly(40.0, 50.0);
    }

    @Test
    void thePercentileOfAGateIsShownToo() {
        TimeLine line = new TimeLine(600, LoadSpan.UNKNOWN, Set.of("90%", "42%"));
        HistoryCsv.readAggregated(RecordedRun.file("2.47.0-hostile", RunResults.HISTORY), line);
        assertThat(RunCharts.of(line).lines())
                .extracting(ChartLine::id)
                .startsWith("p50", "p90", "p95", "p99", "requestsPerSecond");
    }

    @Test
    void theFirstMomentOfAllUsersIsKnown() {
        TimeLine line = new TimeLine(600, LoadSpan.UNKNOWN);
        HistoryCsv.readAggregated(RecordedRun.file("2.47.0-hostile", RunResults.HISTORY), line);
        List<Double> users = data(RunCharts.of(line), "users");

        double most = Collections.max(users);
        assertThat(line.firstSecondOf((int) most)).hasValue(users.indexOf(most));
        assertThat(line.firstSecondOf((int) most + 1)).isEmpty();
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(1_800_000_000L + second);
    }

    private static String idle(long second) {
        return (1_800_000_000L + second) + ",0,,Aggregated,0.0,0.0,N/A,N/A,N/A,0,0,0,0,0,0,0\r\n";
    }

    private static String row(long second, String time) {
        return (1_800_000_000L + second) + ",5,,Aggregated,1.0,0.0," + time + "," + time + "," + time
                + ",1,0,1,1,1,1,1\r\n";
    }

    private static String counts(long second, long requests, long failures) {
        return (1_800_000_000L + second) + ",50,,Aggregated,0.0,0.0,N/A,N/A,N/A," + requests + "," + failures
                + ",0,0,0,0,0\r\n";
    }

    private static TimeLine line(String csv, int points) {
        TimeLine line = new TimeLine(points, LoadSpan.UNKNOWN);
        read(csv, line);
        return line;
    }

    private static void read(String csv, TimeLine line) {
        InputStream bytes = new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8));
        HistoryCsv.readAggregated(bytes, "history", line);
    }
}
