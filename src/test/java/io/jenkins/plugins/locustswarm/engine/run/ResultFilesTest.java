package io.jenkins.plugins.locustswarm.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResultFilesTest {

    private static final Path COPY = Path.of("copy");

    private static FetchedFile master(String name, long size) {
        FileRequest wanted = ResultFiles.OF_THE_MASTER.stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow();
        return new FetchedFile(wanted, COPY, size);
    }

    private static FetchedFile worker(int number, long size) {
        return new FetchedFile(ResultFiles.workerLog("worker-" + number + ".log", 2), COPY, size);
    }

    private static HealthFinding only(FetchedFile... files) {
        List<HealthFinding> findings = ResultFiles.cut(List.of(files));
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    @Test
    void theResultsOfARunAreLimitedToFourGigabytes() {
        for (int workers : new int[] {0, 1, 5, 62, 63, 1000, 10_000}) {
            long sum = ResultFiles.OF_THE_MASTER.stream()
                            .mapToLong(FileRequest::limit)
                            .sum()
                    + workers * ResultFiles.workerLog("x", workers).limit();
            assertThat(sum).as("%d workers", workers).isLessThan(4_000_000_000L);
        }
    }

    @Test
    void filesWithinTheirLimitsAreNotReported() {
        assertThat(ResultFiles.cut(List.of(master("master.log", 64_000_000), worker(1, 16_000_000))))
                .isEmpty();
    }

    @Test
    void aHistoryThatWasCutSaysAtWhatSizeAndMakesTheRunUnstable() {
        HealthFinding finding = only(master("locust_stats_history.csv", 3_456_000_000L));
        assertThat(finding.kind()).isEqualTo(HealthFinding.Kind.RESULTS_CUT);
        assertThat(finding.severity()).isEqualTo(Severity.UNSTABLE);
        assertThat(finding.sentence())
                .isEqualTo("locust_stats_history.csv is 3,456 MB long, and only its first 2,000 MB were kept: the rows"
                        + " after them are missing from the report.");
    }

    @Test
    void aLogThatWasCutIsANote() {
        HealthFinding finding = only(master("master.log", 70_000_000));
        assertThat(finding.severity()).isEqualTo(Severity.NOTE);
        assertThat(finding.sentence())
                .isEqualTo("master.log is 70 MB long, and only 64 MB of its beginning and end were kept: the messages"
                        + " between them are not evaluated.");
    }

    @Test
    void aPageThatWasLeftOutIsANote() {
        assertThat(only(master("locust.html", 129_000_000)).sentence())
                .isEqualTo("locust.html is 129 MB long, and it was left out of the results: the limit is 128 MB.");
    }

    @Test
    void theLogsOfManySlavesMakeOneSentence() {
        assertThat(only(worker(1, 17_000_000)).sentence())
                .isEqualTo("worker-1.log is 17 MB long, and only 16 MB of its beginning and end were kept.");
        FetchedFile[] logs = IntStream.rangeClosed(1, 7)
                .mapToObj(number -> worker(number, 1_000_000_000))
                .toArray(FetchedFile[]::new);
        assertThat(only(logs).sentence())
                .isEqualTo("The logs of 7 slaves are too long (worker-1.log, worker-2.log, worker-3.log, worker-4.log,"
                        + " worker-5.log...), and only 16 MB of each log's beginning and end were kept.");
    }
}
