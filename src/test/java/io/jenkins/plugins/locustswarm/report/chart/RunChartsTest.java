package io.jenkins.plugins.locustswarm.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import edu.hm.hafner.echarts.line.LineSeries;
import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
        TimeLine line = new TimeLine(600);
        HistoryCsv.readAggregated(RecordedRun.file("2.47.0-hostile", RunResults.HISTORY), row -> {
            rows.add(row);
            line.accept(row);
        });
        RunCharts charts = RunCharts.of(line);

        long seconds = rows.get(rows.size() - 1).timestamp() - rows.get(0).timestamp() + 1;
        assertThat(charts.secondsPerPoint()).isEqualTo(1);
        assertThat(charts.users().getDomainAxisLabels()).hasSize((int) seconds).startsWith("0:00", "0:01");
        assertThat(charts.users().getSeries().get(0).getData())
                .endsWith((double) rows.get(rows.size() - 1).users());
        assertThat(charts.rates().getSeries())
                .extracting(LineSeries::getName)
                .containsExactly("Requests/s", "Failures/s");
        assertThat(charts.times().getSeries()).extracting(LineSeries::getName).containsExactly("Median", "p95", "p99");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.47.0-hostile", "2.46.3-full-history", "2.12.0-ok"})
    void theAreaUnderTheRatesIsTheNumberOfRequestsAndFailures(String recording) {
        List<HistoryRow> rows = new ArrayList<>();
        TimeLine line = new TimeLine(600);
        HistoryCsv.readAggregated(RecordedRun.file(recording, RunResults.HISTORY), row -> {
            rows.add(row);
            line.accept(row);
        });
        RunCharts charts = RunCharts.of(line);
        HistoryRow last = rows.get(rows.size() - 1);

        assertThat(charts.secondsPerPoint()).isEqualTo(1);
        assertThat(area(charts, 0)).isCloseTo(last.requests(), withinPercentage(0.1));
        assertThat(area(charts, 1)).isCloseTo(last.failures(), withinPercentage(0.1));
    }

    private static double area(RunCharts charts, int series) {
        return charts.rates().getSeries().get(series).getData().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    @Test
    void aSteadyRunHasItsRateFromTheFirstSecondToTheLast() {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int second = 0; second < 60; second++) { // workers report every three seconds
            csv.append(counts(second, second / 3 * 3 * 20 + 20, second / 3 * 3 * 2 + 2));
        }
        RunCharts charts = RunCharts.of(line(csv.toString(), 600));

        assertThat(charts.rates().getSeries().get(0).getData()).allMatch(rate -> rate >= 15 && rate <= 25);
        assertThat(charts.rates().getSeries().get(1).getData()).allMatch(rate -> rate >= 1.5 && rate <= 2.5);
    }

    @Test
    void aResetOfTheStatisticsIsNotADropOfTheRates() {
        TimeLine line = new TimeLine(600);
        HistoryCsv.readAggregated(RecordedRun.file("2.47.0-reset-stats", RunResults.HISTORY), line);
        List<Double> rates = RunCharts.of(line).rates().getSeries().get(0).getData();

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
        List<Double> rates = RunCharts.of(line(csv.toString(), 600))
                .rates()
                .getSeries()
                .get(0)
                .getData();
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
        assertThat(charts.times().getDomainAxisLabels())
                .hasSize(338)
                .contains("1:00:16")
                .endsWith("2:59:44");
        assertThat(charts.times().getSeries().get(1).getData())
                .as("a peak is not lost")
                .contains(9000.0);
        assertThat(charts.times().getRangeMax()).isEqualTo(10_000);
        assertThat(charts.rates().getSeries().get(0).getData()).containsOnly(20.0);
        assertThat(charts.users().getSeries().get(0).getData()).containsOnly(50.0);
    }

    @Test
    void missingSecondsAreAGap() {
        RunCharts charts = RunCharts.of(line(HEADER + row(0, "40") + row(7, "50"), 600));
        assertThat(charts.times().getSeries().get(0).getData())
                .containsExactly(40.0, null, null, null, null, null, null, 50.0);
    }

    @Test
    void secondsThatABusyMasterSkippedAreNotAGap() {
        RunCharts charts = RunCharts.of(line(HEADER + row(0, "40") + row(3, "50"), 600));
        assertThat(charts.times().getSeries().get(0).getData()).containsExactly(40.0, 40.0, 40.0, 50.0);
    }

    @Test
    void beforeTheFirstRequestThereIsNoResponseTime() {
        RunCharts charts = RunCharts.of(line(HEADER + row(0, "N/A") + row(1, "50"), 600));
        assertThat(charts.times().getSeries().get(0).getData()).containsExactly(null, 50.0);
    }

    @Test
    void aClockThatWasSetBackOrFarForwardIsTolerated() {
        RunCharts charts = RunCharts.of(line(HEADER + row(10, "40") + row(0, "60") + row(4_000_000_000L, "50"), 600));
        assertThat(charts.times().getSeries().get(0).getData())
                .hasSizeLessThanOrEqualTo(600)
                .startsWith(60.0);
    }

    @Test
    void otherPercentilesAreShownIfTheDefaultOnesAreMissing() {
        TimeLine line = new TimeLine(600);
        HistoryCsv.readAggregated(RecordedRun.file("2.47.0-percentiles", RunResults.HISTORY), line);
        assertThat(RunCharts.of(line).times().getSeries())
                .extracting(LineSeries::getName)
                .containsExactly("Median", "p95");
    }

    @Test
    void aFileWithoutRowsMakesEmptyCharts() {
        assertThat(RunCharts.of(line(HEADER, 600)).users().size()).isZero();
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
        TimeLine line = new TimeLine(points);
        InputStream bytes = new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8));
        HistoryCsv.readAggregated(bytes, "history", line);
        return line;
    }
}
