package io.jenkins.plugins.locustswarm.engine.locust;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.machine.OwnToolsShell;
import io.jenkins.plugins.locustswarm.engine.shell.Sessions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the process of Locust is started; in place of Locust a script that ends when it is interrupted. */
@Timeout(120)
class LocustProcessTest {

    @TempDir
    private Path folder;

    private FakeLocust locust;

    @AfterEach
    void end() throws InterruptedException {
        Sessions.endAll(shell("default"), locust.machine().folder());
    }

    /** A shell script started with {@code &} ignores SIGINT, and so does the command in it. */
    @ParameterizedTest
    @CsvSource({"venv, default", "venv, ignore", "a=b/venv, default", "a=b/venv, ignore", "PATH=/venv, default"})
    void locustCanBeInterruptedWhateverItsPathAndWhoeverStartedTheCommand(String venv, String signal) throws Exception {
        locust = new FakeLocust(
                folder,
                folder.resolve(venv),
                "trap 'echo interrupted; exit 0' INT; touch " + folder.resolve("begun")
                        + "; for ((i = 0; i < 600; i++)); do sleep 0.1; done");
        PrefixedShell shell = shell(signal);
        locust.start(shell);
        FakeLocust.await(folder.resolve("begun"));

        locust.on(shell).stop();

        RunState state = locust.end(shell);
        assertThat(locust.on(shell).lastLines(9)).containsExactly("interrupted");
        assertThat(state.exitCode()).isZero();
        assertThat(state.killed()).isFalse();
    }

    /** As when the command that starts Locust is killed while it sends them. */
    @Test
    void locustIsNotStartedWithOnlyAPartOfItsVariables() throws Exception {
        locust = new FakeLocust(folder, "echo \"with $FIRST and $SECOND\"");
        OwnToolsShell cut = new OwnToolsShell(folder.resolve("tools"));
        cut.tool("setsid", "head -n 1 | real \"$@\"");
        Map<String, String> variables = Map.of("FIRST", "one", "SECOND", "two");

        locust.start(cut, variables);

        assertThat(locust.end(cut).phase()).isEqualTo(RunState.Phase.VANISHED);
        assertThat(locust.on(cut).lastLines(9)).isEmpty();

        PrefixedShell whole = shell("default");
        locust.start(whole, variables);
        locust.end(whole);
        assertThat(locust.on(whole).lastLines(9)).containsExactly("with one and two");
    }

    private static PrefixedShell shell(String signal) {
        return new PrefixedShell(List.of("env", "--" + signal + "-signal=INT"));
    }
}
