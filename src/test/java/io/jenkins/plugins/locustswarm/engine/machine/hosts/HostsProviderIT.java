package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
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
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Swarms on machines that one has, over real SSH servers. */
class HostsProviderIT extends HostsTest {

    private static final Set<Role> ALL = EnumSet.allOf(Role.class);

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
    void theSlavesCanBeToldAnotherAddressOfTheMaster() throws Exception {
        start(1);
        RecordKeeper keeper = keeper("load", "ann", 0, 0);
        provider(settings().masterAddress("10.0.0.1").build()).create(keeper, progress());
        assertThat(keeper.get().master().orElseThrow().masterAddress()).isEqualTo("10.0.0.1");
        assertThat(keeper.get().master().orElseThrow().address())
                .isEqualTo(machines.get(0).address());
    }

    @Test
    void destroyedNothingRunsOnTheHostsAndOnlyTheVirtualEnvironmentStays() throws Exception {
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
            assertThat(host.exec("pgrep -af 'sleep 700|clock'").out()).isEmpty();
            assertThat(host.exec("ls -A /home/load/.locust-swarm /var/lib/locust-swarm")
                            .out())
                    .isEqualTo("/home/load/.locust-swarm:\nvenv\n\n/var/lib/locust-swarm:\nguard\n");
        }
        provider.destroy(keeper, ALL, progress());
    }

    @Test
    void theSlavesCanGoWhileTheMasterStays() throws Exception {
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
    void aHostThatSomebodyElseUsesIsNotTakenAndTheyAreNamed() throws Exception {
        start(2);
        provider().create(keeper("load", "ann", 1, 1), progress());
        RecordKeeper bobs = keeper("load", "bob", 1, 1);
        HostsProvider provider = provider();
        String address = machines.get(0).address();
        assertThatThrownBy(() -> provider.create(bobs, progress()))
                .isInstanceOf(BringUpException.class)
                .hasMessageStartingWith("2 hosts cannot be used. master (" + address
                        + ") is in use by the swarm load of ann (controller controller of ann) until ")
                .hasMessageContaining(
                        "Z at the latest. Wait, ask the owner to take that swarm down, or use another host.");
        assertThat(bobs.get().machines())
                .allSatisfy(machine -> assertThat(machine.address()).isNull());
        provider.destroy(bobs, ALL, progress());
        assertThat(machines).allSatisfy(host -> assertThat(lock(host)).contains("ann"));
    }

    @Test
    void ofManyWhoWantAHostAtOnceOneGetsIt() throws Exception {
        start(1);
        List<CompletableFuture<Boolean>> wanting = Stream.of("ann", "bob", "cid", "dan", "eve", "fay")
                .map(owner -> CompletableFuture.supplyAsync(() -> {
                    try {
                        provider().create(keeper("load", owner, 0, 0), progress());
                        return true;
                    } catch (BringUpException e) {
                        assertThat(e).hasMessageContaining("is in use by the swarm load of ");
                        return false;
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toList();
        assertThat(wanting.stream().map(CompletableFuture::join)).containsOnlyOnce(true);
    }

    @Test
    void oneMayEnterOnesOwnLockAgainAlsoFromAnotherProcess() throws Exception {
        start(2);
        RecordKeeper keeper = keeper("load", "ann", 1, 1);
        provider().create(keeper, progress());
        try (Shell shell =
                provider().connect(keeper.get(), keeper.get().machines().get(1))) {
            shell.run(Script.of("echo kept > \"$1/note\"")
                    .arguments(keeper.get().machines().get(1).folder()));
        }
        provider().create(keeper, progress());
        assertThat(machines.get(1)
                        .exec("cat /home/load/.locust-swarm/swarms/load/note")
                        .out())
                .isEqualTo("kept\n");
        // a clock that looks around has children of its own name for a moment; a second clock would stay
        assertThat(machines.get(1)
                        .exec(
                                "for ((i = 0; i < 100; i++)); do [[ $(pgrep -fc clock.sh) != 1 ]] || exit 0; sleep 0.1; done;"
                                        + " pgrep -fa clock.sh; exit 1"))
                .satisfies(
                        clocks -> assertThat(clocks.exitCode()).as(clocks.out()).isZero());
    }

    @Test
    void twoHostsThatAreOneMachineUnderTwoNamesAreRefusedAtOnce() throws Exception {
        start(1);
        String name = machines.get(0).address();
        String otherName = "::ffff:" + name;
        HostsSettings.Builder twice = settings()
                .slaves(List.of(otherName))
                .trust(() -> HostTrust.pinned(List.of(machines.get(0).fingerprint())));
        RecordKeeper keeper = keeper("load", "ann", 1, 0);
        HostsProvider provider = provider(twice.build());

        assertThatThrownBy(() -> provider.create(keeper, progress()))
                .isInstanceOf(BringUpException.class)
                .hasMessageContaining("is the same machine as")
                .hasMessageContaining("(" + name + ")")
                .hasMessageContaining("(" + otherName + ")")
                .hasMessageEndingWith("List each machine once in the settings of the hosts.");

        assertThat(keeper.get().machines())
                .as("who gave up the second name cannot unlock the machine")
                .extracting(MachineRecord::id)
                .containsOnlyOnce((String) null);
        provider.destroy(keeper, ALL, progress());
        assertThat(lock(machines.get(0))).isEmpty();
    }

    @Test
    void aMachineThatHasGotAnotherNameSinceIsEnteredAgain() throws Exception {
        start(1);
        provider().create(keeper("load", "ann", 0, 0), progress());

        RecordKeeper again = keeper("load", "ann", 0, 0); // whose record of before was lost
        provider(settings()
                        .master("::ffff:" + machines.get(0).address())
                        .trust(() -> HostTrust.pinned(List.of(machines.get(0).fingerprint())))
                        .build())
                .create(again, progress());

        assertThat(again.get().master().orElseThrow().folder()).isEqualTo("/home/load/.locust-swarm/swarms/load");
        assertThat(lock(machines.get(0))).endsWith("\n::ffff:" + machines.get(0).address() + "\n");
    }

    @Test
    void aHostWhoseLeaseIsOverIsTakenOverWithoutWhatRanThere() throws Exception {
        start(1);
        RecordKeeper anns = keeper("stale", "ann", 0, 0);
        HostsProvider annsProvider = provider();
        annsProvider.create(anns, progress());
        run(annsProvider, anns, "cd \"$1\"; setsid sleep 7003 </dev/null >/dev/null 2>&1 &");
        machines.get(0).exec("pkill -f clock.sh"); // as after a restart of the host
        leaseEnds(machines.get(0), -1);
        RecordKeeper bobs = keeper("fresh", "bob", 0, 0);
        provider().create(bobs, progress());
        assertThat(lock(machines.get(0))).startsWith("controller of bob\nfresh\nbob\n");
        assertThat(machines.get(0)
                        .exec("pgrep -af 'sleep 7003'; ls /home/load/.locust-swarm/swarms")
                        .out())
                .isEqualTo("fresh\n");

        assertThatThrownBy(() -> annsProvider.extendLease(anns, Instant.now().plusSeconds(9999)))
                .isInstanceOf(BringUpException.class)
                .hasMessageContaining("is no longer locked for the swarm stale: its lease was over.");
        annsProvider.destroy(anns, ALL, progress());
        assertThat(lock(machines.get(0))).contains("bob");
    }

    @Test
    void aHostWhoseControllerIsGoneCleansUpByItselfWhenTheLeaseEnds() throws Exception {
        RecordKeeper keeper = leftAtWork(7004);
        leaseEnds(machines.get(0), 2);
        awaitUnlocked(machines.get(0));
        assertThat(machines.get(0)
                        .exec("pgrep -af 'sleep 7004|clock.sh'; ls -A /home/load/.locust-swarm")
                        .out())
                .isEmpty();
        provider().destroy(keeper, ALL, progress());
    }

    @Test
    void aLeaseThatWasExtendedAtTheLastMomentIsKeptAndEndsInItsTurn() throws Exception {
        leftAtWork(7006);
        // whoever extends it has the turn for which the clock waits: its lease was over a moment ago
        assertThat(machines.get(0).exec("""
                        end_in() { sed -i "7s/.*/$(($(cut -d. -f1 /proc/uptime) + $1))/" lock; }
                        cd /var/lib/locust-swarm
                        exec 9>guard
                        flock 9
                        end_in 1
                        for ((i = 0; i < 300; i++)); do pgrep -fx 'flock 9' && break; sleep 0.1; done
                        end_in 600
                        exec 9>&-
                        for ((i = 0; i < 300; i++)); do pgrep -fx 'flock 9' || break; sleep 0.1; done
                        pgrep -fx 'sleep 7006' && pgrep -f clock.sh
                        """)).matches(ShellResult::succeeded, "what works there and the clock go on");
        assertThat(lock(machines.get(0))).isNotEmpty();

        leaseEnds(machines.get(0), 1);
        awaitUnlocked(machines.get(0));
        assertThat(machines.get(0).exec("pgrep -af 'sleep 7006|clock.sh'").out())
                .isEmpty();
    }

    @Test
    void aLeaseCanBeExtendedButNotCutShort() throws Exception {
        start(1);
        RecordKeeper keeper = keeper("load", "ann", 0, 0);
        HostsProvider provider = provider();
        provider.create(keeper, progress());
        Instant later = Instant.now().plus(Duration.ofHours(5));
        provider.extendLease(keeper, later);
        assertThat(leaseEnd(machines.get(0))).isBetween(later.minusSeconds(5), later.plusSeconds(5));
        assertThat(keeper.get().leaseEnds()).isEqualTo(later);
        provider.extendLease(keeper, Instant.now());
        assertThat(leaseEnd(machines.get(0))).isBetween(later.minusSeconds(5), later.plusSeconds(5));
    }

    @Test
    void aHostThatThisProviderHasLockedForLongEnoughIsNotAskedAgain() throws Exception {
        start(1);
        RecordKeeper keeper = keeper("load", "ann", 0, 0);
        HostsProvider provider = provider();
        provider.create(keeper, progress());
        machines.get(0).kill();
        provider.extendLease(keeper, Instant.now());
        assertThatThrownBy(() -> provider.extendLease(keeper, Instant.now().plus(Duration.ofHours(5))))
                .isInstanceOf(BringUpException.class);
    }

    @Test
    void aDeadHostIsNamedAndTheOthersAreUsedWhenTheyAreEnough() throws Exception {
        start(4);
        machines.get(2).kill();
        RecordKeeper keeper = keeper("load", "ann", 3, 2);
        provider().create(keeper, progress());
        assertThat(warnings)
                .containsExactly("Going on with 2 of 3 slaves. worker-2 ("
                        + machines.get(2).address() + ") cannot be reached by SSH: Connection refused.");
        assertThat(keeper.get().machines(Role.WORKER))
                .extracting(MachineRecord::address)
                .containsExactly(
                        machines.get(1).address(), null, machines.get(3).address());

        provider().destroy(keeper, ALL, progress()); // nothing can be left where nothing was locked

        RecordKeeper strict = keeper("load", "ann", 3, 3);
        assertThatThrownBy(() -> provider().create(strict, progress()))
                .isInstanceOf(BringUpException.class)
                .hasMessage(
                        "worker-2 (" + machines.get(2).address() + ") cannot be reached by SSH: Connection refused.");
    }

    @Test
    void aHostThatDoesNotAnswerKeepsNoOtherWaiting() throws Exception {
        start(6);
        machines.get(3).freeze();
        Deadline late = Deadline.in(Duration.ofSeconds(20));
        RecordKeeper keeper = keeper("load", "ann", 5, 4);
        provider().create(keeper, progress());
        assertThat(late.passed()).isFalse();
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("worker-3 (" + machines.get(3).address() + ") cannot");
        assertThat(keeper.get().machines().stream().filter(machine -> machine.folder() != null))
                .hasSize(5);
    }

    @Test
    void aHostThatCannotBeReachedIsLeftAndNamedAndARepeatFindsIt() throws Exception {
        start(3);
        RecordKeeper keeper = keeper("load", "ann", 2, 2);
        HostsProvider provider = provider();
        provider.create(keeper, progress());
        machines.get(2).exec("kill -STOP $(cat /run/sshd-config/pid)");
        provider.close();
        MachinesLeftException left =
                catchThrowableOfType(MachinesLeftException.class, () -> provider.destroy(keeper, ALL, progress()));
        assertThat(left.left()).containsExactly("worker-2 (" + machines.get(2).address() + ")");
        assertThat(left)
                .hasMessageContaining("worker-2 (" + machines.get(2).address() + ") cannot be reached by SSH")
                .hasMessageContaining("unlock by themselves when the lease ends, at "
                        + keeper.get().leaseEnds());
        assertThat(lock(machines.get(0))).isEmpty();
        assertThat(lock(machines.get(1))).isEmpty();

        machines.get(2).exec("kill -CONT $(cat /run/sshd-config/pid)");
        provider.destroy(keeper, ALL, progress());
        assertThat(keeper.get().machines()).isEmpty();
        assertThat(lock(machines.get(2))).isEmpty();
    }

    @Test
    void moreSlavesThanHostsAreRefused() {
        start(2);
        assertThatThrownBy(() -> provider().create(keeper("load", "ann", 3, 3), progress()))
                .isInstanceOf(BadInputException.class)
                .hasMessage("Slaves requested: 3, hosts configured for slaves: 1. Request fewer slaves, or configure"
                        + " more hosts (slaves = ...).");
        assertThatThrownBy(
                        () -> provider(settings().master(null).build()).create(keeper("load", "ann", 0, 0), progress()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("No host is configured for the master");
        assertThat(machines).allSatisfy(host -> assertThat(lock(host)).isEmpty());
    }

    @Test
    void aUserWhoMayNotUseSudoIsToldAndCanDoWithout() throws Exception {
        machines.add(machine().withoutSudo().start());
        assertThatThrownBy(() -> provider().create(keeper("load", "ann", 0, 0), progress()))
                .isInstanceOf(BringUpException.class)
                .hasMessage("master (" + machines.get(0).address() + ") could not be locked for the swarm: the login"
                        + " user cannot use sudo without a password on that host. Allow it, or configure the swarm to run"
                        + " bootstrap.sh as the login user (sudo = false).");
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
        assertThat(machines.get(0)
                        .exec("pgrep -af 'sleep 7005|clock'; ls -A /home/load/.locust-swarm")
                        .out())
                .isEqualTo("guard\n");
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
    void ownersAndFoldersMayBeCalledAnything() throws Exception {
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
        assertThat(machines.get(0).exec("ls /tmp; pgrep -af 'sleep 7006'").out())
                .isEmpty();
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

    private static void run(HostsProvider provider, RecordKeeper keeper, String script) throws InterruptedException {
        MachineRecord master = keeper.get().master().orElseThrow();
        try (Shell shell = provider.connect(keeper.get(), master)) {
            assertThat(shell.run(Script.of(script).arguments(master.folder())).succeeded())
                    .isTrue();
        }
    }

    /** A host that is locked for a swarm, where something sleeps for that many seconds, and a controller that is gone. */
    private RecordKeeper leftAtWork(int seconds) throws Exception {
        start(1);
        RecordKeeper keeper = keeper("load", "ann", 0, 0);
        HostsProvider provider = provider();
        provider.create(keeper, progress());
        run(provider, keeper, "cd \"$1\"; setsid sleep " + seconds + " </dev/null >/dev/null 2>&1 &");
        provider.close();
        return keeper;
    }

    private LoopbackMachine host(MachineRecord machine) {
        return machines.stream()
                .filter(host -> host.address().equals(machine.address()))
                .findFirst()
                .orElseThrow();
    }

    /** Unlocked, and the clock that did it has ended. */
    private static void awaitUnlocked(LoopbackMachine host) throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofSeconds(40));
        while (!(lock(host) + host.exec("pgrep -f clock.sh").out()).isEmpty() && !deadline.passed()) {
            deadline.pause(Duration.ofMillis(200));
        }
    }

    private static String lock(LoopbackMachine host) {
        return host.exec("cat /var/lib/locust-swarm/lock 2>/dev/null").out();
    }

    private static Instant leaseEnd(LoopbackMachine host) {
        return Instant.ofEpochSecond(
                Long.parseLong(lock(host).lines().skip(4).findFirst().orElseThrow()));
    }

    private static void leaseEnds(LoopbackMachine host, int secondsFromNow) {
        host.exec("sed -i \"7s/.*/$(($(cut -d. -f1 /proc/uptime) + " + secondsFromNow
                + "))/\" /var/lib/locust-swarm/lock");
    }
}
