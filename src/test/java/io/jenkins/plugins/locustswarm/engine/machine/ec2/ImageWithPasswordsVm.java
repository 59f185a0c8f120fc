package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.vm.VirtualMachine;
import io.jenkins.plugins.locustswarm.engine.fixture.vm.VirtualMachines;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A virtual machine whose image lets the login user become root with a password only, so that nobody can use it. */
@Timeout(1800)
class ImageWithPasswordsVm {

    /** Time for a boot beside those of other machines, and to see that the machine is of no use. */
    private static final Duration LEASE = Duration.ofMinutes(8);

    @Started
    private static VirtualMachines machines;

    @TempDir
    private Path folder;

    @Test
    void theMachineIsNamedAtOnceAndPowersItselfOffWhenTheLeaseIsOver() throws InterruptedException {
        machines.cloud().machines().atBoot("echo 'debian ALL=(ALL) ALL' >/etc/sudoers.d/99-image");
        try (CloudSwarm swarm = CloudSwarm.planned(machines.cloud(), folder, 0, 0, machines.settings())) {
            Instant end = Instant.now().plus(LEASE);
            swarm.keeper().update(record -> record.withLeaseEnds(end));
            assertThatThrownBy(swarm::create)
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("debian cannot run commands as root without a password")
                    .hasMessageNotContaining("boot_deadline");
            VirtualMachine machine = machines.machine(swarm.machine("master").id());
            assertThat(machine.isAlive()).isTrue();
            Deadline deadline = Deadline.in(LEASE.plus(VirtualMachines.BOOT));
            while (machine.isAlive()) {
                assertThat(deadline.passed()).as("powered off in time").isFalse();
                deadline.pause(Duration.ofSeconds(1));
            }
            assertThat(Instant.now()).isAfter(end.minusSeconds(10));
            assertThat(machine.console()).contains("Power down");
            assertThat(swarm.whyGone("master"))
                    .hasValueSatisfying(why -> assertThat(why).contains("InstanceInitiatedShutdown"));
            swarm.destroy();
        }
        assertThat(machines.cloud().left()).isEmpty();
    }
}
