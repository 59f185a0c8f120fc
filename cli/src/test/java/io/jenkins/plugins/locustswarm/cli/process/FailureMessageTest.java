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

    private int print(Throwable failure) {
        return FailureMessage.of(failure).print(terminal, Map.of());
    }

    private String printed() {
        return err.toString(UTF_8);
    }

    @Test
    void everyFailureHasItsExitCode() {
        assertThat(print(new BadInputException("bad"))).isEqualTo(2);
        assertThat(print(new BringUpException("not up"))).isEqualTo(3);
        assertThat(print(new ShellException("no answer"))).isEqualTo(3);
        assertThat(print(new MachinesLeftException("left", List.of("i-1"), null)))
                .isEqualTo(4);
        assertThat(print(new InterruptedException())).isEqualTo(130);
        assertThat(print(new IllegalStateException("odd"))).isEqualTo(70);
    }

    @Test
    void eachResourceThatMayBeLeftIsNamed() {
        print(new MachinesLeftException("Some may be left.", List.of("i-1", "i-2"), null));
        assertThat(printed()).isEqualTo("""
                locust-swarm: Some may be left.
                  may be left: i-1
                  may be left: i-2
                """);
    }

    @Test
    void outputOfLocustCannotControlTheTerminal() {
        print(new BringUpException("Its last lines:\nTraceback\u001b[2J\nNameError"));
        assertThat(printed()).isEqualTo("locust-swarm: Its last lines:\nTraceback\\u001b[2J\nNameError\n");
    }

    @Test
    void anInternalErrorIsOneLineAndAHint() {
        print(new IllegalStateException("odd"));
        assertThat(printed().lines())
                .containsExactly(
                        "locust-swarm: This is an internal error of Locust Swarm: java.lang.IllegalStateException: odd.",
                        "To see where it happened, set LOCUST_SWARM_TRACE=1 and repeat the command.");
    }

    @Test
    void theVariableAddsTheStackTrace() {
        FailureMessage.of(new BringUpException("not up")).print(terminal, Map.of(FailureMessage.TRACE, "1"));
        assertThat(printed())
                .contains("locust-swarm: not up")
                .contains("FailureMessageTest.theVariableAddsTheStackTrace");
    }
}
