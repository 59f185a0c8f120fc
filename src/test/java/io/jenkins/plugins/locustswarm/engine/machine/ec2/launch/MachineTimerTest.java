package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The timer's script, run by the real sh on a machine whose uptime, boots and files the test decides. */
@Timeout(60)
class MachineTimerTest {

    private static final String SWARM = "0a1b2c3d4e5f";

    @TempDir
    private Path machine;

    @BeforeEach
    void boot() throws IOException {
        Files.createDirectory(machine.resolve("bin"));
        command("shutdown", "echo \"$*\" >>" + machine.resolve("shutdowns"));
        command("sleep", "echo >>" + machine.resolve("ticks") + "; exec /bin/sleep 0.05");
        command("date", "touch " + machine.resolve("date-was-asked"));
        boots("boot-one");
        uptime(10);
    }

    @AfterEach
    void killTheTimer() throws InterruptedException {
        timer().ifPresent(ProcessHandle::destroyForcibly);
        await(this::isLockFree);
    }

    /** A command that the timer was just starting has the timer's lock, too, until it runs. */
    private boolean isLockFree() {
        Path lock = machine.resolve("opt/running");
        if (!Files.exists(lock)) {
            return true;
        }
        try {
            return new ProcessBuilder("flock", "-n", lock.toString(), "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void command(String name, String script) throws IOException {
        Path file = machine.resolve("bin").resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void boots(String id) throws IOException {
        Files.writeString(machine.resolve("boot_id"), id + "\n");
    }

    private void uptime(long seconds) throws IOException {
        Path next = Files.writeString(machine.resolve("uptime.next"), seconds + ".42 17.00\n");
        Files.move(next, machine.resolve("uptime"), StandardCopyOption.ATOMIC_MOVE);
    }

    private void noUptime() throws IOException {
        Files.delete(machine.resolve("uptime"));
    }

    /** Runs the script with these arguments; it must succeed. */
    private void arm(String verb, String swarm, long seconds) {
        ShellResult result = run(verb, swarm, seconds);
        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(result.out()).isEmpty();
    }

    private ShellResult run(String verb, String swarm, long seconds) {
        String script = MachineTimer.script()
                .replace("/opt/locust-swarm", machine.resolve("opt").toString())
                .replace("/proc/uptime", machine.resolve("uptime").toString())
                .replace(
                        "/proc/sys/kernel/random/boot_id",
                        machine.resolve("boot_id").toString());
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", "-c", script, "locust-swarm-arm", verb, swarm, Long.toString(seconds))
                .redirectErrorStream(true);
        builder.environment().merge("PATH", machine.resolve("bin").toString(), (old, own) -> own + ":" + old);
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new ShellResult(process.waitFor(), said, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The words of the file: swarm, boot, end, seconds left. */
    private List<String> lease() {
        try {
            return List.of(
                    Files.readString(machine.resolve("opt/lease")).strip().split(" "));
        } catch (IOException e) {
            return List.of();
        }
    }

    private long left() {
        return lease().size() == 4 ? Long.parseLong(lease().get(3)) : -1;
    }

    /** The arguments of every call of shutdown, a line each. */
    private String shutdowns() {
        try {
            return Files.readString(machine.resolve("shutdowns"));
        } catch (IOException e) {
            return "";
        }
    }

    /** A shell creates the file before it writes the line. */
    private boolean isShutDown() {
        return shutdowns().endsWith("\n");
    }

    private java.util.Optional<ProcessHandle> timer() {
        try {
            return ProcessHandle.of(Long.parseLong(
                    Files.readString(machine.resolve("opt/timer.pid")).strip()));
        } catch (IOException | NumberFormatException e) {
            return java.util.Optional.empty();
        }
    }

    /** Waits until the timer has looked at the time again, at least twice. */
    private void awaitTicks() throws IOException, InterruptedException {
        long before = ticks();
        await(() -> ticks() > before + 2);
    }

    private long ticks() {
        return machine.resolve("ticks").toFile().length();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofMinutes(2));
        while (!condition.getAsBoolean()) {
            assertThat(deadline.passed()).as("in time").isFalse();
            deadline.pause(Duration.ofMillis(20));
        }
    }

    @Test
    void aMachineCountsItsLeaseFromItsOwnBoot() {
        arm("boot", SWARM, 3600);
        assertThat(lease()).containsExactly(SWARM, "boot-one", "3610", "3600");
    }

    @Test
    void aMachineEndsWhenItsTimeIsOverAndNotBefore() throws Exception {
        arm("boot", SWARM, 3600);
        uptime(3609);
        await(() -> left() == 1);
        assertThat(isShutDown()).isFalse();
        uptime(3610);
        await(this::isShutDown);
        assertThat(shutdowns()).startsWith("-P now\n");
    }

    @Test
    void theDateIsNeverAsked() throws Exception {
        arm("boot", SWARM, 100);
        arm("extend", SWARM, 200);
        uptime(300);
        await(this::isShutDown);
        assertThat(machine.resolve("date-was-asked")).doesNotExist();
    }

    @Test
    void noSequenceOfExtensionsEverShortensALease() throws Exception {
        long seed = 20261128;
        Random random = new Random(seed);
        arm("boot", SWARM, 1000);
        long end = 1010;
        long now = 10;
        for (int i = 0; i < 30; i++) {
            now += random.nextInt(20);
            uptime(now);
            long asked = random.nextInt(3000);
            arm(random.nextInt(4) == 0 ? "boot" : "extend", SWARM, asked);
            if (Long.parseLong(lease().get(2)) != end) {
                assertThat(Long.parseLong(lease().get(2)))
                        .as("end, seed " + seed)
                        .isEqualTo(now + asked)
                        .isGreaterThan(end);
                end = now + asked;
            }
        }
        assertThat(isShutDown()).isFalse();
    }

    @Test
    void anExtensionIsNotLostToTheTimerThatWritesMeanwhile() throws Exception {
        arm("boot", SWARM, 1000);
        for (int asked = 2000; asked < 2030; asked++) {
            arm("extend", SWARM, asked);
            assertThat(lease().get(2)).isEqualTo(Integer.toString(asked + 10));
        }
    }

    @Test
    void anotherBootContinuesWithTheRemainingTime() throws Exception {
        arm("boot", SWARM, 3600);
        uptime(1010);
        await(() -> left() == 2600);
        killTheTimer();
        boots("boot-two");
        uptime(5);
        arm("boot", SWARM, 3600);
        await(() -> lease().equals(List.of(SWARM, "boot-two", "2605", "2600")));
        uptime(2605);
        await(this::isShutDown);
    }

    @Test
    void anExtendedLeaseOutlivesABoot() throws Exception {
        arm("boot", SWARM, 3600);
        arm("extend", SWARM, 9000);
        killTheTimer();
        boots("boot-two");
        uptime(5);
        arm("boot", SWARM, 3600);
        await(() -> lease().equals(List.of(SWARM, "boot-two", "9005", "9000")));
    }

    @Test
    void aTimerThatWasKilledIsStartedAgainAndGoesOn() throws Exception {
        arm("boot", SWARM, 3600);
        long first = timer().orElseThrow().pid();
        killTheTimer();
        uptime(1010);
        arm("boot", SWARM, 3600);
        assertThat(timer().orElseThrow().pid()).isNotEqualTo(first);
        assertThat(lease().get(2)).isEqualTo("3610");
    }

    @Test
    void aSecondCallStartsNoSecondTimer() {
        arm("boot", SWARM, 3600);
        long first = timer().orElseThrow().pid();
        arm("extend", SWARM, 3700);
        arm("boot", SWARM, 3600);
        assertThat(timer().orElseThrow().pid()).isEqualTo(first);
    }

    @Test
    void theLeaseInAnImageIsIgnored() throws IOException {
        Files.createDirectories(machine.resolve("opt"));
        Files.writeString(machine.resolve("opt/lease"), "ffffffffffff boot-one 12 2\n");
        arm("boot", SWARM, 3600);
        assertThat(lease()).containsExactly(SWARM, "boot-one", "3610", "3600");
        assertThat(isShutDown()).isFalse();
    }

    @Test
    void aFileThatCannotBeReadCountsAsNoLease() throws IOException {
        for (String broken :
                List.of("", "1764230400\n", SWARM + " boot-one 10 -5\n", SWARM + " boot-one 99 x\n", "\0\0")) {
            Files.createDirectories(machine.resolve("opt"));
            Files.writeString(machine.resolve("opt/lease"), broken);
            arm("boot", SWARM, 3600);
            assertThat(lease()).as(broken).containsExactly(SWARM, "boot-one", "3610", "3600");
        }
    }

    @Test
    void aTimerWhoseFileIsGoneStillEndsTheMachineInTime() throws Exception {
        arm("boot", SWARM, 3600);
        arm("extend", SWARM, 4000);
        await(() -> left() == 4000);
        uptime(2010);
        await(() -> left() == 2000);
        Files.delete(machine.resolve("opt/lease"));
        await(() -> left() == 2000);
        assertThat(isShutDown()).isFalse();
        Files.delete(machine.resolve("opt/lease"));
        uptime(4010);
        await(this::isShutDown);
    }

    @Test
    void anUptimeThatGoesBackwardsDoesNotExtendTheLease() throws Exception {
        uptime(50_000);
        arm("boot", SWARM, 3600);
        uptime(10);
        arm("boot", SWARM, 3600);
        await(() -> lease().equals(List.of(SWARM, "boot-one", "3610", "3600")));
    }

    @Test
    void aTimerThatCannotReadTheTimeKeepsTheLeaseAsItIs() throws Exception {
        arm("boot", SWARM, 3600);
        awaitTicks();
        noUptime();
        awaitTicks();
        Files.writeString(machine.resolve("opt/lease"), SWARM + " boot-one 4010 3000\n"); // extended at 1010
        awaitTicks();
        assertThat(lease()).containsExactly(SWARM, "boot-one", "4010", "3000");
        uptime(1020);
        await(() -> left() == 2990);
        uptime(4010);
        await(this::isShutDown);
    }

    @Test
    void aLeaseWithoutATimeIsRefusedAndTheOneThatExistsStays() throws Exception {
        arm("boot", SWARM, 3600);
        List<String> before = lease();
        noUptime();
        ShellResult result = run("extend", SWARM, 9000);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .isEqualTo("the uptime of this machine, or the id of its boot, could not be read from /proc\n");
        assertThat(lease()).isEqualTo(before);
    }

    @Test
    void theLeaseIsPassedAsARemainingTime() {
        assertThat(MachineTimer.extension(SWARM, Instant.now().plusSeconds(600)).get(2))
                .isIn("599", "600");
        assertThat(MachineTimer.extension(SWARM, Instant.now().minusSeconds(600))
                        .get(2))
                .isEqualTo("0");
        assertThat(MachineTimer.bootCommand(SWARM, Duration.ofHours(1)))
                .startsWith("sh", "-c")
                .endsWith("locust-swarm-arm", "boot", SWARM, "3600");
    }
}
