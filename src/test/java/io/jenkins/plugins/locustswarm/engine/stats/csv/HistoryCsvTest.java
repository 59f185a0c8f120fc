package io.jenkins.plugins.locustswarm.engine.stats.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCsvTest {

    /** Not in Locust's order, so that the whole file is parsed; HistoryScanTest has the other way. */
    private static final String HEADER = "User Count,Timestamp,Type,Name,Requests/s,Failures/s,50%,95%,"
            + "Total Request Count,Total Failure Count,Total Median Response Time,Total Average Response Time,"
            + "Total Min Response Time,Total Max Response Time,Total Average Content Size";

    private static final String ROW = "10,1795412257,,Aggregated,3.5,0.5,13,16,262,1,13,25.5,11.25,1041.5,5.0";

    @TempDir
    Path folder;

    @Test
    void aSecondOfTheRunIsARow() {
        HistoryRow row = last(rows("2.46.3-bad"));
        assertThat(row.timestamp()).isEqualTo(1795412243);
        assertThat(row.users()).isZero();
        assertThat(row.requestsPerSecond()).isEqualTo(94.666667);
        assertThat(row.failuresPerSecond()).isEqualTo(23.333333);
        assertThat(row.percentiles().get("95%")).isEqualTo(14);
        assertThat(row.percentiles().get("99.99%")).isEqualTo(39);
        assertThat(row.percentiles().get("42%")).isNull();
        assertThat(row.requests()).isEqualTo(655);
        assertThat(row.failures()).isEqualTo(150);
        assertThat(row.median()).isEqualTo(12);
        assertThat(row.average()).isEqualTo(12.361231790859136);
        assertThat(row.min()).isEqualTo(10.672060000160855);
        assertThat(row.max()).isEqualTo(38.57675499966717);
    }

    @Test
    void aPercentileHasTheNameThatGatesUseEvenIfLocustWritesAZeroBehindThePoint() throws IOException {
        Path history = folder.resolve("history.csv");
        Files.writeString(history, HEADER.replace("50%", "55.0%").replace("95%", "99.990%") + "\r\n" + ROW + "\r\n");
        List<HistoryRow> rows = new ArrayList<>();
        HistoryCsv.readAggregated(history, rows::add);
        assertThat(rows.get(0).percentiles().headings()).containsExactly("55%", "99.99%");
        assertThat(rows.get(0).percentiles().get("55%")).isEqualTo(13);
    }

    @Test
    void aByteOrderMarkBeforeTheHeaderIsNotPartOfIt() throws IOException {
        Path marked = folder.resolve("marked.csv");
        Files.writeString(marked, "\uFEFF" + HEADER + "\r\n" + ROW + "\r\n");
        List<HistoryRow> rows = new ArrayList<>();
        HistoryCsv.readAggregated(marked, rows::add);
        assertThat(rows).singleElement().extracting(HistoryRow::users).isEqualTo(10L);
    }

    @Test
    void beforeTheFirstRequestThereAreNoPercentiles() {
        HistoryRow first = rows("2.46.3-bad").get(0);
        assertThat(first.requests()).isZero();
        assertThat(first.percentiles().headings()).contains("50%", "99.9%");
        assertThat(first.percentiles().get("50%")).isNull();
    }

    @Test
    void fullHistoryHasARowForEachName() {
        String run = "2.46.3-full-history";
        assertThat(requestsAt(1795412260, rows(run, "GET", "/ok"))).isEqualTo(544);
        assertThat(requestsAt(1795412260, rows(run, "GET", "items \"quoted\", comma")))
                .isEqualTo(184);
        assertThat(requestsAt(1795412260, rows(run))).isEqualTo(728);
    }

    private static long requestsAt(long second, List<HistoryRow> rows) {
        return rows.stream()
                .filter(row -> row.timestamp() == second)
                .findFirst()
                .orElseThrow()
                .requests();
    }

    @Test
    void aZeroThatStandsForNoRecentRequestIsNoResponseTime() {
        HistoryRow quiet = rows("2.46.3-full-history", "GET", "/ok").get(0);
        assertThat(quiet.requests()).isEqualTo(188);
        assertThat(quiet.percentiles().get("50%")).isNull();
    }

    @Test
    void aZeroThatStandsForTimesThatWereNeverMeasuredIsNoResponseTime() throws IOException {
        List<HistoryRow> rows = new ArrayList<>();
        HistoryCsv.readAggregated(file(HEADER, "10,1795412257,,Aggregated,3.5,0,0,0,262,0,0,0.0,0,0,0.0"), rows::add);
        assertThat(last(rows).requestsPerSecond()).isEqualTo(3.5);
        assertThat(last(rows).percentiles().get("95%")).isNull();
    }

    @Test
    void aResponseTimeBelowHalfAMillisecondIsZero() {
        HistoryRow fast = last(rows("2.47.0-percentiles", "gRPC", "/a"));
        assertThat(fast.requestsPerSecond()).isPositive();
        assertThat(fast.percentiles().get("95%")).isZero();
    }

    @Test
    void aRequestThatIsNamedAggregatedIsNotTheTotal() throws IOException {
        List<HistoryRow> rows = new ArrayList<>();
        Path file = file(HEADER, ROW.replace(",,", ",GET,"), ROW);
        HistoryCsv.readAggregated(file, rows::add);
        assertThat(rows).hasSize(1);
    }

    @Test
    void aLastRowThatWasCutOffIsLeftOut() throws IOException {
        Path file = folder.resolve(RunResults.HISTORY);
        for (int cut = 1; cut < ROW.lastIndexOf(','); cut++) {
            Files.writeString(file, HEADER + "\r\n" + ROW + "\r\n" + ROW.substring(0, cut));
            List<HistoryRow> rows = new ArrayList<>();
            HistoryCsv.readAggregated(file, rows::add);
            assertThat(rows).as("cut after %d characters", cut).hasSize(1);
        }
    }

    @Test
    void anIncompleteRowInTheMiddleOfTheFileIsAnError() throws IOException {
        Path file = file(HEADER, ROW.substring(0, 30), ROW);
        assertThatThrownBy(() -> HistoryCsv.readAggregated(file, row -> {}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(
                        "locust_stats_history.csv, line 2: the line has 6 fields, but the header has" + " 15.");
    }

    @Test
    void aTimeBeyondAnyClockAndANumberThatIsNotFiniteAreNone() throws IOException {
        for (String number : List.of("1e300", "NaN")) {
            Path file = file(HEADER, ROW.replace("1795412257", number), ROW);
            assertThatThrownBy(() -> HistoryCsv.readAggregated(file, row -> {}))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("line 2, column \"Timestamp\": \"" + number + "\" is not a number.");
        }
        Path file = file(HEADER, ROW.replace("25.5", "Infinity"), ROW);
        assertThatThrownBy(() -> HistoryCsv.readAggregated(file, row -> {}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("column \"Total Average Response Time\": \"Infinity\" is not a number.");
    }

    @Test
    void textInsteadOfANumberIsReportedWithLineAndColumn() throws IOException {
        Path file = file(HEADER, ROW, ROW.replace("262", "lots"));
        assertThatThrownBy(() -> HistoryCsv.readAggregated(file, row -> {}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(
                        "locust_stats_history.csv, line 3, column \"Total Request Count\": \"lots\" is not a number.");
    }

    @Test
    void aMissingColumnIsReported() throws IOException {
        Path file = file(HEADER.replace("User Count", "Users"), ROW);
        assertThatThrownBy(() -> HistoryCsv.readAggregated(file, row -> {}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no column \"User Count\"");
    }

    @Test
    void anEmptyFileIsAnError() throws IOException {
        Path file = Files.createFile(folder.resolve(RunResults.HISTORY));
        assertThatThrownBy(() -> HistoryCsv.readAggregated(file, row -> {}))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is empty");
    }

    @Test
    void aFileWithOnlyItsHeaderHasNoRows() throws IOException {
        List<HistoryRow> rows = new ArrayList<>();
        HistoryCsv.readAggregated(file(HEADER), rows::add);
        assertThat(rows).isEmpty();
    }

    @Test
    void exceptionsOfTheConsumerAreNotWrapped() throws IOException {
        Path file = file(HEADER, ROW, ROW);
        assertThatThrownBy(() -> HistoryCsv.readAggregated(file, row -> {
                    throw new IllegalStateException("mine");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("mine");
    }

    @Test
    void theNewestCompleteRowIsFoundWhileLocustWrites() {
        String older = ROW.replace("1795412257", "1795412256");
        String named = ROW.replace(",,Aggregated", ",GET,/a").replace("1795412257", "1795412258");
        String tail = "56,10,,Aggregated,3.5\r\n" + older + "\r\n" + ROW + "\r\n" + named + "\r\n1795412258,10,,Aggre";
        assertThat(HistoryCsv.newestAggregated(HEADER + "\r\n", tail))
                .get()
                .extracting(HistoryRow::timestamp, HistoryRow::requests)
                .containsExactly(1795412257L, 262L);
    }

    @Test
    void aRowIsCompleteOnlyIfItsLineHasEnded() {
        assertThat(HistoryCsv.newestAggregated(HEADER, ROW)).isEmpty();
        assertThat(HistoryCsv.newestAggregated(HEADER, ROW + "\r\n")).isPresent();
        assertThat(HistoryCsv.newestAggregated(HEADER, "")).isEmpty();
        assertThat(HistoryCsv.newestAggregated(HEADER, "\n\n,Aggregated,\r\n\""))
                .isEmpty();
    }

    private static List<HistoryRow> rows(String run) {
        List<HistoryRow> rows = new ArrayList<>();
        HistoryCsv.readAggregated(RecordedRun.file(run, RunResults.HISTORY), rows::add);
        return rows;
    }

    private static List<HistoryRow> rows(String run, String type, String name) {
        List<HistoryRow> rows = new ArrayList<>();
        Path file = RecordedRun.file(run, RunResults.HISTORY);
        try (InputStream bytes = Files.newInputStream(file)) {
            HistoryCsv.read(bytes, file.toString(), new RequestName(type, name), rows::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static HistoryRow last(List<HistoryRow> rows) {
        return rows.get(rows.size() - 1);
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(folder.resolve(RunResults.HISTORY), String.join("\r\n", lines) + "\r\n");
    }
}
