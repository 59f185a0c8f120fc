package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.LoopbackMachine;
import io.jenkins.plugins.locustswarm.engine.fixture.SshKeys;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.progress.Warnings;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.HostTrust;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Hosts that are machines on loopback, and settings and records of swarms on them. */
abstract class HostsTest {

    static final Set<Role> ALL = EnumSet.allOf(Role.class);

    @TempDir
    Path folder;

    SshKeys.Pair pair;
    final List<LoopbackMachine> machines = new ArrayList<>();
    final List<HostsProvider> providers = new ArrayList<>();
    final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

    @BeforeAll
    static void needsMachines() {
        LoopbackMachine.assumePossible();
    }

    @BeforeEach
    void makeKey() {
        pair = SshKeys.ed25519(folder);
    }

    LoopbackMachine.Builder machine() {
        return LoopbackMachine.machine().authorizedKey(pair.publicLine());
    }

    void start(int count) {
        for (int i = 0; i < count; i++) {
            machines.add(machine().start());
        }
    }

    /** The first machine is for the master, the others for slaves. */
    HostsSettings.Builder settings() {
        List<String> addresses = machines.stream().map(LoopbackMachine::address).toList();
        return HostsSettings.builder()
                .master(addresses.get(0))
                .slaves(addresses.subList(1, addresses.size()))
                .user("load")
                .key(() -> SshKey.read(pair.file(), null))
                .trust(() -> HostTrust.pinned(machines.stream()
                        .map(machine -> machine.address() + "=" + machine.fingerprint())
                        .toList()))
                .connectTime(Duration.ofSeconds(20));
    }

    HostsProvider provider(HostsSettings settings) {
        HostsProvider provider = new HostsProvider(settings);
        providers.add(provider);
        return provider;
    }

    HostsProvider provider() {
        return provider(settings().build());
    }

    RecordKeeper keeper(String swarm, String owner, int workers, int needed) {
        SwarmRecord record = SwarmRecord.planned(
                        swarm,
                        owner,
                        "controller of " + owner,
                        HostsProvider.NAME,
                        Map.of(),
                        Instant.now(),
                        Instant.now().plus(Duration.ofHours(1)))
                .withMasterAsked()
                .withWorkersAsked(workers, needed);
        return new RecordKeeper(new FileRecordStore(folder.resolve("records of " + owner)), record);
    }

    Progress progress() {
        return new Warnings(warnings);
    }

    /** Runs a script in the folder of the master; it must succeed. */
    static void run(HostsProvider provider, RecordKeeper keeper, String script) throws InterruptedException {
        MachineRecord master = keeper.get().master().orElseThrow();
        try (Shell shell = provider.connect(keeper.get(), master)) {
            assertThat(shell.run(Script.of(script).arguments(master.folder())).succeeded())
                    .isTrue();
        }
    }

    /** The lock file of a host; empty without a lock. */
    static String lock(LoopbackMachine host) {
        return host.exec("cat /var/lib/locust-swarm/lock 2>/dev/null").out();
    }

    @AfterEach
    void end() {
        providers.forEach(HostsProvider::close);
        machines.forEach(LoopbackMachine::close);
    }
}
