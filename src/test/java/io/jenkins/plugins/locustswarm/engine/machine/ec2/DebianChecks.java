package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.fixture.vm.VirtualMachines;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.SwarmKeys;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.FleetReady;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One virtual machine through its life: what its operating system makes of our user data and scripts. A boot takes minutes
 * without KVM, so that the tests share the machine, in this order.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(1800)
abstract class DebianChecks {

    /** The lease of a machine begins when its cloud-init does. */
    private static final Duration TOLERANCE = VirtualMachines.BOOT;

    private static final Duration PATIENCE = VirtualMachines.BOOT;

    private VirtualMachines machines;
    private CloudSwarm swarm;
    private Shell shell;

    abstract String release();

    @BeforeAll
    @Timeout(1800)
    void bringUp(@TempDir Path folder) throws InterruptedException {
        machines = VirtualMachines.of(release()).date(LocalDateTime.of(2001, 1, 1, 0, 0));
        swarm = CloudSwarm.planned(machines.cloud(), folder, 0, 0, machines.settings());
        try {
            swarm.create();
        } catch (BringUpException e) {
            throw new IllegalStateException(machines.consoles(), e);
        }
        shell = swarm.provider().connect(swarm.record(), master());
    }

    @AfterAll
    void takeDown() throws InterruptedException {
        try (VirtualMachines closed = machines;
                CloudSwarm left = swarm) {
            if (shell != null) {
                shell.close();
            }
            left.destroy();
            assertThat(closed.cloud().left()).isEmpty();
        }
    }

    private MachineRecord master() {
        return swarm.machine("master");
    }

    /** Runs a script as root, and returns its output. */
    private String run(String script) throws InterruptedException {
        ShellResult result =
                shell.run(Script.of("sudo -n bash -c \"$1\"").arguments(script).deadline(PATIENCE));
        assertThat(result.succeeded()).as(result.out() + result.err()).isTrue();
        return result.out();
    }

    private void assertOneTimerRunsUntil(Instant end) throws InterruptedException {
        assertThat(run(TimerProbe.COUNT)).isEqualTo("1\n");
        TimerProbe.assertEndsAt(end, TOLERANCE, run(TimerProbe.LEFT));
    }

    @Test
    @Order(1)
    void cloudInitAcceptsTheUserDataAndEndsTheBootWithoutAWarning() throws InterruptedException {
        assertThat(run("cloud-init schema --system 2>&1"))
                .containsIgnoringCase("valid")
                .doesNotContainIgnoringCase("invalid");
        assertThat(run("cloud-init status --long")).contains("status: done");
        assertThat(run("grep -E ' - [^ ]*\\[(WARNING|ERROR|CRITICAL|DEPRECATED)\\]' /var/log/cloud-init.log || true"))
                .isEmpty();
        assertThat(swarm.said()).noneMatch(line -> line.startsWith("warning: master"));
    }

    @Test
    @Order(2)
    void theSshServerHasTheHostKeyOfTheSwarmAndNoOther() throws InterruptedException {
        String ours = keys().host().publicLine("").strip();
        assertThat(run("cd /etc/ssh && ls ssh_host_*")).isEqualTo("ssh_host_ed25519_key\nssh_host_ed25519_key.pub\n");
        assertThat(run("ssh-keyscan -t rsa,ecdsa,ed25519 127.0.0.1 2>/dev/null | grep -v '^#' | cut -d ' ' -f 2-"))
                .isEqualTo(ours + "\n");
    }

    @Test
    @Order(3)
    void theLoginUserHasTheKeyOfTheSwarmAndNoPassword() throws InterruptedException {
        // once from the user data, once as the key pair of the launch
        String ours = keys().client().publicLine("").strip();
        assertThat(run("cut -d ' ' -f 1,2 ~debian/.ssh/authorized_keys | sort -u"))
                .isEqualTo(ours + "\n");
        assertThat(run("passwd -S debian")).startsWith("debian L");
        assertThat(run("passwd -S root")).startsWith("root L");
    }

    private SwarmKeys keys() {
        return swarm.vault().load("load").orElseThrow();
    }

    @Test
    @Order(4)
    void theTimerHasSurvivedTheEndOfTheBootOfAMachineWhoseDateIsBehind() throws InterruptedException {
        Instant shown = Instant.ofEpochSecond(Long.parseLong(run("date +%s").strip()));
        assertThat(shown).isBefore(Instant.now().minus(Duration.ofDays(1)));
        assertOneTimerRunsUntil(swarm.record().leaseEnds());
    }

    @Test
    @Order(5)
    void theTimerSurvivesANewSystemdAndARestartOfCloudInit() throws InterruptedException {
        run("systemctl daemon-reexec");
        assertOneTimerRunsUntil(swarm.record().leaseEnds());
        run("""
                if systemctl cat cloud-init-main >/dev/null 2>&1; then # cloud-init 24.3 or newer: one process for all stages
                    for unit in cloud-init-main cloud-init-local cloud-init-network cloud-config cloud-final; do
                        systemctl restart "$unit"
                    done
                else
                    systemctl restart cloud-init
                fi""");
        assertOneTimerRunsUntil(swarm.record().leaseEnds());
    }

    @Test
    @Order(6)
    void theLockOfAptIsSeenWhileCloudInitIsReinstalledWhichTheTimerSurvives() throws InterruptedException {
        run("""
                systemd-run --quiet --unit=upgrade --setenv=DEBIAN_FRONTEND=noninteractive apt-get \
                    -o 'DPkg::Pre-Invoke::=touch /run/locked; until [ -e /run/go ]; do sleep 0.5; done' \
                    -y --reinstall install /srv/packages/cloud-init_*.deb
                until [ -e /run/locked ]; do sleep 0.5; done""");
        assertThat(readiness()).isEqualTo("wait /var/lib/dpkg/lock-frontend is held by another program\n");
        run("""
                touch /run/go
                until [ "$(systemctl show -p ActiveState --value upgrade)" != active ]; do sleep 0.5; done
                [ "$(systemctl show -p Result --value upgrade)" = success ]""");
        assertThat(readiness()).isEqualTo("home /home/debian\n");
        assertOneTimerRunsUntil(swarm.record().leaseEnds());
    }

    /** What the swarm asks a new machine; the timer is left alone. */
    private String readiness() throws InterruptedException {
        ShellResult result = shell.run(Script.resource(FleetReady.class, "ready.sh")
                .arguments("0", "true")
                .deadline(PATIENCE));
        return result.out();
    }

    @Test
    @Order(7)
    void aDateThatJumpsYearsAheadChangesNothing() throws InterruptedException {
        run("date -s 2038-01-01");
        assertOneTimerRunsUntil(swarm.record().leaseEnds());
    }

    @Test
    @Order(8)
    void anExtendedLeaseKeepsTheMachineAlsoAfterAReboot() throws InterruptedException {
        Instant later = swarm.record().leaseEnds().plusSeconds(3600);
        swarm.provider().extendLease(swarm.keeper(), later);
        assertOneTimerRunsUntil(later);
        String boot = run("cat /proc/sys/kernel/random/boot_id");
        run("systemctl --no-block reboot");
        shell.close();
        shell = reconnected(boot);
        run("until [ -e /run/cloud-init/result.json ]; do sleep 0.5; done");
        assertOneTimerRunsUntil(later);
    }

    /** Connects when the machine has booted again. */
    private Shell reconnected(String boot) throws InterruptedException {
        Deadline deadline = Deadline.in(VirtualMachines.BOOT);
        while (true) {
            try {
                Shell open = swarm.provider().connect(swarm.record(), master());
                if (!open.run(Script.of("cat /proc/sys/kernel/random/boot_id"))
                        .out()
                        .equals(boot)) {
                    return open;
                }
                open.close();
            } catch (ShellException e) {
                assertThat(deadline.passed()).as("booted again").isFalse();
            }
            deadline.pause(Duration.ofSeconds(1));
        }
    }
}
