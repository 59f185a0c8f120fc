package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.machine.AnsweringShell;
import io.jenkins.plugins.locustswarm.engine.machine.OwnClockShell;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.HostTrust;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lock as the real host.sh takes it, for a login user without root and on this machine. */
@Timeout(60)
class HostLockTest {

    private static final String CONTROLLER = "controller-1";
    private static final Duration LEASE = Duration.ofHours(2);
    private static final long UPTIME = 100_000;

    @TempDir
    private Path folder;

    private final Shell shell = new LocalShell("here");
    private final MachineRecord master = MachineRecord.asked(Role.MASTER, 0).withId("alpha");
    private SwarmRecord anns;

    @BeforeEach
    void plan() {
        anns = swarm("ann", LEASE);
    }

    @AfterEach
    void endTheTimer() throws InterruptedException, IOException {
        if (Files.isRegularFile(folder.resolve("lock"))) {
            String owner = lock().get(2);
            lock(swarm(owner, LEASE)).release(shell, "master");
        }
    }

    private SwarmRecord swarm(String owner, Duration lease) {
        Instant now = Instant.now();
        return SwarmRecord.planned("load", owner, CONTROLLER, HostsProvider.NAME, Map.of(), now, now.plus(lease))
                .withMasterAsked()
                .withWorkersAsked(1, 1)
                .withMachine("master", machine -> machine.withId("alpha"))
                .withMachine("worker-1", machine -> machine.withId("beta"));
    }

    private HostLock lock(SwarmRecord swarm) {
        return new HostLock(settings(folder), swarm);
    }

    private HostsSettings settings(Path folder) {
        return HostsSettings.builder()
                .user("load")
                .sudo(false)
                .folder(folder.toString())
                .key(() -> SshKey.parse("", null, "no key"))
                .trust(() -> HostTrust.pinned(List.of()))
                .build();
    }

    /** The lines of the lock: controller, swarm, owner, folder, end, boot, end in uptime, seconds, name. */
    private List<String> lock() throws IOException {
        return Files.readAllLines(folder.resolve("lock"));
    }

    private long seconds() throws IOException {
        return Long.parseLong(lock().get(7));
    }

    private String take(SwarmRecord swarm) throws InterruptedException {
        return lock(swarm).take(shell, master, "master (alpha)");
    }

    /** Lets every verb of host.sh fail, since it cannot open the file that it locks. */
    private void breakTheHost() throws IOException {
        Files.deleteIfExists(folder.resolve("guard"));
        Files.createDirectory(folder.resolve("guard"));
    }

    private void mendTheHost() throws IOException {
        Files.delete(folder.resolve("guard"));
    }

    @Test
    void aHostIsLockedUntilTheLeaseEnds() throws Exception {
        assertThat(take(anns)).isEqualTo(folder.toString());
        assertThat(lock()).startsWith(CONTROLLER, "load", "ann", folder.toString());
        assertThat(seconds()).isBetween(LEASE.toSeconds() - 30, LEASE.toSeconds());
        assertThat(folder.resolve("swarms/load")).isDirectory();
        assertThat(lock(anns).leaseEnds()).isEqualTo(anns.leaseEnds());
    }

    @Test
    void aLeaseThatIsAboutToEndLocksAHostForTenMinutes() throws Exception {
        take(swarm("ann", Duration.ofMinutes(1)));
        assertThat(seconds()).isEqualTo(600);
    }

    @Test
    void aHostThatAnotherSwarmUsesNamesItAndWhenItIsFreeAgain() throws Exception {
        take(anns);
        assertThatThrownBy(() -> take(swarm("bob", LEASE)))
                .isInstanceOf(BringUpException.class)
                .hasMessageMatching("master \\(alpha\\) is in use by the swarm load of ann \\(controller"
                        + " controller-1\\) until \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ at the latest\\. Wait, ask the"
                        + " owner to take that swarm down, or use another host\\.")
                .satisfies(e -> assertThat(end(e.getMessage()))
                        .isBetween(
                                anns.leaseEnds().minusSeconds(30),
                                anns.leaseEnds().plusSeconds(1)));
        assertThat(lock()).contains("ann");
    }

    private static Instant end(String message) {
        Matcher end = Pattern.compile("until (\\S+)").matcher(message);
        assertThat(end.find()).isTrue();
        return Instant.parse(end.group(1));
    }

    @Test
    void aHostThatHasTwoRolesUnderTwoNamesIsRefused() throws Exception {
        take(anns);
        MachineRecord worker = anns.machines(Role.WORKER).get(0);
        assertThatThrownBy(() -> lock(anns).take(shell, worker, "worker-1 (beta)"))
                .isInstanceOf(SameMachineException.class)
                .hasMessage("worker-1 (beta) is the same machine as master (alpha): a machine can have only one role."
                        + " List each machine once in the settings of the hosts.");
    }

    @Test
    void aHostKeepsItsLockWhenTheConfigurationRenamesIt() throws Exception {
        take(anns);
        SwarmRecord renamed = anns.withMachine("master", machine -> machine.withId("alpha.example"));
        String base = lock(renamed).take(shell, renamed.master().orElseThrow(), "master (alpha.example)");
        assertThat(base).isEqualTo(folder.toString());
        assertThat(lock().get(8)).isEqualTo("alpha.example");
    }

    @Test
    void aMachineThatTheRecordStillHasUnderTheOldNameIsNotAnotherOne() throws Exception {
        take(anns);
        String base = lock(anns).take(shell, MachineRecord.asked(Role.MASTER, 0).withId("alpha.example"), "master");
        assertThat(base).isEqualTo(folder.toString());
        assertThat(lock().get(8)).isEqualTo("alpha.example");
    }

    @Test
    void anOwnerOfSeveralLinesIsOneLineOfTheLock() throws Exception {
        SwarmRecord split = swarm("ann\nof\tthe shop", LEASE);
        take(split);
        assertThat(lock().get(2)).isEqualTo("ann of the shop");
        take(split);
        assertThat(lock()).hasSize(9);
    }

    @Test
    void aLockIsExtendedButNeverCutShort() throws Exception {
        take(anns);
        lock(anns).extend(shell, "master (alpha)", Instant.now().plus(Duration.ofHours(5)));
        assertThat(seconds()).isBetween(5 * 3600L - 30, 5 * 3600L);
        lock(anns).extend(shell, "master (alpha)", Instant.now());
        assertThat(seconds()).isGreaterThan(4 * 3600L);
    }

    @Test
    void aSwarmWhoseHostIsNoLongerLockedIsToldToStartAgain() {
        assertThatThrownBy(() ->
                        lock(anns).extend(shell, "master (alpha)", Instant.now().plus(LEASE)))
                .isInstanceOf(BringUpException.class)
                .hasMessage("master (alpha) is no longer locked for the swarm load: the lease has ended. Take the"
                        + " swarm down and bring it up again.");
    }

    @Test
    void aReleasedHostIsFreeForTheNextSwarm() throws Exception {
        take(anns);
        lock(anns).release(shell, "master (alpha)");
        assertThat(folder.resolve("lock")).doesNotExist();
        assertThat(folder.resolve("swarms")).doesNotExist();
        assertThat(take(swarm("bob", LEASE))).isEqualTo(folder.toString());
    }

    @Test
    void whatRunsInTheFolderOfASwarmEndsAlsoWhereThatIsReachedThroughASymbolicLink(@TempDir Path other)
            throws Exception {
        Path link = Files.createSymbolicLink(other.resolve("home [of] *"), folder);
        HostLock lock = new HostLock(settings(link), anns);
        lock.take(shell, master, "master (alpha)");
        Process daemon = new ProcessBuilder("sleep", "600")
                .directory(folder.resolve("swarms/load").toFile())
                .start();
        try {
            lock.release(shell, "master (alpha)");
            assertThat(daemon.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            daemon.destroyForcibly();
        }
        assertThat(folder.resolve("swarms")).doesNotExist();
    }

    @Test
    void aHostThatAnotherSwarmHasLockedMeanwhileIsNotReleased() throws Exception {
        take(swarm("bob", LEASE));
        lock(anns).release(shell, "master (alpha)");
        assertThat(lock()).contains("bob");
    }

    @Test
    void aHostThatCannotBeLockedExtendedOrReleasedSaysWhy() throws Exception {
        breakTheHost();
        String why = "guard: Is a directory (exit code 1).";
        assertThatThrownBy(() -> take(anns))
                .isInstanceOf(BringUpException.class)
                .hasMessageStartingWith("master (alpha) could not be locked for the swarm: ")
                .hasMessageEndingWith(why);
        assertThatThrownBy(() -> lock(anns).extend(shell, "master (alpha)", Instant.now()))
                .isInstanceOf(BringUpException.class)
                .hasMessageStartingWith("The lease of master (alpha) could not be extended: ")
                .hasMessageEndingWith(why);
        assertThatThrownBy(() -> lock(anns).release(shell, "master (alpha)"))
                .isInstanceOf(BringUpException.class)
                .hasMessageStartingWith("master (alpha) could not be cleaned up and unlocked: ")
                .hasMessageEndingWith(why);
        mendTheHost();
    }

    @Test
    void aLockWhoseTimeCannotBeReadIsNeitherOverNorChanged() throws Exception {
        OwnClockShell clock = clock();
        lock(anns).take(clock, master, "master (alpha)");
        List<String> before = lock();
        clock.hide("uptime");
        String why = ": the uptime of this host, or the id of its boot, could not be read from /proc (exit code 1).";
        assertThatThrownBy(() -> lock(swarm("bob", LEASE)).take(clock, master, "master (alpha)"))
                .hasMessage("master (alpha) could not be locked for the swarm" + why);
        assertThatThrownBy(() ->
                        lock(anns).extend(clock, "master (alpha)", Instant.now().plus(LEASE.multipliedBy(2))))
                .hasMessage("The lease of master (alpha) could not be extended" + why);
        assertThat(lock()).isEqualTo(before);
    }

    @Test
    void aHostWhoseTimeCannotBeReadForAMomentStillFreesItselfAtTheEndOfTheLease() throws Exception {
        OwnClockShell clock = clock();
        lock(anns).take(clock, master, "master (alpha)");
        List<String> almostOver = new ArrayList<>(lock());
        almostOver.set(6, String.valueOf(UPTIME + 1));
        Files.write(folder.resolve("lock"), almostOver);
        // it would look at the lock only in ten seconds
        shell.run(Script.of("kill -KILL -- \"-$(cut -d ' ' -f 1 \"$1/timer.pid\")\";"
                        + " setsid bash \"$1/timer.sh\" </dev/null >/dev/null 2>&1 &")
                .arguments(folder.toString()));
        clock.hide("uptime");
        TimeUnit.SECONDS.sleep(2);
        assertThat(lock()).isEqualTo(almostOver);

        clock.uptime(UPTIME + 1);

        Deadline deadline = Deadline.in(Duration.ofSeconds(30));
        while (Files.exists(folder.resolve("lock"))) {
            assertThat(deadline.passed()).isFalse();
            deadline.pause(Duration.ofMillis(50));
        }
    }

    private OwnClockShell clock() throws IOException {
        OwnClockShell clock = new OwnClockShell(Files.createDirectory(folder.resolve("clock")));
        clock.boots("boot-one");
        clock.uptime(UPTIME);
        return clock;
    }

    @Test
    void aLoginUserWithoutSudoIsToldWhatToAllow() {
        Shell refusing = new AnsweringShell(script -> new ShellResult(77, "", "sudo: a password is required"));
        assertThatThrownBy(() -> lock(anns).take(refusing, master, "master (alpha)"))
                .isInstanceOf(BringUpException.class)
                .hasMessage("master (alpha) could not be locked for the swarm: the login user cannot use sudo without a"
                        + " password on that host. Allow it, or configure the swarm to run bootstrap.sh as the login user"
                        + " (sudo = false; in Jenkins a check box of the profile).");
    }

    @ParameterizedTest
    @CsvSource({
        "75, 'ann\nload\ncontroller-1', a holder without its time",
        "75, 'ann\nload\ncontroller-1\nsoon', a time that is none",
        "1, 'ann\nload\ncontroller-1\n60', the exit code of another error",
        "0, '', no folder"
    })
    void anAnswerThatIsNotThatOfTheLockIsShown(int code, String out, String what) {
        Shell odd = new AnsweringShell(script -> new ShellResult(code, out, "odd"));
        assertThatThrownBy(() -> lock(anns).take(odd, master, "master (alpha)"))
                .as(what)
                .isInstanceOf(BringUpException.class)
                .hasMessageStartingWith("master (alpha) could not be locked for the swarm: ")
                .hasMessageEndingWith("odd (exit code " + code + ").");
    }
}
