package io.jenkins.plugins.locustswarm.cli.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.Interrupts;
import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReapOperationTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Interrupts interrupts = new Interrupts(Thread.currentThread());
    private Caller caller;

    @BeforeEach
    void open() {
        PrintStream stream = new PrintStream(out, true, UTF_8);
        caller = new CommandLab(folder).caller(new Terminal(stream, stream, false, 120, UTF_8), interrupts, "reap");
    }

    private void record(String name, Instant leaseEnds) {
        caller.home()
                .records()
                .save(SwarmRecord.planned(
                        name, "ann", caller.home().controllerId(), "local", Map.of(), Instant.now(), leaseEnds));
    }

    private int reap() {
        return new ReapOperation(caller, Config.none()).reap(false);
    }

    @Test
    void swarmsWhoseLeaseHasEndedAreTakenDown() {
        record("lapsed", Instant.now().minus(HOUR));
        record("rented", Instant.now().plus(HOUR));
        assertThat(reap()).as(out.toString(UTF_8)).isZero();
        assertThat(caller.home().records().names()).containsExactly("rented");
    }

    @Test
    void anInterruptEndsItBeforeTheNextSwarm() {
        record("lapsed", Instant.now().minus(HOUR));
        interrupts.request();
        try {
            assertThat(reap()).as(out.toString(UTF_8)).isEqualTo(ExitCode.INTERRUPTED);
        } finally {
            Thread.interrupted(); // the request interrupts this thread, which does the work
        }
        assertThat(caller.home().records().names()).containsExactly("lapsed");
    }

    @Test
    void aSwarmWhoseLeaseWasExtendedMeanwhileIsNotTakenDown() {
        record("load", Instant.now().plus(HOUR)); // by another command, after reap had looked
        MachineOperation machines = new MachineOperation(caller, new SwarmSessions(caller, Config.none(), "load"));
        assertThat(machines.downIfLeaseEnded("load")).isZero();
        assertThat(out.toString(UTF_8))
                .contains("The lease of swarm load was extended meanwhile. It is not taken down.");
        assertThat(caller.home().records().names()).containsExactly("load");
    }
}
