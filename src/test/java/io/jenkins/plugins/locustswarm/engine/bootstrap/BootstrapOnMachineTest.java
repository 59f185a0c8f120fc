package io.jenkins.plugins.locustswarm.engine.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.bootstrap.BootstrapState.Phase;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.machine.OwnClockShell;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** bootstrap.sh scripts that behave in unusual ways, as detached processes on this computer. */
@Timeout(300)
class BootstrapOnMachineTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int SIGINT = 2;
    private static final int SIGQUIT = 3;
    private static final String FOREVER = "echo begun; while sleep 300; do :; done";

    @TempDir
    private Path folder;

    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final BootstrapOutput output = new BootstrapOutput(lines::add);
    private final LocalShell shell = new LocalShell("here");
    private MachineRecord machine;
    private String digest;

    @BeforeEach
    void makeMachine() throws IOException {
        machine = MachineRecord.asked(Role.WORKER, 1)
                .withFolders(
                        folder.resolve("machine").toString(),
                        folder.resolve("venv").toString());
        Path locust = folder.resolve("venv/bin/locust");
        PathUtils.createParentDirectories(locust);
        Files.writeString(locust, "#!/bin/bash\n");
        assertThat(locust.toFile().setExecutable(true)).isTrue();
    }

    @AfterEach
    void endAll() throws InterruptedException {
        Sessions.endAll(shell, machine.folder());
    }

    private FolderSnapshot files(String body) throws IOException {
        Path files = folder.resolve("files");
        Files.createDirectories(files);
        Path script = files.resolve("bootstrap.sh");
        Files.writeString(script, "#!/bin/bash\n" + body + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return FolderSnapshot.of(files);
    }

    private BootstrapState start(String body, Duration deadline, Duration wait) throws Exception {
        FolderSnapshot files = files(body);
        digest = files.digest();
        return on().start(files, deadline, false, wait, output);
    }

    /** Starts bootstrap.sh, and follows it until it has written this line. */
    private BootstrapState startUntil(String line, String body) throws Exception {
        BootstrapState state = start(body, LONG, Duration.ZERO);
        Deadline deadline = Deadline.in(LONG);
        while (!lines.contains(line)) {
            assertThat(deadline.passed()).as("%s", lines).isFalse();
            state = on().follow(digest, Duration.ofMillis(100), output);
        }
        return state;
    }

    private BootstrapOnMachine on() {
        return new BootstrapOnMachine(machine, shell);
    }

    /** Follows bootstrap.sh to its end. */
    private BootstrapState end() throws InterruptedException {
        BootstrapState state = on().follow(digest, LONG, output);
        while (state.hasMoreOutput()) {
            state = on().follow(digest, LONG, output);
        }
        return state;
    }

    private Path run(String file) {
        return Path.of(machine.runFolder("bootstrap"), file);
    }

    private boolean lives(String id) throws InterruptedException {
        return shell.run(Script.of("grep '^State:' /proc/$1/status | grep -qv zombie")
                        .arguments(id))
                .succeeded();
    }

    @Test
    void aShortScriptHasEndedWhenTheStartReturns() throws Exception {
        BootstrapState state = start("echo one; echo two >&2; printf three", LONG, LONG);
        assertThat(state.succeeded()).as("%s", lines).isTrue();
        assertThat(lines).containsExactly("one", "two", "three");
        assertThat(state.cpus()).isPositive();
    }

    @Test
    void itsLinesAreReportedWhileItRunsAndOnlyOnce() throws Exception {
        Path go = folder.resolve("go");
        String body = "echo one; until [[ -e " + go + " ]]; do sleep 0.05; done; printf 'two\\rthree\\r\\nfour\\n'";
        assertThat(startUntil("one", body).phase()).isEqualTo(Phase.RUNNING);
        assertThat(lines).containsExactly("one");
        Files.createFile(go);
        assertThat(end().succeeded()).isTrue();
        assertThat(lines).containsExactly("one", "two", "three", "four");
    }

    @Test
    void aLineWhoseEndArrivesInTwoPartsIsOneLine() throws Exception {
        Path go = folder.resolve("go");
        String body = "printf 'one\\r'; until [[ -e " + go + " ]]; do sleep 0.05; done; printf '\\ntwo\\n'";
        assertThat(start(body, LONG, Duration.ofSeconds(1)).phase()).isEqualTo(Phase.RUNNING);
        Files.createFile(go);
        assertThat(end().succeeded()).isTrue();
        assertThat(lines).containsExactly("one", "two");
    }

    @Test
    void linesOfAnyKindAreFollowedByNoEmptyLineIfNothingFollowsYet() throws Exception {
        Path go = folder.resolve("go");
        Path went = folder.resolve("went");
        String body = "printf 'one\\r\\n'; until [[ -e " + go + " ]]; do sleep 0.05; done; printf 'two\\rthree';"
                + " until [[ -e " + went + " ]]; do sleep 0.05; done; printf '\\r\\n'";
        assertThat(startUntil("one", body).phase()).isEqualTo(Phase.RUNNING);
        assertThat(lines).containsExactly("one");
        Files.createFile(go);
        while (lines.size() < 2) {
            assertThat(on().follow(digest, Duration.ofMillis(100), output).phase())
                    .isEqualTo(Phase.RUNNING);
        }
        assertThat(lines).containsExactly("one", "two");
        Files.createFile(went);
        assertThat(end().succeeded()).isTrue();
        assertThat(lines).containsExactly("one", "two", "three");
    }

    @Test
    void linesThatLookLikeItsStateAreOnlyLines() throws Exception {
        BootstrapState state = start("echo process=gone; echo next=77; echo out=exit-code=0; exit 5", LONG, LONG);
        assertThat(state.exitCode()).isEqualTo(5);
        assertThat(lines).containsExactly("process=gone", "next=77", "out=exit-code=0");
    }

    @Test
    void aScriptThatNeverEndsIsEndedByItsMachine() throws Exception {
        BootstrapState state = start("echo $$; echo begun; sleep 300", Duration.ofSeconds(5), LONG);
        assertThat(state.phase()).isEqualTo(Phase.ENDED);
        assertThat(state.succeeded()).isFalse();
        assertThat(state.late()).isTrue();
        assertThat(output.lastLines()).endsWith("begun");
        Deadline deadline = Deadline.in(LONG); // its supervisor writes the exit code before it kills the processes
        while (lives(lines.get(0))) {
            assertThat(deadline.passed()).isFalse();
            deadline.pause(Duration.ofMillis(50));
        }
    }

    @Test
    void aScriptThatBeginsWhileTheUptimeCannotBeReadHasAllOfItsTime() throws Exception {
        OwnClockShell clock = new OwnClockShell(folder);
        Path go = folder.resolve("go");
        FolderSnapshot files = files("until [[ -e " + go + " ]]; do sleep 0.05; done; echo done");
        BootstrapOnMachine there = new BootstrapOnMachine(machine, clock);
        CompletableFuture<Void> later = CompletableFuture.runAsync(
                () -> clock.uptime(100_000), CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS));
        there.start(files, LONG, false, Duration.ZERO, output);
        later.join();
        assertThat(there.follow(files.digest(), Duration.ofSeconds(1), output).phase())
                .isEqualTo(Phase.RUNNING);
        Files.createFile(go);
        assertThat(there.follow(files.digest(), LONG, output).succeeded()).isTrue();
        assertThat(lines).containsExactly("done");
    }

    @Test
    void megabytesOfOutputAreRead() throws Exception {
        start("seq 1000000; echo the end; exit 4", LONG, Duration.ZERO);
        assertThat(end().exitCode()).isEqualTo(4);
        assertThat(lines.size()).isEqualTo(1_000_001);
        assertThat(lines).endsWith("999999", "1000000", "the end");
        assertThat(output.lastLines()).hasSize(15).endsWith("1000000", "the end");
    }

    @Test
    void onlyTheEndOfEndlessOutputIsKeptOnTheMachine() throws Exception {
        start("seq 3000000; echo the end; exit 4", LONG, Duration.ZERO);
        Deadline deadline = Deadline.in(LONG);
        while (Files.readString(run("exit-code")).isBlank()) {
            assertThat(deadline.passed()).isFalse();
            deadline.pause(Duration.ofMillis(50));
        }
        assertThat(sizeOfRun()).isLessThan(17_000_000);

        lines.clear();
        BootstrapOutput late = new BootstrapOutput(lines::add);
        while (on().follow(digest, Duration.ZERO, late).hasMoreOutput()) {
            assertThat(late.next()).isPositive();
        }
        assertThat(lines).first().asString().matches("\\(\\d+ bytes of the output were not kept\\)");
        assertThat(lines).endsWith("3000000", "the end");
    }

    private long sizeOfRun() throws IOException {
        try (Stream<Path> files = Files.list(run("."))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Test
    void aLineWithoutAnEndIsReadInParts() throws Exception {
        String longLine = "head -c 200000 /dev/zero | tr '\\0' x; echo";
        assertThat(start("echo short; " + longLine + " late=yes; exit 3", LONG, LONG)
                        .late())
                .isFalse();
        assertThat(lines).first().isEqualTo("short");
        assertThat(String.join("", lines)).isEqualTo("short" + "x".repeat(200_000) + "late=yes");
    }

    /** The supervisor reads at most 1,000 bytes at once. */
    @Test
    void linesOfAllLengthsAreWhole() throws Exception {
        List<String> expected = IntStream.of(998, 999, 1_000, 1_001, 1_999, 2_000, 2_001, 0, 1)
                .mapToObj("x"::repeat)
                .toList();
        String body = expected.stream().map(line -> "echo " + line).collect(Collectors.joining("; "));
        assertThat(start(body, LONG, LONG).succeeded()).as("%s", lines).isTrue();
        assertThat(lines).containsExactlyElementsOf(expected);
    }

    @Test
    void aScriptThatClosesItsOutputIsWaitedFor() throws Exception {
        BootstrapState state = start("echo before; exec >&- 2>&-; sleep 1; exit 3", LONG, LONG);
        assertThat(state.exitCode()).isEqualTo(3);
        assertThat(lines).containsExactly("before");
        assertThat(state.elapsed()).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void aProcessThatItLeavesBehindDelaysNothingAndLives() throws Exception {
        BootstrapState state = start("sleep 300 & echo $!", LONG, LONG);
        assertThat(state.succeeded()).isTrue();
        assertThat(state.elapsed()).isLessThan(Duration.ofSeconds(30));
        assertThat(lives(lines.get(0))).isTrue();

        assertThat(Sessions.endAll(shell, machine.folder()).succeeded()).isTrue();
        assertThat(lives(lines.get(0))).isFalse();
    }

    @Test
    void itIsNotStartedTwice() throws Exception {
        String body = "echo begun >>" + folder.resolve("begun") + "; " + FOREVER;
        start(body, LONG, Duration.ZERO);
        Deadline deadline = Deadline.in(LONG);
        while (!Files.exists(folder.resolve("begun"))) { // it would not find a file that is being replaced
            assertThat(deadline.passed()).isFalse();
            deadline.pause(Duration.ofMillis(20));
        }
        lines.clear(); // the first start may have read it already
        BootstrapState again = startUntil("begun", body);
        assertThat(again.phase()).as("%s after %s", again, lines).isEqualTo(Phase.RUNNING);
        assertThat(folder.resolve("begun")).hasContent("begun");
        assertThat(lines).containsExactly("begun");
    }

    @Test
    void anEarlierOneWithOtherFilesIsEnded() throws Exception {
        startUntil("begun", "echo $$; " + FOREVER);
        assertThat(start("exit 0", LONG, LONG).succeeded()).isTrue();
        assertThat(lives(lines.get(0))).isFalse();
    }

    @Test
    void itIsStartedAgainAfterItWasStopped() throws Exception {
        startUntil("begun", "echo $$; " + FOREVER);
        on().stop(false);
        assertThat(lives(lines.get(0))).isFalse();
        assertThat(on().follow(digest, LONG, output).phase()).isEqualTo(Phase.ABSENT);
        assertThat(start("echo again", LONG, LONG).succeeded()).isTrue();
        assertThat(lines).endsWith("again");
    }

    @Test
    void oneThatIsKilledWithItsSupervisorHasVanished() throws Exception {
        startUntil("begun", "echo last words; " + FOREVER);
        assertThat(Sessions.endAll(shell, machine.folder()).succeeded()).isTrue();
        assertThat(end().phase()).isEqualTo(Phase.VANISHED);
        assertThat(output.lastLines()).containsExactly("last words", "begun");
    }

    @Test
    void whatWasDoneWithOtherFilesIsNotItsState() throws Exception {
        assertThat(start("echo done", LONG, LONG).succeeded()).isTrue();
        digest = files("echo something else").digest();
        assertThat(on().follow(digest, LONG, output).phase()).isEqualTo(Phase.ABSENT);
    }

    @Test
    void itsProcessesCanBeInterrupted() throws Exception {
        start("sed -n 's/^SigIgn:\\t//p' /proc/self/status", LONG, LONG);
        long ignored = Long.parseUnsignedLong(lines.get(0), 16);
        assertThat(ignored & (1 << SIGINT - 1 | 1 << SIGQUIT - 1)).isZero();
    }

    @Test
    void onlyItsUserCanReadTheOutputOnTheMachine() throws Exception {
        start("exit 0", LONG, LONG);
        assertThat(Files.getPosixFilePermissions(run("."))).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void outputThatCannotBeKeptIsNoticed() throws Exception {
        Path output = run("output.000000000000000");
        BootstrapState state = start("rm " + output + "; mkdir " + output + "; echo lost; exit 5", LONG, LONG);
        assertThat(state.diskFull()).isTrue();
        assertThat(state.exitCode()).isEqualTo(5);
    }

    @Test
    void aProcessIdOfAnEarlierBootIsNotItsSession() throws Exception {
        startUntil("begun", "echo $$; " + FOREVER);
        String[] session = Files.readString(run("pid")).strip().split(" ");
        Files.writeString(run("pid"), session[0] + " " + session[1] + " earlier-boot\n");
        assertThat(end().phase()).isEqualTo(Phase.VANISHED);
        assertThat(Sessions.endAll(shell, machine.folder()).succeeded()).isTrue();
        assertThat(lives(lines.get(0))).isTrue();

        Files.writeString(run("pid"), String.join(" ", session));
    }

    @Test
    void outputIsWholeAlthoughTheMachineStallsWhileItIsRead() throws Exception {
        Path go = folder.resolve("go");
        Path said = folder.resolve("said");
        start("until [[ -e " + go + " ]]; do sleep 0.05; done; echo again; touch " + said, LONG, Duration.ZERO);
        String supervisor = Files.readString(run("pid")).split(" ")[0];
        shell.run(Script.of("kill -STOP $1").arguments(supervisor));
        Files.createFile(go);
        Deadline deadline = Deadline.in(LONG);
        do {
            deadline.pause(Duration.ofMillis(500)); // longer than the supervisor waits for output
        } while (!Files.exists(said));
        shell.run(Script.of("kill -CONT $1").arguments(supervisor));
        assertThat(end().succeeded()).isTrue();
        assertThat(lines).containsExactly("again");
    }
}
