package io.jenkins.plugins.locustswarm.engine.run;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.RESULTS_CUT;

import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest.Part;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The files of a run that are fetched, and their maximum sizes. Together they stay below 4 GB, whatever the machines send.
 * Only the history grows with the run time; 2 GB are about a day with a hundred request names.
 */
final class ResultFiles {

    private static final long MB = 1_000_000;

    /** The files that are fetched from the master. */
    static final List<FileRequest> OF_THE_MASTER = List.of(
            new FileRequest(RunResults.STATS, 64 * MB, Part.NOTHING), // useless without its last row
            new FileRequest(RunResults.HISTORY, 2_000 * MB, Part.FIRST_ROWS),
            new FileRequest(RunResults.FAILURES, 256 * MB, Part.FIRST_ROWS),
            new FileRequest(RunResults.EXCEPTIONS, 256 * MB, Part.FIRST_ROWS),
            new FileRequest(RunResults.HTML, 128 * MB, Part.NOTHING),
            new FileRequest(RunResults.MASTER_LOG, 64 * MB, Part.BOTH_ENDS));

    private static final long MAX_WORKER_LOG = 16 * MB;
    private static final long ALL_WORKER_LOGS = 1_000 * MB;

    private ResultFiles() {}

    /**
     * Returns the request for the log of a worker.
     *
     * @param workers number of workers, which share one limit
     */
    static FileRequest workerLog(String name, int workers) {
        return new FileRequest(name, Math.min(MAX_WORKER_LOG, ALL_WORKER_LOGS / Math.max(1, workers)), Part.BOTH_ENDS);
    }

    /** Returns a finding for the files that were longer than their limits. */
    static List<HealthFinding> cut(List<FetchedFile> fetched) {
        List<HealthFinding> findings = new ArrayList<>();
        List<FetchedFile> workerLogs = new ArrayList<>();
        for (FetchedFile file : fetched) {
            if (file.isCut() && !OF_THE_MASTER.contains(file.wanted())) {
                workerLogs.add(file);
            } else if (file.isCut()) {
                findings.add(finding(file));
            }
        }
        if (!workerLogs.isEmpty()) {
            findings.add(workerLogs(workerLogs));
        }
        return findings;
    }

    private static HealthFinding finding(FetchedFile file) {
        FileRequest wanted = file.wanted();
        String size = wanted.name() + " is " + megabytes(file.size()) + " long, and ";
        String limit = megabytes(wanted.limit());
        return switch (wanted.part()) {
            case FIRST_ROWS ->
                new HealthFinding(
                        RESULTS_CUT,
                        wanted.name().equals(RunResults.HISTORY) ? Severity.UNSTABLE : Severity.NOTE,
                        size + "only its first " + limit + " were kept: the rows after them are missing from the"
                                + " report.");
            case BOTH_ENDS ->
                new HealthFinding(
                        RESULTS_CUT,
                        Severity.NOTE,
                        size + "only " + limit + " of its beginning and end were kept: the messages between them are"
                                + " not evaluated.");
            case NOTHING ->
                new HealthFinding(
                        RESULTS_CUT,
                        Severity.NOTE,
                        size + "it was left out of the results: the limit is " + limit + ".");
        };
    }

    private static HealthFinding workerLogs(List<FetchedFile> logs) {
        FetchedFile first = logs.get(0);
        String names = logs.stream().limit(5).map(log -> log.wanted().name()).collect(Collectors.joining(", "));
        String sentence = logs.size() == 1
                ? names + " is " + megabytes(first.size()) + " long, and only "
                : "The logs of " + logs.size() + " slaves are too long (" + names + (logs.size() > 5 ? "..." : "")
                        + "), and only ";
        return new HealthFinding(
                RESULTS_CUT,
                Severity.NOTE,
                sentence + megabytes(first.wanted().limit()) + (logs.size() == 1 ? " of its" : " of each log's")
                        + " beginning and end were kept.");
    }

    private static String megabytes(long bytes) {
        return bytes < 10 * MB
                ? String.format(Locale.ROOT, "%.1f MB", bytes / (double) MB)
                : String.format(Locale.ROOT, "%,d MB", bytes / MB);
    }
}
