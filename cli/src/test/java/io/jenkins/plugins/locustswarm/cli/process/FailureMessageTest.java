package io.jenkins.plugins.locustswarm.cli.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailureMessageTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal =
            new Terminal(new PrintStream(err), new PrintStream(err, true, UTF_8), false, 80, UTF_8);

    private int say(Throwable failure) {
        return FailureMessage.of(failure).say(terminal, Map.of());
    }

    private String said() {
        return err.toString(UTF_8);
    }

    @Test
    void everyFailureHasItsExitCode() {
        assertThat(say(new BadInputException("bad"))).isEqualTo(2);
        assertThat(say(new BringUpException("not up"))).isEqualTo(3);
        assertThat(say(new ShellException("no answer"))).isEqualTo(3);
        assertThat(say(new MachinesLeftException("left", List.of("i-1"), null))).isEqualTo(4);
        assertThat(say(new InterruptedException())).isEqualTo(130);
        assertThat(say(new IllegalStateException("odd"))).isEqualTo(70);
    }

    @Test
    void whatMayBeLeftIsNamedOneByOne() {
        say(new MachinesLeftException("Some may be left.", List.of("i-1", "i-2"), null));
        assertThat(said()).isEqualTo("""
                locust-swarm: Some may be left.
                  may be left: i-1
                  may be left: i-2
                """);
    }

    @Test
    void whatLocustSaidCannotRewriteTheScreen() {
        say(new BringUpException("Its last lines:\nTraceback\u001b[2J\nNameError"));
        assertThat(said()).isEqualTo("locust-swarm: Its last lines:\nTraceback\\u001b[2J\nNameError\n");
    }

    @Test
    void aBugIsOneLineAndAHint() {
        say(new IllegalStateException("odd"));
        assertThat(said().lines())
                .containsExactly(
                        "locust-swarm: This is an error in Locust Swarm: java.lang.IllegalStateException: odd.",
                        "Set LOCUST_SWARM_TRACE=1 and repeat the command to see where it happened.");
    }

    @Test
    void theTraceIsThereForWhoAsksForIt() {
        FailureMessage.of(new BringUpException("not up")).say(terminal, Map.of(FailureMessage.TRACE, "1"));
        assertThat(said())
                .contains("locust-swarm: not up")
                .contains("FailureMessageTest.theTraceIsThereForWhoAsksForIt");
    }
}
