package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Instances;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Machine;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.SwarmTags;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The timer on each machine, which ends it when its lease is over. */
class Ec2TimerIT {

    /** Enough for machines that come up. */
    private static final Duration BOOT = Duration.ofMinutes(2);

    /** Enough for what happens at the end of a lease. */
    private static final Duration SOON = Duration.ofMinutes(2);

    @Started
    private static LoopbackCloud cloud;

    @TempDir
    private Path folder;

    private CloudSwarm planned(int workers, int needed, Duration boot) {
        return CloudSwarm.planned(cloud, folder, workers, needed, boot);
    }

    private static void await(Duration atMost, BooleanSupplier condition) throws InterruptedException {
        Deadline deadline = Deadline.in(atMost);
        while (!condition.getAsBoolean()) {
            assertThat(deadline.passed()).as("in time").isFalse();
            deadline.pause(Duration.ofMillis(50));
        }
    }

    /** The tolerance is for the time of the look and of the boot. */
    private static void assertEndsAt(Instant end, String left) {
        TimerProbe.assertEndsAt(end, Duration.ofSeconds(20), left);
    }

    @Test
    void theTimerIsArmedBeforeTheMachineCanBeReachedAndOnlyOnce() throws InterruptedException {
        try (CloudSwarm swarm = planned(0, 0, BOOT).create()) {
            assertThat(swarm.run("master", TimerProbe.COUNT).out()).isEqualTo("1\n");
            assertEndsAt(
                    swarm.record().leaseEnds(),
                    swarm.run("master", TimerProbe.LEFT).out());
            swarm.destroy();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001-01-01", "2038-01-01"})
    void aMachineWhoseDateIsWrongLivesAsLongAsItsLease(String date) throws InterruptedException {
        cloud.machines().atBoot(wrongDate(date));
        try (CloudSwarm swarm = planned(0, 0, BOOT).create()) {
            assertThat(swarm.run("master", "date +%Y").out().strip()).isEqualTo(date.substring(0, 4));
            assertEndsAt(
                    swarm.record().leaseEnds(),
                    swarm.run("master", TimerProbe.LEFT).out());
            Instant later = swarm.record().leaseEnds().plusSeconds(3600);
            swarm.provider().extendLease(swarm.keeper(), later);
            assertEndsAt(later, swarm.run("master", TimerProbe.LEFT).out());
            swarm.destroy();
        }
    }

    @Test
    void aMachineWhoseDateIsYearsBehindStillEndsByItself() throws InterruptedException {
        cloud.machines().atBoot(wrongDate("2001-01-01")).sshd(Duration.ofMinutes(5));
        try (CloudSwarm swarm = planned(0, 0, Duration.ofSeconds(3))) {
            swarm.keeper().update(record -> record.withLeaseEnds(Instant.now().plusSeconds(6)));
            assertThatThrownBy(swarm::create).isInstanceOf(BringUpException.class);
        }
        await(SOON, () -> cloud.left().stream().noneMatch(left -> left.startsWith("i-")));
    }

    /** Gives a machine a command "date" that is wrong. */
    private static String wrongDate(String date) {
        return "printf '#!/bin/sh\nexec /bin/date -d " + date + " \"$@\"\n' >/usr/local/bin/date\n"
                + "chmod 755 /usr/local/bin/date";
    }

    @Test
    void aMachineWhoseControllerDiedEndsByItselfWhenTheLeaseIsOver() throws InterruptedException {
        cloud.machines().sshd(Duration.ofMinutes(5));
        try (CloudSwarm swarm = planned(1, 1, Duration.ofSeconds(3))) {
            swarm.keeper().update(record -> record.withLeaseEnds(Instant.now().plusSeconds(30)));
            assertThatThrownBy(swarm::create).isInstanceOf(BringUpException.class);
        }
        // nobody takes it down, and nobody could log in
        assertThat(cloud.left()).hasSize(2 + 2);
        await(SOON, () -> cloud.left().stream().noneMatch(left -> left.startsWith("i-")));
        try (CloudSwarm found = CloudSwarm.found(cloud, folder, "load")) {
            // EC2 calls it terminated, not stopped: a stopped one would be taken down here, and cost until then
            assertThat(new Ec2Instances(new Ec2Api(
                                    cloud.access().client(cloud.settings().build()),
                                    cloud.settings().build()))
                            .ofSwarm(new Ec2Resources(found.record()).id().orElseThrow())
                            .values())
                    .hasSize(2)
                    .allMatch(Ec2Machine::isGoing);
            found.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void anExtendedLeaseKeepsTheMachinesAndIsInTheTags() throws InterruptedException {
        try (CloudSwarm swarm = planned(1, 1, BOOT)) {
            Instant first = Instant.now().plusSeconds(60).truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
            swarm.keeper().update(record -> record.withLeaseEnds(first));
            swarm.create();
            Instant later = first.plusSeconds(3600);
            swarm.provider().extendLease(swarm.keeper(), later);
            assertThat(swarm.record().leaseEnds()).isEqualTo(later);
            assertThat(cloud.direct()
                            .describeInstances(
                                    r -> r.instanceIds(swarm.machine("master").id()))
                            .reservations()
                            .get(0)
                            .instances()
                            .get(0)
                            .tags())
                    .contains(SwarmTags.leaseEnd(later));
            await(SOON, () -> Instant.now().isAfter(first.plusSeconds(7)));
            assertThat(swarm.runOnAll(TimerProbe.LEFT)).hasSize(2).allSatisfy(left -> assertEndsAt(later, left));
            assertThat(swarm.runOnAll(TimerProbe.COUNT)).containsExactly("1\n", "1\n");
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void aRebootNeitherDisarmsTheTimerNorForgetsAnExtendedLease() throws InterruptedException {
        try (CloudSwarm swarm = planned(0, 0, BOOT).create()) {
            String id = swarm.machine("master").id();
            Instant later = swarm.record().leaseEnds().plusSeconds(3600);
            swarm.provider().extendLease(swarm.keeper(), later);
            String before = cloud.instance(id)
                    .machine()
                    .exec("cat /opt/locust-swarm/timer.pid")
                    .out();
            cloud.instance(id).reboot();
            assertEndsAt(later, swarm.run("master", TimerProbe.LEFT).out());
            assertThat(swarm.run("master", TimerProbe.COUNT).out()).isEqualTo("1\n");
            assertThat(cloud.instance(id)
                            .machine()
                            .exec("cat /opt/locust-swarm/timer.pid")
                            .out())
                    .isNotEqualTo(before);
            swarm.destroy();
        }
    }

    @Test
    void aTimerThatAnImageDidNotStartIsStartedOverSsh() throws InterruptedException {
        // an image whose cloud-init does nothing with bootcmd
        cloud.machines().atBoot("mkdir -p /opt && touch /opt/locust-swarm; (sleep 1.5; rm /opt/locust-swarm) &");
        cloud.machines().sshd(Duration.ofSeconds(2));
        try (CloudSwarm swarm = planned(0, 0, BOOT).create()) {
            assertThat(swarm.run("master", TimerProbe.COUNT).out()).isEqualTo("1\n");
            swarm.destroy();
        }
    }

    @Test
    void aFullDiskIsNamedWhenTheLeaseCannotBeWritten() throws InterruptedException {
        cloud.machines().disk("8m");
        try (CloudSwarm swarm = planned(0, 0, BOOT).create()) {
            String id = swarm.machine("master").id();
            cloud.instance(id).machine().exec("cat /dev/zero >/opt/full");
            assertThatThrownBy(() -> swarm.provider()
                            .extendLease(
                                    swarm.keeper(), swarm.record().leaseEnds().plusSeconds(60)))
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("The lease of swarm load could not be extended: master")
                    .hasMessageContaining("/opt/locust-swarm/lease could not be written; the disk has 0 KiB free");
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }
}
