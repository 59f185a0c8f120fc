package io.jenkins.plugins.locustswarm.cli.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.Interrupts;
import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.machine.FakeProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The lease of a swarm that exists when {@code up} is called, on machines that do not come up. */
@Timeout(60)
class RepeatedUpTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> calls = new ArrayList<>();
    private boolean timersAnswer = true;
    private FileRecordStore records;
    private MachineOperation operation;

    private final FakeProvider provider = new FakeProvider() {
        @Override
        public void extendLease(RecordKeeper keeper, Instant end) {
            calls.add("extend");
            if (!timersAnswer) {
                throw new BringUpException("worker-1 does not answer.");
            }
            keeper.update(record -> record.withLeaseExtendedTo(end));
        }

        @Override
        public void create(RecordKeeper keeper, Progress progress) {
            calls.add("create");
            throw new BringUpException("There is no room.");
        }
    };

    @BeforeEach
    void start() throws Exception {
        PrintStream stream = new PrintStream(err, true, UTF_8);
        Caller caller = new CommandLab(folder)
                .caller(new Terminal(stream, stream, false, 120, UTF_8), new Interrupts(Thread.currentThread()), "up");
        operation = new MachineOperation(
                caller, new SwarmSessions(caller, Config.none(), "load", (bootstrap, record) -> provider));
        records = caller.home().records();
    }

    private Duration upFailsWithLeft(Duration lease) throws Exception {
        Instant now = Instant.now();
        records.save(SwarmRecord.planned("load", "ann", "here", "fake", Map.of(), now, now.plus(lease))
                .withMasterAsked());
        Path bootstrap = Files.createDirectories(folder.resolve("bootstrap"));
        Path script = Files.writeString(bootstrap.resolve("bootstrap.sh"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        SwarmPlan plan =
                new SwarmPlan(EnumSet.allOf(Role.class), 2, 2, FolderSnapshot.of(bootstrap), Duration.ofMinutes(1));
        assertThatThrownBy(() -> operation.up("load", plan, Duration.ofHours(5)))
                .isInstanceOf(BringUpException.class)
                .hasMessage("There is no room.");
        return Duration.between(now, records.load("load").orElseThrow().leaseEnds());
    }

    @Test
    void machinesHaveTheNewLeaseBeforeOthersComeUp() throws Exception {
        assertThat(upFailsWithLeft(Duration.ofMinutes(4))).isGreaterThanOrEqualTo(Duration.ofHours(5));
        assertThat(calls).containsExactly("extend", "create");
    }

    @Test
    void machinesThatDoNotAnswerKeepNoOthersFromComingUp() throws Exception {
        timersAnswer = false;
        assertThat(upFailsWithLeft(Duration.ofMinutes(4))).isGreaterThanOrEqualTo(Duration.ofHours(5));
        assertThat(calls).containsExactly("extend", "create");
        assertThat(err.toString(UTF_8))
                .contains("The lease could not be extended on all machines yet. Those that are gone are replaced.");
    }

    @Test
    void machinesWhoseLeaseHasEndedAreNotWaitedFor() throws Exception {
        assertThat(upFailsWithLeft(Duration.ofMinutes(-1))).isGreaterThanOrEqualTo(Duration.ofHours(5));
        assertThat(calls).containsExactly("create");
    }
}
