package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A teardown in which something is gone, in use or out of reach. */
class Ec2TeardownIT {

    @Started
    private static LoopbackCloud cloud;

    @TempDir
    private Path folder;

    private CloudSwarm planned(int workers) {
        return CloudSwarm.planned(cloud, folder, workers);
    }

    private CloudSwarm planned(int workers, int needed, Ec2Settings.Builder settings) {
        return CloudSwarm.planned(cloud, folder, workers, needed, settings.build());
    }

    @Test
    void takingDownWhatIsGoneAlreadySucceeds() throws InterruptedException {
        try (CloudSwarm swarm = planned(1)) {
            swarm.create();
            cloud.reset();
            swarm.destroy();
            assertThat(swarm.record().machines()).isEmpty();
        }
    }

    @Test
    void aGroupThatIsStillUsedIsTriedAgainAndRulesAboutItAreRevoked() throws InterruptedException {
        try (CloudSwarm swarm = planned(0)) {
            swarm.create();
            String mutual = swarm.createReferringGroup(cloud);
            cloud.faults().fail("DeleteSecurityGroup", 2, 400, "DependencyViolation");

            swarm.destroy();

            assertThat(cloud.left()).containsExactly(mutual);
            assertThat(cloud.direct()
                            .describeSecurityGroups(r -> r.groupIds(mutual))
                            .securityGroups()
                            .get(0)
                            .ipPermissions())
                    .isEmpty();
        }
    }

    @Test
    void aGroupThatStaysInUseIsNamed() throws InterruptedException {
        Ec2Settings.Builder impatient = cloud.settings();
        impatient.timing(cloud.settings().build().timing().withTeardown(Duration.ofMillis(800)));
        try (CloudSwarm swarm = planned(0, 0, impatient)) {
            swarm.create();
            String group = new Ec2Resources(swarm.record()).group().orElseThrow();
            cloud.faults().fail("DeleteSecurityGroup", 1000, 400, "DependencyViolation");
            assertThatThrownBy(swarm::destroy)
                    .isInstanceOfSatisfying(
                            MachinesLeftException.class,
                            e -> assertThat(e.left()).containsExactly("security group " + group))
                    .hasMessageContaining("Resources that may be left: security group " + group);
            cloud.faults().clear();
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void machinesThatCannotBeTakenDownAreNamedWithTheirEnd() throws InterruptedException {
        Ec2Settings.Builder impatient = cloud.settings();
        impatient.timing(cloud.settings().build().timing().withOutage(Duration.ofMillis(200)));
        try (CloudSwarm swarm = planned(0, 0, impatient)) {
            swarm.create();
            String id = swarm.machine("master").id();
            cloud.faults().down(Duration.ofDays(1));
            assertThatThrownBy(swarm::destroy)
                    .isInstanceOfSatisfying(
                            MachinesLeftException.class,
                            e -> assertThat(e.left()).contains(id))
                    .hasMessageContaining("instances also terminate by themselves at "
                            + swarm.record().leaseEnds());
            cloud.faults().clear();
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }
}
