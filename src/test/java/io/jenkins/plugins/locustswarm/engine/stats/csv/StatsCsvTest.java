package io.jenkins.plugins.locustswarm.engine.stats.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.ResponseTimes;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatsCsvTest {

    private static final String HEADER = "Type,Name,Request Count,Failure Count,Median Response Time,"
            + "Average Response Time,Min Response Time,Max Response Time,Average Content"
            + " Size,Requests/s,Failures/s,50%";

    @TempDir
    Path folder;

    @Test
    void everyFigureIsLocustsOwn() {
        StatsCsv stats = StatsCsv.read(RecordedRun.file("2.46.3-bad", RunResults.STATS));
        NameStats bad = stats.names().get(0);
        assertThat(bad.type()).isEqualTo("GET");
        assertThat(bad.name()).isEqualTo("/bad");
        assertThat(bad.requests()).isEqualTo(150);
        assertThat(bad.failures()).isEqualTo(150);
        NameStats total = stats.aggregated();
        assertThat(total.requests()).isEqualTo(655);
        assertThat(total.failures()).isEqualTo(150);
        assertThat(total.failureRatio()).isEqualTo(150.0 / 655);
        assertThat(total.requestsPerSecond()).isEqualTo(130.2856057803393);
        assertThat(total.responseTimes().average()).isEqualTo(12.361231790859136);
        assertThat(total.responseTimes().median()).isEqualTo(12);
        assertThat(total.responseTimes().min()).isEqualTo(10.672060000160855);
        assertThat(total.responseTimes().max()).isEqualTo(38.57675499966717);
        assertThat(total.responseTimes().p90()).isEqualTo(13);
        assertThat(total.responseTimes().p95()).isEqualTo(14);
        assertThat(total.responseTimes().p99()).isEqualTo(20);
        assertThat(total.responseTimes().percentiles())
                .containsEntry("99.99%", 39.0)
                .hasSize(11);
    }

    @Test
    void linesOfAFileThatIsBeingWrittenAreReadIfTheyAreComplete() throws IOException {
        Path file = RecordedRun.file("2.46.3-bad", RunResults.STATS);
        List<String> lines = Files.readAllLines(file);
        assertThat(StatsCsv.readRunning(lines)).contains(StatsCsv.read(file));
        assertThat(StatsCsv.readRunning(lines.subList(0, lines.size() - 1))).isEmpty();
        assertThat(StatsCsv.readRunning(lines.subList(0, 1))).isEmpty();
        assertThat(StatsCsv.readRunning(List.of())).isEmpty();
        assertThat(StatsCsv.readRunning(List.of(lines.get(0), "GET,/half", ",Aggregated,1")))
                .isEmpty();
    }

    @Test
    void aPercentileHasTheNameThatGatesUseEvenIfLocustWritesAZeroBehindThePoint() throws IOException {
        Path stats = folder.resolve("stats.csv");
        Files.writeString(stats, HEADER.replace("50%", "55.0%") + "\n,Aggregated,10,0,10,10,10,10,0,1,0,12\n");
        ResponseTimes times = StatsCsv.read(stats).aggregated().responseTimes();
        assertThat(times.percentiles()).containsExactly(Map.entry("55%", 12.0));
    }

    @Test
    void totalsAreThoseOfLocustsOwnJsonReport() throws IOException {
        StatsCsv stats = StatsCsv.read(RecordedRun.file("2.46.3-ok", RunResults.STATS));
        long requests = 0;
        double time = 0;
        for (JsonNode entry : new ObjectMapper()
                .readTree(RecordedRun.file("2.46.3-ok", "final.json").toFile())) {
            requests += entry.get("num_requests").asLong();
            time += entry.get("total_response_time").asDouble();
        }
        assertThat(stats.aggregated().requests()).isEqualTo(requests);
        assertThat(stats.aggregated().responseTimes().average()).isCloseTo(time / requests, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0-hostile", "2.47.0-hostile"})
    void hostileNamesAreReadUnchanged(String run) {
        StatsCsv stats = StatsCsv.read(RecordedRun.file(run, RunResults.STATS));
        assertThat(stats.names())
                .extracting(NameStats::name)
                .containsExactlyInAnyOrder(
                        "a, \"quoted\", comma",
                        "=HYPERLINK(\"http://evil\")",
                        "<script>alert(1)</script>",
                        "zwei\nZeilen",
                        "ünïcödé 漢字 🙂",
                        "Aggregated",
                        "p95 < 800 100% failed",
                        "  spaces  ",
                        "it's",
                        "bad \"one\", two");
        assertThat(stats.names().stream().mapToLong(NameStats::requests).sum())
                .isEqualTo(stats.aggregated().requests());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0-percentiles", "2.47.0-percentiles"})
    void aPercentileThatLocustDidNotReportIsAbsent(String run) {
        NameStats total = StatsCsv.read(RecordedRun.file(run, RunResults.STATS)).aggregated();
        assertThat(total.responseTimes().percentiles().keySet())
                .containsExactly("50%", "75%", "95%", "99.5%", "99.95%", "100%");
        assertThat(total.responseTimes().p95()).isEqualTo(1200);
        assertThat(total.responseTimes().p90()).isNull();
        assertThat(total.responseTimes().p99()).isNull();
    }

    @Test
    void aRowIsATypeAndAName() {
        StatsCsv stats = StatsCsv.read(RecordedRun.file("2.47.0-percentiles", RunResults.STATS));
        assertThat(stats.names())
                .extracting(row -> row.type() + "|" + row.name())
                .containsExactly("GET|/a", "gRPC|/a", "|no type");
    }

    @Test
    void withoutRequestsThereAreNoResponseTimes() {
        NameStats total =
                StatsCsv.read(RecordedRun.file("2.47.0-zero", RunResults.STATS)).aggregated();
        assertThat(total.requests()).isZero();
        assertThat(total.failureRatio()).isNull();
        assertThat(total.responseTimes()).isEqualTo(ResponseTimes.NONE);
    }

    @Test
    void timesThatWereNeverMeasuredAreNotZero() throws IOException {
        NameStats total = StatsCsv.read(file(HEADER, ",Aggregated,300,0,0,0.0,0,0,0.0,50.6,0.0,0"))
                .aggregated();
        assertThat(total.requests()).isEqualTo(300);
        assertThat(total.responseTimes()).isEqualTo(ResponseTimes.NONE);
        assertThat(total.responseTimes().measured()).isFalse();
    }

    @Test
    void aPercentileThatFallsOnRequestsWithoutATimeIsNotZero() throws IOException {
        ResponseTimes mixed = ResponseTimes.of(7.0, 7.0, 6.0, 9.0, Map.of("50%", 0.0, "95%", 8.0));
        assertThat(mixed.percentiles()).containsOnlyKeys("95%");
        ResponseTimes quick = ResponseTimes.of(0.9, 1.0, 0.3, 2.0, Map.of("50%", 0.0, "95%", 2.0));
        assertThat(quick.percentiles()).containsOnlyKeys("50%", "95%");
    }

    @Test
    void aFileWithOnlyItsHeaderHasNoRequests() throws IOException {
        StatsCsv stats = StatsCsv.read(file(HEADER));
        assertThat(stats.names()).isEmpty();
        assertThat(stats.aggregated()).isEqualTo(NameStats.NONE);
    }

    @Test
    void columnsAreFoundByNameInAnyOrder() throws IOException {
        StatsCsv stats = StatsCsv.read(file(
                "99%,New,Requests/s,Max Response Time,Min Response Time,Average Response Time,Median Response Time,"
                        + "Failure Count,Request Count,Name,Type",
                "9,?,8.5,7,6,5,4,3,12,Aggregated,"));
        assertThat(stats.aggregated())
                .isEqualTo(NameStats.of(
                        "", "Aggregated", 12, 3, 8.5, ResponseTimes.of(5.0, 4.0, 6.0, 7.0, Map.of("99%", 9.0))));
    }

    @Test
    void aMissingColumnIsReported() throws IOException {
        Path file = file("Type,Name,Request Count", ",Aggregated,1");
        assertThatThrownBy(() -> StatsCsv.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("locust_stats.csv")
                .hasMessageContaining("no column \"Failure Count\"")
                .hasMessageContaining("Type,Name,Request Count");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "1e999"})
    void aNumberThatIsNotFiniteIsNone(String number) throws IOException {
        Path file = file(HEADER, ",Aggregated,1,0,1," + number + ",1,1,1,1,0,1");
        assertThatThrownBy(() -> StatsCsv.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("column \"Average Response Time\": \"" + number + "\" is not a number.");
    }

    @Test
    void textInsteadOfANumberIsReportedWithLineAndColumn() throws IOException {
        Path file = file(HEADER, "GET,\"a\nb\",1,0,1,1,1,1,1,1,0,1", "GET,/c,many\u0007,0,1,1,1,1,1,1,0,1");
        assertThatThrownBy(() -> StatsCsv.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("locust_stats.csv, line 4, column \"Request Count\": \"many?\" is not a number.");
    }

    @Test
    void anIncompleteRowIsReported() throws IOException {
        Path file = file(HEADER, "GET,/a,1,0,1,1,1,1,1,1,0,1", "GET,/b,1,0,1");
        assertThatThrownBy(() -> StatsCsv.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("line 3: the line has 5 fields, but the header has 12.");
    }

    @Test
    void aFileWithoutItsLastRowIsIncomplete() throws IOException {
        Path file = file(HEADER, "GET,/a,1,0,1,1,1,1,1,1,0,1");
        assertThatThrownBy(() -> StatsCsv.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("does not end with the row \"Aggregated\"");
    }

    @Test
    void anEmptyFileIsAnError() throws IOException {
        Path file = Files.createFile(folder.resolve(RunResults.STATS));
        assertThatThrownBy(() -> StatsCsv.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is empty");
    }

    @Test
    void aMissingFileIsAnError() {
        Path file = folder.resolve("nowhere.csv");
        assertThatThrownBy(() -> StatsCsv.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("nowhere.csv");
    }

    @Test
    void invalidUtf8DoesNotPreventReading() throws IOException {
        Path file = folder.resolve(RunResults.STATS);
        byte[] before = (HEADER + "\r\nGET,caf").getBytes(UTF_8);
        byte[] after = (",3,0,1,1,1,1,1,1,0,1\r\n,Aggregated,3,0,1,1,1,1,1,1,0,1\r\n").getBytes(UTF_8);
        byte[] bytes = new byte[before.length + 1 + after.length];
        System.arraycopy(before, 0, bytes, 0, before.length);
        bytes[before.length] = (byte) 0xE9;
        System.arraycopy(after, 0, bytes, before.length + 1, after.length);
        Files.write(file, bytes);
        StatsCsv stats = StatsCsv.read(file);
        assertThat(stats.names()).extracting(NameStats::name).isEqualTo(List.of("caf\uFFFD"));
        assertThat(stats.aggregated().requests()).isEqualTo(3);
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(folder.resolve(RunResults.STATS), String.join("\r\n", lines) + "\r\n");
    }
}
