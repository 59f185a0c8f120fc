package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.fixture.LoopbackMachine;
import io.jenkins.plugins.locustswarm.engine.fixture.SshKeys;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.HostTrust;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Swarms on existing hosts, over real SSH servers. */
class HostsProviderIT extends HostsTest {

    @Test
    void everyMachineGetsAHostALockAndAFolder() throws Exception {
        start(3);
        RecordKeeper keeper = keeper("load", "ann", 2, 2);
        provider().create(keeper, progress());
        assertThat(keeper.get().machines()).hasSize(3).allSatisfy(machine -> {
            LoopbackMachine host = host(machine);
            assertThat(machine.id()).isEqualTo(host.address());
            assertThat(machine.hostKey()).isEqualTo(host.fingerprint());
            assertThat(machine.folder()).isEqualTo("/home/load/.locust-swarm/swarms/load");
            assertThat(machine.venv()).isEqualTo("/home/load/.locust-swarm/venv");
            assertThat(host.exec("stat -c %U " + machine.folder()).out()).isEqualTo("load\n");
            assertThat(lock(host)).startsWith("controller of ann\nload\nann\n/home/load/.locust-swarm\n");
        });
        assertThat(keeper.get().machines().stream().map(MachineRecord::address))
                .containsExactlyElementsOf(
                        machines.stream().map(LoopbackMachine::address).toList());
        assertThat(keeper.get().master().orElseThrow().masterAddress())
                .isEqualTo(machines.get(0).address());
    }

    @Test
    void theSettingsCanGiveTheSlavesAnotherAddressOfTheMaster() throws Exception {
        start(1);
        RecordKeeper keeper = keeper("load", "ann", 0, 0);
        provider(settings().masterAddress("10.0.0.1").build()).create(keeper, progress());
        assertThat(keeper.get().master().orElseThrow().masterAddress()).isEqualTo("10.0.0.1");
        assertThat(keeper.get().master().orElseThrow().address())
                .isEqualTo(machines.get(0).address());
    }

    @Test
    void afterDestroyNothingRunsOnTheHostsAndOnlyTheVirtualEnvironmentStays() throws Exception {
        start(2);
        RecordKeeper keeper = keeper("load", "ann", 1, 1);
        HostsProvider provider = provider();
        provider.create(keeper, progress());
        for (MachineRecord machine : keeper.get().machines()) {
            try (Shell shell = provider.connect(keeper.get(), machine)) {
                shell.run(Script.of("cd \"$1\" && mkdir bootstrap && cd bootstrap && mkdir ../../../venv &&"
                                + " sudo touch made-by-root && sudo mkdir dir-by-root && sudo touch dir-by-root/x;"
                                + " setsid bash -c 'trap \"\" TERM HUP INT; sleep 7001' </dev/null >/dev/null 2>&1 &"
                                + " setsid sudo sleep 7002 </dev/null >/dev/null 2>&1 & sleep 0.3")
                        .arguments(machine.folder()));
            }
        }
        assertThat(machines.get(1).exec("pgrep -f 'sleep 700' | wc -l").out()).isNotEqualTo("0\n");
        provider.destroy(keeper, ALL, progress());
        assertThat(keeper.get().machines()).isEmpty();
        for (LoopbackMachine host : machines) {
            awaitNoProcess(host, "sleep 700|timer[.]sh");
            assertThat(host.exec("ls -A /home/load/.locust-swarm /var/lib/locust-swarm")
                            .out())
                    .isEqualTo("/home/load/.locust-swarm:\nvenv\n\n/var/lib/locust-swarm:\nguard\n");
        }
        provider.destroy(keeper, ALL, progress());
    }

    @Test
    void theSlavesCanBeTakenDownWhileTheMasterStays() throws Exception {
        start(2);
        RecordKeeper keeper = keeper("load", "ann", 1, 1);
        HostsProvider provider = provider();
        provider.create(keeper, progress());
        provider.destroy(keeper, Set.of(Role.WORKER), progress());
        assertThat(keeper.get().machines()).hasSize(1);
        assertThat(lock(machines.get(0))).contains("ann");
        assertThat(lock(machines.get(1))).isEmpty();
    }

    @Test
    void moreSlavesThanHostsAreRefused() {
        start(2);
        assertThatThrownBy(() -> provider().create(keeper("load", "ann", 3, 3), progress()))
                .isInstanceOf(BadInputException.class)
                .hasMessage("Slaves requested: 3, hosts configured for slaves: 1. Request fewer slaves, or configure"
                        + " more hosts (slaves).");
        assertThatThrownBy(
                        () -> provider(settings().master(null).build()).create(keeper("load", "ann", 0, 0), progress()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("No host is configured for the master");
        assertThat(machines).allSatisfy(host -> assertThat(lock(host)).isEmpty());
    }

    @Test
    void aLoginUserWithoutSudoIsRefusedUnlessTheSettingsDoWithoutSudo() throws Exception {
        machines.add(machine().withoutSudo().start());
        assertThatThrownBy(() -> provider().create(keeper("load", "ann", 0, 0), progress()))
                .isInstanceOf(BringUpException.class)
                .hasMessage("master (" + machines.get(0).address() + ") could not be locked for the swarm: the login"
                        + " user cannot use sudo without a password on that host. Allow it, or configure the swarm to run"
                        + " bootstrap.sh as the login user (sudo = false; in Jenkins a check box of the profile).");
        HostsProvider provider = provider(settings().sudo(false).build());
        RecordKeeper keeper = keeper("load", "ann", 0, 0);
        provider.create(keeper, progress());
        assertThat(provider.bootstrapsAsRoot()).isFalse();
        assertThat(machines.get(0)
                        .exec("head -n 3 /home/load/.locust-swarm/lock")
                        .out())
                .isEqualTo("controller of ann\nload\nann\n");
        run(provider, keeper, "cd \"$1\"; setsid sleep 7005 </dev/null >/dev/null 2>&1 &");
        provider.destroy(keeper, ALL, progress());
        awaitNoProcess(machines.get(0), "sleep 7005|timer[.]sh");
        assertThat(machines.get(0).exec("ls -A /home/load/.locust-swarm").out()).isEqualTo("guard\n");
    }

    /** A killed process takes a moment to disappear. */
    private static void awaitNoProcess(LoopbackMachine host, String pattern) throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofMinutes(1));
        while (host.exec("pgrep -f '" + pattern + "'").succeeded()) {
            assertThat(deadline.passed()).as("no " + pattern).isFalse();
            deadline.pause(Duration.ofMillis(50));
        }
    }

    @Test
    void rootNeedsNoSudo() throws Exception {
        machines.add(machine().user("root").start());
        machines.get(0).exec("mount --bind /dev/null /usr/bin/sudo");
        HostsProvider provider = provider(settings().user("root").sudo(false).build());
        RecordKeeper keeper = keeper("load", "ann", 0, 0);
        provider.create(keeper, progress());
        assertThat(provider.bootstrapsAsRoot()).isTrue();
        assertThat(keeper.get().master().orElseThrow().folder()).isEqualTo("/root/.locust-swarm/swarms/load");
        provider.destroy(keeper, ALL, progress());
        assertThat(lock(machines.get(0))).isEmpty();
    }

    @Test
    void ownersAndFoldersMayHaveAnyName() throws Exception {
        start(1);
        String owner = "ann's \"$(touch /tmp/hacked)\" `id`\nroot é \\";
        RecordKeeper keeper = keeper("load", "ann", 0, 0);
        RecordKeeper odd = new RecordKeeper(
                new FileRecordStore(folder.resolve("odd")),
                SwarmRecord.planned("odd", owner, owner, HostsProvider.NAME, Map.of(), Instant.now(), Instant.now())
                        .withMasterAsked());
        HostsProvider provider = provider(
                settings().folder("/srv/x [*] $(touch /tmp/hacked) ' é").build());
        machines.get(0).exec("chmod 777 /srv");
        provider.create(odd, progress());
        run(provider, odd, "cd \"$1\"; setsid sleep 7006 </dev/null >/dev/null 2>&1 &");
        assertThatThrownBy(() -> provider.create(keeper, progress()))
                .hasMessageContaining("is in use by the swarm odd of ann's \"$(touch /tmp/hacked)\" `id` root é \\ (");
        provider.destroy(odd, ALL, progress());
        awaitNoProcess(machines.get(0), "sleep 7006");
        assertThat(machines.get(0).exec("ls /tmp").out()).isEmpty();
    }

    @Test
    void theMastersPortIsLocustsOwnOrTheNextThatIsFree() throws Exception {
        start(1);
        RecordKeeper keeper = keeper("load", "ann", 0, 0);
        HostsProvider provider = provider();
        provider.create(keeper, progress());
        MachineRecord master = keeper.get().master().orElseThrow();
        try (Shell shell = provider.connect(keeper.get(), master)) {
            int first = provider.masterPort(master, shell);
            assertThat(first).isBetween(5557, 5656);
            try (ServerSocket taken = new ServerSocket(
                    first, 1, InetAddress.getByName(machines.get(0).address()))) {
                assertThat(taken.isBound()).isTrue();
                assertThat(provider.masterPort(master, shell)).isGreaterThan(first);
            }
        }
    }

    @Test
    void noSecretIsInRecordsLocksOrErrors() throws Exception {
        start(1);
        String passphrase = "open sesame";
        SshKeys.Pair locked = SshKeys.make(folder, "locked", passphrase, "-t", "ed25519");
        machines.get(0).exec("echo '" + locked.publicLine() + "' >> /home/load/.ssh/authorized_keys");
        String secret = locked.privateText().lines().skip(2).findFirst().orElseThrow();
        RecordKeeper keeper = keeper("load", "ann", 0, 0);
        provider(settings().key(() -> SshKey.read(locked.file(), passphrase)).build())
                .create(keeper, progress());
        StringWriter all = new StringWriter();
        for (HostsSettings.Builder wrong : List.of(
                settings().key(() -> SshKey.read(locked.file(), "wrong " + passphrase)),
                settings().key(() -> SshKey.read(locked.file(), passphrase)).user("nobody"),
                settings()
                        .key(() -> SshKey.read(locked.file(), passphrase))
                        .trust(() -> HostTrust.pinned(List.of("SHA256:" + "A".repeat(43)))))) {
            try {
                provider(wrong.build()).create(keeper, progress());
            } catch (BadInputException | BringUpException e) {
                e.printStackTrace(new PrintWriter(all, true));
            }
        }
        assertThat(all.toString())
                .contains("the passphrase is wrong", "does not let nobody log in", "which is not the one");
        all.append(recordsOf("ann"))
                .append(machines.get(0)
                        .exec("cat /var/lib/locust-swarm/*; ps -e -o args")
                        .out());
        assertThat(all.toString()).contains("controller of ann").doesNotContain(passphrase, secret);
    }

    private String recordsOf(String owner) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder.resolve("records of " + owner))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file, UTF_8));
            }
        }
        return text.toString();
    }

    private LoopbackMachine host(MachineRecord machine) {
        return machines.stream()
                .filter(host -> host.address().equals(machine.address()))
                .findFirst()
                .orElseThrow();
    }
}
