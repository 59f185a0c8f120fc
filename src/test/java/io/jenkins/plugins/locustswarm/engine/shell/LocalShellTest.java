package io.jenkins.plugins.locustswarm.engine.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalShellTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final LocalShell shell = new LocalShell("worker-1");

    @TempDir
    Path folder;

    @Test
    void bothOutputsAndTheExitCodeComeBack() throws InterruptedException {
        ShellResult result = shell.run(Script.of("echo out; echo err >&2; exit 3"));
        assertThat(result).isEqualTo(new ShellResult(3, "out\n", "err\n"));
        assertThat(result.lastLines(5)).containsExactly("out", "err");
        assertThat(result.lastLines(1)).containsExactly("err");
    }

    @Test
    void aScriptIsOutOfReachOfCtrlC() throws InterruptedException {
        ShellResult result = shell.run(Script.of("echo $$ $(ps -o sid= -p $$)"));
        String[] processAndSession = result.out().strip().split(" ");
        assertThat(processAndSession[1]).isEqualTo(processAndSession[0]);
    }

    @Test
    void bothOutputsCanBeLongerThanAPipe() throws InterruptedException {
        ShellResult result = shell.run(Script.of("seq 100000 | tee /dev/stderr"));
        assertThat(result.out()).startsWith("1\n2\n").endsWith("\n100000\n");
        assertThat(result.err()).isEqualTo(result.out());
    }

    @Test
    void aScriptLongerThanAPipeIsRun() throws InterruptedException {
        ShellResult result = shell.run(Script.of("echo ${#1}").arguments("x".repeat(1 << 20)));
        assertThat(result.out()).isEqualTo((1 << 20) + "\n");
    }

    @Test
    void aScriptThatDoesNotEndIsEndedWithWhatItStarted() throws InterruptedException {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        assertThatThrownBy(() -> shell.run(Script.of("sleep 300 & echo $!; echo busy >&2; wait")
                        .deadline(Duration.ofSeconds(5))
                        .onLine(lines::add)))
                .isInstanceOf(ShellException.class)
                .hasMessageContaining("A command on worker-1 did not end within 5 s")
                .hasMessageContaining("busy");
        String pid =
                lines.stream().filter(line -> line.matches("\\d+")).findFirst().orElseThrow();
        ProcessHandle sleep = ProcessHandle.of(Long.parseLong(pid)).orElse(null);
        if (sleep != null) {
            assertThat(sleep.onExit()).succeedsWithin(MINUTE);
        }
    }

    @Test
    void anInterruptedScriptIsEndedWithWhatItStarted() throws InterruptedException {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        AtomicReference<Exception> failure = new AtomicReference<>();
        Thread runner = new Thread(() -> {
            try {
                shell.run(Script.of("sleep 300 & echo $!; wait").onLine(lines::add));
            } catch (InterruptedException | RuntimeException e) {
                failure.set(e);
            }
        });
        runner.start();
        ProcessHandle sleep = ProcessHandle.of(Long.parseLong(lines.poll(30, TimeUnit.SECONDS)))
                .orElseThrow();
        runner.interrupt();
        runner.join(30_000);
        assertThat(failure.get()).isInstanceOf(InterruptedException.class);
        assertThat(sleep.onExit()).succeedsWithin(MINUTE);
    }

    @Test
    void aScriptEndsWithWhatItStartedWhenItsCallerIsKilled() throws IOException {
        Process caller = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RunsALongScript.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = caller.inputReader(UTF_8)) {
            ProcessHandle sleep =
                    ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            ProcessHandle script = sleep.parent().orElseThrow();
            assertThat(sleep.isAlive()).isTrue();
            caller.destroyForcibly();
            assertThat(sleep.onExit()).succeedsWithin(MINUTE);
            assertThat(script.onExit()).succeedsWithin(MINUTE);
        } finally {
            caller.destroyForcibly();
        }
    }

    /** A process of its own. */
    static final class RunsALongScript {

        private RunsALongScript() {}

        public static void main(String[] args) throws InterruptedException {
            new LocalShell("here").run(Script.of("sleep 300 & echo $!; wait").onLine(System.out::println));
        }
    }

    @Test
    void aDetachedSessionContinuesAfterItsScript() throws InterruptedException {
        ShellResult result = shell.run(Script.of("setsid sleep 300 >/dev/null 2>&1 & echo $!"));
        ProcessHandle sleep =
                ProcessHandle.of(Long.parseLong(result.out().trim())).orElseThrow();
        assertThat(sleep.isAlive()).isTrue();
        sleep.destroyForcibly();
    }

    @Test
    void variablesThatLocustReadsDoNotReachTheScript() throws IOException, InterruptedException {
        assertThat(variablesOfAShell(Map.of(
                        "LOCUST_USERS",
                        "1000",
                        "LOCUST_LOCUSTFILE",
                        "other.py",
                        "PYTHONHOME",
                        "/opt/odd",
                        "KEPT",
                        "yes")))
                .contains("KEPT=yes")
                .doesNotContain("LOCUST_USERS", "other.py", "PYTHONHOME");
    }

    @Test
    void aScriptKilledByCtrlCBeforeItBeganIsStartedAgain() throws IOException, InterruptedException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Path setsid = Files.writeString(bin.resolve("setsid"), """
                #!/bin/bash
                echo >>"$SIGNALS"
                (($(wc -l <"$SIGNALS") > 2)) || kill -TERM $$
                PATH=${PATH#*:} exec setsid "$@"
                """);
        assertThat(setsid.toFile().setExecutable(true)).isTrue();
        Path signals = folder.resolve("signals");
        String path = bin + ":" + System.getenv("PATH");
        assertThat(variablesOfAShell(Map.of("SIGNALS", signals.toString(), "PATH", path, "KEPT", "yes")))
                .contains("KEPT=yes");
        assertThat(signals).hasContent("\n\n\n");
    }

    /** LocalShell hands on the variables of its process, so that a process is needed which has such ones. */
    private static String variablesOfAShell(Map<String, String> variables) throws IOException, InterruptedException {
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PrintsItsShellsVariables.class.getName())
                .redirectErrorStream(true);
        java.environment().putAll(variables);
        Process process = java.start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }

    /** A process of its own. */
    static final class PrintsItsShellsVariables {

        private PrintsItsShellsVariables() {}

        public static void main(String[] args) throws InterruptedException {
            System.out.print(new LocalShell("here").run(Script.of("env")).out());
        }
    }

    @Test
    void aFolderArrivesCompleteAndReplacesItsOlderContent() throws IOException, InterruptedException {
        Path source = Files.createDirectories(folder.resolve("source"));
        Files.createDirectories(source.resolve("lib/deep"));
        Files.writeString(source.resolve("bootstrap.sh"), "#!/bin/bash\necho ready\n");
        assertThat(source.resolve("bootstrap.sh").toFile().setExecutable(true)).isTrue();
        Files.writeString(source.resolve("lib/deep/it's a $(file).py"), "x = 1\n");
        Path target = folder.resolve("not/there/yet");

        shell.putFolder(FolderSnapshot.of(source), target.toString(), MINUTE);
        Files.writeString(target.resolve("lib/stale.py"), "old");
        Files.writeString(target.resolve("bootstrap.sh"), "changed");
        shell.putFolder(FolderSnapshot.of(source), target.toString(), MINUTE);

        assertThat(FolderSnapshot.of(target).digest())
                .isEqualTo(FolderSnapshot.of(source).digest());
        assertThat(shell.run(Script.of("\"$1/bootstrap.sh\"").arguments(target.toString()))
                        .out())
                .isEqualTo("ready\n");
    }

    @Test
    void aFileMayTakeThePlaceOfAFolderAndAFolderThatOfAFile() throws IOException {
        Path first = Files.createDirectories(folder.resolve("first"));
        Files.createDirectories(first.resolve("a"));
        Files.writeString(first.resolve("a/inside.py"), "1");
        Files.writeString(first.resolve("b"), "2");
        Path second = Files.createDirectories(folder.resolve("second"));
        Files.writeString(second.resolve("a"), "3");
        Files.createDirectories(second.resolve("b"));
        Files.writeString(second.resolve("b/inside.py"), "4");
        String target = folder.resolve("target").toString();

        shell.putFolder(FolderSnapshot.of(first), target, MINUTE);
        shell.putFolder(FolderSnapshot.of(second), target, MINUTE);

        assertThat(FolderSnapshot.of(Path.of(target)).digest())
                .isEqualTo(FolderSnapshot.of(second).digest());
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        FolderSnapshot snapshot = FolderSnapshot.of(Files.createDirectories(folder.resolve("source")));
        assertThatThrownBy(() -> shell.putFolder(snapshot, file.resolve("below").toString(), MINUTE))
                .isInstanceOf(ShellException.class)
                .hasMessageContaining("could not be copied to worker-1")
                .hasMessageContaining(file.toString());
    }

    private static List<FileRequest> wanted(String... names) {
        return Stream.of(names)
                .map(name -> new FileRequest(name, 1_000, FileRequest.Part.BOTH_ENDS))
                .toList();
    }

    @Test
    void theFilesThatExistAreFetchedInTheOrderAsked() throws IOException {
        Path there = Files.createDirectories(folder.resolve("there"));
        Files.writeString(there.resolve("b.csv"), "b");
        Files.writeString(there.resolve("a.csv"), "a");
        Files.createDirectories(there.resolve("a-folder"));
        Path here = Files.createDirectories(folder.resolve("here"));
        Files.writeString(here.resolve("a.csv"), "older");

        List<FetchedFile> copies =
                shell.getFiles(there.toString(), wanted("b.csv", "missing.csv", "a-folder", "a.csv"), here, MINUTE);

        assertThat(copies).extracting(FetchedFile::copy).containsExactly(here.resolve("b.csv"), here.resolve("a.csv"));
        assertThat(here.resolve("a.csv")).hasContent("a");
    }

    @Test
    void nothingIsFetchedFromAMissingFolder() {
        assertThat(shell.getFiles(folder.resolve("gone").toString(), wanted("a.csv"), folder, MINUTE))
                .isEmpty();
    }

    @Test
    void aLocalFolderThatCannotBeWrittenIsAFailure() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "a");
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> shell.getFiles(folder.toString(), wanted("a.csv"), missing, MINUTE))
                .isInstanceOf(UncheckedIOException.class);
    }
}
