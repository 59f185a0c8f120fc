package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.cost.MachineHours;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that boot slowly, never boot, or are lost. */
class Ec2MachineTroubleIT {

    /** Enough for machines that come up. */
    private static final Duration BOOT = Duration.ofMinutes(2);

    @Started
    private static LoopbackCloud cloud;

    @TempDir
    private Path folder;

    private CloudSwarm planned(int workers, int needed, Duration boot) {
        return CloudSwarm.planned(cloud, folder, workers, needed, boot);
    }

    @Test
    void slowMachinesDoNotDelayTheOthers() throws InterruptedException {
        cloud.machine(1).boot(Duration.ofSeconds(2));
        cloud.machine(2).sshd(Duration.ofSeconds(10));
        try (CloudSwarm swarm = planned(3, 3, BOOT).create()) {
            assertThat(swarm.runOnAll("echo here")).hasSize(4).containsOnly("here\n");
            assertThat(swarm.said()
                            .indexOf("worker-3: ready at "
                                    + swarm.machine("worker-3").address()))
                    .isLessThan(swarm.said()
                            .indexOf("worker-2: ready at "
                                    + swarm.machine("worker-2").address()));
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aMachineThatNeverBootsIsNamedAndTheOthersAreEnough() throws InterruptedException {
        cloud.machine(2).neverBoots();
        try (CloudSwarm swarm = planned(3, 2, Duration.ofSeconds(40)).create()) {
            assertThat(swarm.record().machines(Role.WORKER))
                    .filteredOn(worker -> worker.address() != null)
                    .hasSize(2);
            assertThat(swarm.said())
                    .anyMatch(line -> line.startsWith(
                            "warning: worker-2 did not come up: not ready within 40 s (boot_deadline): at 127.10."));
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aMachineWhoseSudoAsksForAPasswordIsNamedAtOnce() throws InterruptedException {
        cloud.machines().atBoot("sed -i 's/NOPASSWD: *//' /etc/sudoers");
        try (CloudSwarm swarm = planned(0, 0, Duration.ofMinutes(10))) {
            assertThatThrownBy(swarm::create)
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("master: at 127.10.")
                    .hasMessageContaining(
                            "ubuntu cannot run commands as root without a password (sudo: a password is required):"
                                    + " use an image that permits it.");
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aMasterThatNeverBootsIsAnErrorThatSaysWhy() throws InterruptedException {
        cloud.machine(0).neverBoots();
        try (CloudSwarm swarm = planned(1, 1, Duration.ofSeconds(6))) {
            assertThatThrownBy(swarm::create)
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("Not enough machines of swarm load came up."
                            + " master: not ready within 6 s (boot_deadline): at 127.10.")
                    .hasMessageContaining("cannot be reached by SSH");
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aMachineThatDiesWhileItBootsIsNamedAtOnce() throws InterruptedException {
        cloud.machine(1).sshd(Duration.ofMinutes(5)).diesAfter(Duration.ofSeconds(1));
        try (CloudSwarm swarm = planned(1, 1, BOOT)) {
            Instant before = Instant.now();
            assertThatThrownBy(swarm::create)
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("worker-1: EC2 reports");
            assertThat(Duration.between(before, Instant.now())).isLessThan(BOOT.minusSeconds(20));
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aLostMachineIsReplacedByTheNextUp() throws InterruptedException {
        try (CloudSwarm swarm = planned(2, 2, BOOT).create()) {
            String lost = swarm.machine("worker-1").id();
            String kept = swarm.machine("worker-2").id();
            cloud.instance(lost).kill();
            swarm.create();
            assertThat(swarm.machine("worker-1").id()).isNotEqualTo(lost);
            assertThat(swarm.machine("worker-2").id()).isEqualTo(kept);
            assertThat(swarm.runOnAll("echo here")).hasSize(3).containsOnly("here\n");
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aMachineCountsAsGoneOnlyWhenEc2SaysSo() throws InterruptedException {
        try (CloudSwarm swarm = planned(1, 1, BOOT).create()) {
            String lost = swarm.machine("worker-1").id();
            cloud.instance(lost).machine().freeze();
            assertThat(swarm.whyGone("worker-1")).isEmpty();
            cloud.instance(lost).kill();
            cloud.faults().down(Duration.ofMinutes(5));
            Instant before = Instant.now();
            assertThat(swarm.whyGone("worker-1")).isEmpty();
            assertThat(Duration.between(before, Instant.now())).isLessThan(BOOT.minusSeconds(20));
            cloud.faults().clear();
            assertThat(swarm.whyGone("worker-1").orElseThrow()).startsWith("(" + lost + ") is gone: EC2 reports ");
            assertThat(swarm.whyGone("master")).isEmpty();
            swarm.destroy();
        }
    }

    @Test
    void theReasonsOfSeveralLostMachinesComeFromOneCall() throws InterruptedException {
        try (CloudSwarm swarm = planned(2, 2, BOOT).create()) {
            cloud.instance(swarm.machine("worker-1").id())
                    .takeBack("Server.SpotInstanceTermination: Spot instance termination");
            cloud.instance(swarm.machine("worker-2").id()).kill();
            int before = cloud.calls().size();
            assertThat(swarm.provider().whyGone(swarm.record(), swarm.record().machines()))
                    .containsOnlyKeys("worker-1", "worker-2")
                    .hasEntrySatisfying(
                            "worker-1",
                            why -> assertThat(why)
                                    .matches("\\(i-\\w+\\) was interrupted by EC2 \\(spot interruption\\): EC2 reports"
                                            + " (shutting-down|terminated), Server.SpotInstanceTermination: Spot instance"
                                            + " termination"))
                    .hasEntrySatisfying(
                            "worker-2",
                            why -> assertThat(why)
                                    .contains(" is gone: EC2 reports ")
                                    .endsWith(
                                            "Client.InstanceInitiatedShutdown: Instance initiated shutdown; an instance"
                                                    + " shuts itself down when its lease ends"));
            assertThat(cloud.calls()).hasSize(before + 1);
            swarm.destroy();
        }
    }

    @Test
    void aMachineThatEc2DoesNotShowIsGoneUnlessItIsNew() throws InterruptedException {
        try (CloudSwarm swarm = planned(0, 0, BOOT).create()) {
            swarm.keeper().update(record -> record.withMachine("master", known -> known.withId("i-0123456789abcdef0")));
            Duration visible = cloud.settings().build().timing().visible();
            Instant launched = MachineHours.launchedAt(swarm.record(), swarm.machine("master"))
                    .orElseThrow();
            Deadline deadline = Deadline.in(visible.plusMinutes(1));
            Optional<String> why = swarm.whyGone("master");
            while (why.isEmpty() && !deadline.passed()) {
                deadline.pause(Duration.ofMillis(50));
                why = swarm.whyGone("master");
            }
            assertThat(why).contains("(i-0123456789abcdef0) is gone: EC2 does not show the instance any more");
            assertThat(Instant.now()).isAfter(launched.plus(visible));
        }
    }

    @Test
    void aCutConnectionWhileItBootsIsMadeAgain() throws InterruptedException {
        cloud.machines().cloudInit(Duration.ofSeconds(3)).cutAfter(Duration.ofSeconds(1));
        try (CloudSwarm swarm = planned(1, 1, BOOT).create()) {
            assertThat(swarm.runOnAll("echo here")).containsExactly("here\n", "here\n");
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aMachineIsReadyOnlyWhenCloudInitIsDone() throws InterruptedException {
        cloud.machines().cloudInit(Duration.ofSeconds(2));
        try (CloudSwarm swarm = planned(0, 0, BOOT).create()) {
            assertThat(swarm.run("master", "test -e /run/cloud-init/result.json")
                            .exitCode())
                    .isZero();
            assertThat(swarm.said()).noneMatch(line -> line.contains("cloud-init"));
            swarm.destroy();
        }
    }

    @Test
    void errorsOfCloudInitAreAWarningThatEndsAtAWord() throws InterruptedException {
        cloud.machines().atBoot("""
                cat >/run/cloud-init/result.json <<END
                {
                 "v1": {
                  "datasource": "DataSourceEc2Local",
                  "errors": [
                   "('ssh', KeyError(1))",
                   "$(printf 'word-%d ' {1..99})"
                  ]
                 }
                }
                END""");
        try (CloudSwarm swarm = planned(0, 0, BOOT).create()) {
            assertThat(swarm.said())
                    .filteredOn(line -> line.contains("cloud-init"))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "warning: master: cloud-init reported errors: \"('ssh', KeyError(1))\", \"word-1 word-2 ")
                    .matches(".* word-\\d\\d \\.\\.\\.")
                    .hasSizeBetween(300, 350);
            swarm.destroy();
        }
    }

    @Test
    void aMachineOnWhichCloudInitIsDisabledIsNotWaitedFor() throws InterruptedException {
        cloud.machines().atBoot("touch /run/cloud-init/disabled").cloudInit(Duration.ofMinutes(10));
        try (CloudSwarm swarm = planned(0, 0, BOOT).create()) {
            assertThat(swarm.run("master", "test -e /run/cloud-init/result.json")
                            .exitCode())
                    .isNotZero();
            swarm.destroy();
        }
    }

    @Test
    void aMachineIsReadyOnlyWhenThePackageManagersLockIsFree() throws InterruptedException {
        cloud.machines().atBoot("""
                touch /opt/lock && mount --bind /opt/lock /var/lib/dpkg/lock-frontend
                setsid python3 -c 'import fcntl, time; f = open("/opt/lock", "w"); fcntl.lockf(f, fcntl.LOCK_EX);
                open("/opt/held", "w"); time.sleep(4); open("/opt/freed", "w")' </dev/null >/dev/null 2>&1 &
                while [ ! -e /opt/held ]; do sleep 0.05; done""");
        try (CloudSwarm swarm = planned(0, 0, BOOT).create()) {
            assertThat(swarm.run("master", "ls /opt").out()).contains("held\n").contains("freed\n");
            swarm.destroy();
        }
    }
}
