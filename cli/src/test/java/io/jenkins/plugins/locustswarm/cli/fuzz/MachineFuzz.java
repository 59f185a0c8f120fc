package io.jenkins.plugins.locustswarm.cli.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.locust.LocustOnMachine;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.machine.AnsweringShell;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.shell.FileReceiver;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryLines;
import io.jenkins.plugins.locustswarm.engine.stats.csv.StatsCsv;
import io.jenkins.plugins.locustswarm.engine.stop.StopCondition;
import io.jenkins.plugins.locustswarm.engine.stop.watch.StopWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a machine sends: the locustfile on it may do anything, and it may be in other hands. */
class MachineFuzz {

    private static final List<FileRequest> REQUESTS = List.of(
            new FileRequest("master.log", 40, FileRequest.Part.BOTH_ENDS),
            new FileRequest("locust_stats.csv", 60, FileRequest.Part.FIRST_ROWS),
            new FileRequest("locust.html", 20, FileRequest.Part.NOTHING));

    /** More than the limits of the requests together, with the line that stands for what was left out. */
    private static final long MAX_BYTES = 200;

    private static final int PIECE = 7;

    private static final List<StopCondition> CONDITIONS = Stream.of(
                    "failures > 50% for 10s",
                    "rps < 5 for 10s", "average > 1 for 10s", "GET /kandus p95 > 100 for 10s after 5s")
            .map(StopCondition::parse)
            .toList();

    private static final MachineRecord MASTER =
            MachineRecord.asked(Role.MASTER, 0).withFolders("/swarm", "/swarm/venv");
    private static final Load LOAD = Load.of("locustfile.py")
            .runTime(Duration.ofMinutes(1))
            .stopWhen(CONDITIONS)
            .build();
    private static final RunRecord RUN = new RunRecord(
            "run-1", LOAD, 60, 2, 5557, null, null, Instant.EPOCH, RunRecord.Phase.STARTED, null, null, null);
    private static final Path FOLDER = temporaryFolder();

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("fuzz");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @FuzzTest(maxDuration = "")
    void archive(byte[] content) throws IOException {
        try (FileReceiver receiver = new FileReceiver("worker-1", REQUESTS, FOLDER)) {
            for (int i = 0; i < content.length; i += PIECE) {
                receiver.write(content, i, Math.min(PIECE, content.length - i));
            }
            receiver.files();
        } catch (ShellException e) {
            // it sent something else
        }
        Set<String> names = new TreeSet<>();
        long bytes = 0;
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                names.add(FOLDER.relativize(file).toString());
                bytes += Files.size(file);
                Files.delete(file);
            }
        }
        Set<String> requested = REQUESTS.stream().map(FileRequest::name).collect(Collectors.toSet());
        if (!requested.containsAll(names) || bytes > MAX_BYTES) {
            throw new AssertionError(bytes + " bytes were written to " + names);
        }
    }

    @FuzzTest(maxDuration = "")
    void state(byte[] content) throws InterruptedException {
        ShellResult answer = new ShellResult(0, new String(content, UTF_8), "");
        RunState state;
        try {
            state = new LocustOnMachine(RUN, MASTER, new AnsweringShell(script -> answer)).state(0L);
        } catch (ShellException e) {
            return; // as if it had not answered
        }
        if (state.began() != null) {
            Duration.between(state.began(), state.now());
        }
        state.details().newestRow();
        StatsCsv.readRunning(state.details().statistics());
        try {
            HistoryCsv.newestAggregated(state.historyHeader(), state.historyRow() + "\n");
            HistoryLines.rows(state.historyHeader(), state.details().rows());
            if (state.began() != null && !state.historyHeader().isEmpty()) {
                new StopWatch(CONDITIONS, state.began(), LOAD.runTime())
                        .check(HistoryLines.rows(state.historyHeader(), state.watchedRows()));
            }
        } catch (BadInputException e) {
            // a header without the columns
        }
    }
}
