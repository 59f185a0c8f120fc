package io.jenkins.plugins.locustswarm.config.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.FilePath;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.shell.FetchedFile;
import io.jenkins.plugins.locustswarm.engine.shell.FileRequest;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class AgentShellTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private static JenkinsRule jenkins;

    private DumbSlave agent;
    private FilePath root;
    private Shell shell;

    @TempDir
    Path folder;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void anAgentIsOnline() throws Exception {
        CleanJenkins.reset(jenkins);
        agent = jenkins.createOnlineSlave();
        root = agent.getRootPath();
        shell = new NodeComputer(root, "agent-1").shell("worker-1");
    }

    @Test
    void aScriptRunsOnTheAgentWithItsArguments() throws Exception {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();

        ShellResult result = shell.run(Script.of("echo \"$1 $2 $PPID\"; echo bad >&2; return 7")
                .arguments("it's $(me)", "grüße")
                .onLine(lines::add));

        assertThat(result.exitCode()).isEqualTo(7);
        assertThat(result.out()).startsWith("it's $(me) grüße ");
        assertThat(result.err()).isEqualTo("bad\n");
        assertThat(result.out().strip())
                .as("it is a child of the agent's process, not of the controller's")
                .doesNotEndWith(" " + ProcessHandle.current().pid());
        assertThat(List.of(
                        String.valueOf(lines.poll(10, TimeUnit.SECONDS)),
                        String.valueOf(lines.poll(10, TimeUnit.SECONDS))))
                .contains("bad");
    }

    @Test
    void aLineIsPassedOnWhileTheScriptRuns() throws Exception {
        Path sign = folder.resolve("go on");
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread run = new Thread(() -> {
            try {
                shell.run(Script.of("echo ready; until [ -e \"$1\" ]; do sleep 0.1; done")
                        .arguments(sign.toString())
                        .deadline(LONG)
                        .onLine(lines::add));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        run.start();

        assertThat(lines.poll(30, TimeUnit.SECONDS)).isEqualTo("ready");
        assertThat(run.isAlive()).isTrue();
        Files.createFile(sign);
        run.join(LONG.toMillis());
        assertThat(run.isAlive()).isFalse();
    }

    @Test
    void anInterruptionEndsTheScriptOnTheAgent() throws Exception {
        Path pid = folder.resolve("pid");
        Thread run = new Thread(() -> {
            try {
                shell.run(Script.of("echo $BASHPID >\"$1.part\"; mv \"$1.part\" \"$1\"; sleep 300")
                        .arguments(pid.toString())
                        .deadline(Duration.ofMinutes(10)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        run.start();
        Deadline deadline = Deadline.in(LONG);
        while (!Files.exists(pid)) {
            assertThat(deadline.passed()).isFalse();
            deadline.pause(Duration.ofMillis(20));
        }
        ProcessHandle script =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

        run.interrupt();

        script.onExit().get(30, TimeUnit.SECONDS);
        run.join(LONG.toMillis());
        assertThat(run.isAlive()).isFalse();
    }

    @Test
    void aCopiedFolderReplacesTheOldOne() throws Exception {
        Path bootstrap = Files.createDirectories(folder.resolve("bootstrap/data"));
        Files.writeString(bootstrap.resolve("users.csv"), "ann\n");
        Path script = folder.resolve("bootstrap/bootstrap.sh");
        Files.writeString(script, "#!/bin/sh\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        String target = root.child("machine").getRemote();
        root.child("machine/old/file").write("old", "UTF-8");

        shell.putFolder(FolderSnapshot.of(folder.resolve("bootstrap")), target, LONG);

        assertThat(root.child("machine/data/users.csv").readToString()).isEqualTo("ann\n");
        assertThat(root.child("machine/bootstrap.sh").mode() & 0100).isNotZero();
        assertThat(root.child("machine/old").exists()).isFalse();
        assertThat(root.child("machine.incoming").exists()).isFalse();
    }

    @Test
    void onlyExistingFilesAreFetched() throws Exception {
        root.child("run/master.log").write("one\n", "UTF-8");
        root.child("run/locust.html/inner").write("x", "UTF-8");

        List<FetchedFile> copies = shell.getFiles(
                root.child("run").getRemote(), wanted("master.log", "missing.csv", "locust.html"), folder, LONG);

        assertThat(copies).extracting(FetchedFile::copy).containsExactly(folder.resolve("master.log"));
        assertThat(folder.resolve("master.log")).hasContent("one\n");
    }

    @Test
    void onlyBothEndsOfAFileThatIsTooLongAreFetched() throws Exception {
        root.child("run/master.log").write("begin" + "x".repeat(1_000_000) + "ended", "UTF-8");

        List<FetchedFile> copies = shell.getFiles(root.child("run").getRemote(), wanted("master.log"), folder, LONG);

        assertThat(copies).singleElement().matches(FetchedFile::isCut);
        assertThat(Files.readString(folder.resolve("master.log")))
                .hasSizeLessThan(1_100)
                .startsWith("begin")
                .endsWith("ended");
    }

    @Test
    void aFolderOfTheControllerThatCannotBeWrittenIsNotBlamedOnTheNode() throws Exception {
        root.child("run/master.log").write("one\n", "UTF-8");

        assertThatThrownBy(() -> shell.getFiles(
                        root.child("run").getRemote(), wanted("master.log"), folder.resolve("missing"), LONG))
                .isInstanceOf(UncheckedIOException.class);
    }

    private static List<FileRequest> wanted(String... names) {
        return Stream.of(names)
                .map(name -> new FileRequest(name, 1_000, FileRequest.Part.BOTH_ENDS))
                .toList();
    }

    @Test
    void anAgentThatIsGoneIsNamed() throws Exception {
        agent.toComputer().disconnect(null).get();

        assertThatThrownBy(() -> shell.run(Script.of("true")))
                .isInstanceOf(ShellException.class)
                .hasMessageContaining("agent-1")
                .hasMessageContaining("worker-1");
        assertThatThrownBy(() -> shell.getFiles(root.getRemote(), wanted("x"), folder, LONG))
                .isInstanceOf(ShellException.class);
        assertThatThrownBy(() -> shell.putFolder(FolderSnapshot.of(folder), root.getRemote() + "/x", LONG))
                .isInstanceOf(ShellException.class);
    }

    @Test
    void aScriptThatNeverEndsIsStoppedAtItsDeadline() {
        assertThatThrownBy(() -> shell.run(Script.of("echo waiting; sleep 300")
                        .title("bootstrap.sh")
                        .deadline(Duration.ofSeconds(10))))
                .isInstanceOf(ShellException.class)
                .hasMessageContaining("bootstrap.sh on worker-1 did not end within 10 s")
                .hasMessageContaining("waiting");
    }
}
