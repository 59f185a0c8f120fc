package io.jenkins.plugins.locustswarm.engine.stats;

import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import io.jenkins.plugins.locustswarm.engine.stats.csv.StatsCsv;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code locust --csv} leaves without a swarm, from 0.9 to today. */
class PlainResultsTest {

    private static final String HEADER = "Type,Name,Request Count,Failure Count,Median Response Time,"
            + "Average Response Time,Min Response Time,Max Response Time,Average Content Size,Requests/s,Failures/s,"
            + "50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%\n";
    private static final String ROWS = """
            GET,/a,10,1,5,6.5,1,20,100,2.5,0.25,5,6,7,8,9,10,11,12,13,14,20
            ,Aggregated,10,1,5,6.5,1,20,100,2.5,0.25,5,6,7,8,9,10,11,12,13,14,20
            """;

    @TempDir
    private Path folder;

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private RunSummary read() {
        return RunResults.readAny(folder);
    }

    private static List<String> sentences(RunSummary summary) {
        return summary.health().stream().map(HealthFinding::sentence).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.12.0-ok", "2.46.3-ok", "2.46.3-full-history", "2.47.0-hostile", "2.47.0-percentiles"})
    void theFilesOfACurrentLocustUnderAnyPrefixGiveTheFiguresOfTheirTable(String sample) throws IOException {
        Path samples = Repository.path("src/test/resources/io/jenkins/plugins/locustswarm/engine/stats/" + sample);
        for (String file : List.of("stats", "stats_history", "failures", "exceptions")) {
            Files.copy(samples.resolve("locust_" + file + ".csv"), folder.resolve("my run-1_" + file + ".csv"));
        }
        StatsCsv table = StatsCsv.read(samples.resolve("locust_stats.csv"));
        RunSummary summary = read();
        assertThat(summary.names()).isEqualTo(table.names());
        assertThat(summary.total()).isEqualTo(table.aggregated());
        assertThat(summary.startedAt()).isBefore(summary.endedAt());
        assertThat(summary.exitCode()).isNull();
        assertThat(sentences(summary)).element(0).asString().contains("without a swarm");
        assertThat(SummaryJson.read(SummaryJson.write(summary), "here")).isEqualTo(summary);
    }

    /** Runs of two users against a target with a request that often fails and a task that does. */
    @ParameterizedTest
    @CsvSource({
        "1.0,     152,  0, 13.0, 99.999%",
        "1.4.4,   312,  0, 22.0, 99.99%",
        "1.6.0,   343, 17, 41.0, 99.99%",
        "2.0.0,   328, 15, 41.0, 99.99%",
        "2.8.6,   333, 42, 42.0, 99.99%",
    })
    void theFilesOfEarlierVersionsAreRead(
            String version, long requests, long failures, double median, String percentile) throws IOException {
        Path files = RecordedRun.folder("plain/" + version);
        RunSummary summary = RunResults.readAny(files);
        assertThat(summary.total().requests()).isEqualTo(requests);
        assertThat(summary.total().failures()).isEqualTo(failures);
        assertThat(summary.total().responseTimes().median()).isEqualTo(median);
        assertThat(summary.total().responseTimes().percentiles()).containsKey(percentile);
        assertThat(summary.names()).extracting(NameStats::name).contains("/a");
        assertThat(summary.startedAt()).isBefore(summary.endedAt());
        assertThat(summary.topFailures().rows())
                .allSatisfy(failure -> assertThat(failure.error()).isEqualTo("first line\nsecond, line"))
                .hasSize(failures == 0 ? 0 : 1);
        assertThat(sentences(summary)).noneMatch(sentence -> sentence.contains("cannot be read"));
    }

    @Test
    void quotesInNamesThatAreNotDoubledAreRead() {
        assertThat(RunResults.readAny(RecordedRun.folder("plain/1.0")).names())
                .extracting(NameStats::type, NameStats::requests)
                .containsExactly(tuple("GET", 77L), tuple("POST", 75L));
    }

    @Test
    void missingFilesAreReportedAsNotes() throws IOException {
        write("only_stats.csv", HEADER + ROWS);
        RunSummary summary = read();
        assertThat(summary.verdict()).isEqualTo(Verdict.OK);
        assertThat(summary.total().requests()).isEqualTo(10);
        assertThat(summary.total().responseTimes().p95()).isEqualTo(10);
        assertThat(summary.startedAt()).isNull();
        assertThat(sentences(summary))
                .contains(
                        "There is no only_stats_history.csv in the results.",
                        "There is no only_failures.csv in the results.",
                        "There is no only_exceptions.csv in the results.")
                .noneMatch(sentence -> sentence.contains("log"));
    }

    @Test
    void filesOfWindowsWithTwoCarriageReturnsAndBlankLinesAreRead() throws IOException {
        write("_stats.csv", "\uFEFF" + (HEADER + ROWS).replace("\n", "\r\r\n") + "\r\n\r\n");
        write("_stats_history.csv", """
                Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,100%,Total Request Count,Total Failure Count,\
                Total Median Response Time,Total Average Response Time,Total Min Response Time,Total Max Response Time,\
                Total Average Content Size

                1600000000,0,,Aggregated,0,0,N/A,N/A,0,0,0,0,0,0,0
                1600000001,2,,Aggregated,0,0,N/A,N/A,0,0,0,0,0,0,0

                1600000009,2,,Aggregated,0,0,5,9,10,1,5,5,5,9,7
                """.replace("\n", "\r\r\n"));
        write("_failures.csv", "Method,Name,Error,Occurrences\r\r\n\r\r\nGET,/a,\"404\r\r\nnot there\",1\r\r\n");
        write("_exceptions.csv", """
                Count,Message,Traceback,Nodes
                1,list index out of range,"Traceback (most recent call last):

                  File ""load.py"", line 3, in f

                IndexError",local
                """.replace("\n", "\r\r\n"));
        RunSummary summary = read();
        assertThat(summary.total().requests()).isEqualTo(10);
        assertThat(summary.startedAt().getEpochSecond()).isEqualTo(1600000001);
        assertThat(summary.endedAt().getEpochSecond()).isEqualTo(1600000009);
        assertThat(sentences(summary)).noneMatch(sentence -> sentence.contains("cannot be read"));
    }

    @Test
    void aByteOrderMarkBeforeAQuotedHeadingIsSkipped() throws IOException {
        for (String file : List.of("stats", "stats_history", "failures")) {
            String text = Files.readString(RecordedRun.file("plain/1.0", "run_" + file + ".csv"));
            write("run_" + file + ".csv", "\uFEFF" + text);
        }
        assertThat(read().total().requests()).isEqualTo(152);
        assertThat(sentences(read())).noneMatch(sentence -> sentence.contains("cannot be read"));
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t"})
    void aFileThatASpreadsheetSavedWithAnotherSeparatorIsRefused(String separator) throws IOException {
        write("a_stats.csv", "\uFEFF" + (HEADER + ROWS).replace(",", separator));
        assertRefusedAsSpreadsheet();
        Files.write(
                folder.resolve("a_stats.csv"),
                (HEADER + ROWS).replace(",", separator).getBytes(UTF_16));
        assertRefusedAsSpreadsheet();
        write("a_stats.csv", "sep=,\n" + HEADER + ROWS);
        assertRefusedAsSpreadsheet();
    }

    private void assertRefusedAsSpreadsheet() {
        assertThatThrownBy(this::read)
                .isInstanceOf(BadInputException.class)
                .hasMessage(
                        folder.resolve("a_stats.csv") + " is not separated by commas: a spreadsheet program seems to"
                                + " have saved it. Use the file as Locust wrote it.");
    }

    @Test
    void aPercentileOf99999IsRead() throws IOException {
        write("a_stats.csv", HEADER.replace("99.99%,", "99.99%,99.999%,") + ROWS.replace(",13,14,", ",13,14,15,"));
        assertThat(read().total().responseTimes().percentiles())
                .containsEntry("99.999%", 15.0)
                .containsEntry("100%", 20.0);
    }

    @Test
    void theStatisticsOfLocust014AreRead() throws IOException {
        write("run_stats.csv", """
                "Type","Name","# requests","# failures","Median response time","Average response time",\
                "Min response time","Max response time","Average Content Size","Requests/s","Requests Failed/s",\
                "50%","66%","75%","80%","90%","95%","98%","99%","99.9%","99.99%","99.999","100%"
                "GET","/a",10,1,5,6,1,20,100,2.50,0.25,5,6,7,8,9,10,11,12,13,14,15,20
                "None","Aggregated",10,1,5,6,1,20,100,2.50,0.25,5,6,7,8,9,10,11,12,13,14,15,20""");
        RunSummary summary = read();
        assertThat(summary.names()).extracting(NameStats::type).containsExactly("GET");
        assertThat(summary.total().responseTimes().average()).isEqualTo(6);
        assertThat(summary.total().responseTimes().percentiles()).containsEntry("99.999%", 15.0);
    }

    @Test
    void theRequestsOfLocust09AreReadWithoutPercentiles() throws IOException {
        write("run_requests.csv", """
                "Method","Name","# requests","# failures","Median response time","Average response time",\
                "Min response time","Max response time","Average Content Size","Requests/s"
                "POST","/a",10,0,5,6,1,20,100,2.50
                "None","Total",10,0,5,6,1,20,100,2.50""");
        write("run_distribution.csv", "\"Name\",\"# requests\",\"50%\"\n\"POST /a\",10,5\n");
        RunSummary summary = read();
        assertThat(summary.names()).extracting(NameStats::type).containsExactly("POST");
        assertThat(summary.total().requests()).isEqualTo(10);
        assertThat(summary.total().responseTimes().p95()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1.6.0, %s_1795869980.58.csv, 159", "2.47.0, localhost_%s.csv, 160"})
    void filesThatWereDownloadedFromTheWebPageAreRead(String version, String name, long requests) throws IOException {
        for (String file : List.of("requests", "failures", "exceptions")) {
            Files.copy(
                    RecordedRun.file("plain/" + version + "-web", file + ".csv"), folder.resolve(name.formatted(file)));
        }
        Files.copy(
                RecordedRun.file("plain/2.8.6", "run_stats_history.csv"),
                folder.resolve(name.formatted("requests_full_history")));
        RunSummary summary = read();
        assertThat(summary.total().requests()).isEqualTo(requests);
        assertThat(summary.topFailures().rows()).hasSize(1);
        assertThat(summary.startedAt()).isNotNull();
        assertThat(sentences(summary)).noneMatch(sentence -> sentence.startsWith("There is no"));
    }

    @Test
    void downloadsOfDifferentTimesAreRead() throws IOException {
        write("requests_1764320000.123.csv", HEADER + ROWS);
        write("failures_1764320007.5.csv", "Method,Name,Error,Occurrences\nGET,/a,404,1\n");
        write("exceptions_1764320009.csv", "Count,Message,Traceback,Nodes\n");
        assertThat(read().total().requests()).isEqualTo(10);
        assertThat(sentences(read()))
                .contains("There is no requests_full_history.csv in the results.")
                .noneMatch(sentence -> sentence.contains("failures") || sentence.contains("exceptions"));
    }

    @Test
    void exceptionsAndFailuresOfEveryRequestMakeARunUnstable() throws IOException {
        write("a_stats.csv", HEADER + ROWS.replace(",10,1,", ",10,10,"));
        write("a_failures.csv", "Method,Name,Error,Occurrences\nGET,/a,refused,10\n");
        write("a_exceptions.csv", "Count,Message,Traceback,Nodes\n3,list index out of range,\"Traceback\",local\n");
        assertThat(read().verdict()).isEqualTo(Verdict.UNSTABLE);
        assertThat(sentences(read()))
                .anyMatch(sentence -> sentence.startsWith("All 10 requests failed"))
                .anyMatch(sentence -> sentence.startsWith("Users raised 3 exceptions"));
    }

    @Test
    void aRunWithoutAnyRequestIsFailed() throws IOException {
        write("a_stats.csv", HEADER);
        assertThat(read().verdict()).isEqualTo(Verdict.FAILED);
        assertThat(sentences(read())).contains("No request was made.");
    }

    @Test
    void aFolderWithSeveralRunsIsRefused() throws IOException {
        write("a_stats.csv", HEADER + ROWS);
        write("b_stats.csv", HEADER);
        assertThatThrownBy(this::read)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("several runs")
                .hasMessageContaining(folder.resolve("a_stats.csv") + ", " + folder.resolve("b_stats.csv"));
        assertThat(RunResults.readAny(folder.resolve("a_stats.csv")).total().requests())
                .isEqualTo(10);
    }

    @Test
    void incompleteStatisticsAreRefused() throws IOException {
        write("a_stats.csv", HEADER + ROWS.lines().findFirst().orElseThrow());
        assertThatThrownBy(this::read)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("does not end with the row \"Aggregated\"");
    }

    @Test
    void aFolderWithoutResultsIsRefused() throws IOException {
        write("locust_failures.csv", "Method,Name,Error,Occurrences\n");
        assertThatThrownBy(this::read).hasMessageStartingWith("There is no summary.json in " + folder + ", nor a file");
        assertThatThrownBy(() -> RunResults.readAny(folder.resolve("nowhere")))
                .hasMessage("There is no file or folder " + folder.resolve("nowhere")
                        + ": name a folder with the results of a run, or a PREFIX_stats.csv.");
    }
}
