package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.Swarm;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Spread;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spot Instances: distributed over zones, and interrupted before the load begins. */
class Ec2SpotIT {

    private static final String INTERRUPTED = "Server.SpotInstanceTermination: Spot instance termination";

    @Started
    private static LoopbackCloud cloud;

    @TempDir
    private Path folder;

    private CloudSwarm planned(int workers, Ec2Settings.Builder settings) {
        return CloudSwarm.planned(
                cloud, folder, workers, workers, settings.spot(true).build());
    }

    /** What was asked for, without repetitions of a call. */
    private static Collection<String> launches() {
        return cloud.calls().stream()
                .filter(call -> call.action().equals("RunInstances"))
                .collect(Collectors.toMap(
                        call -> call.get("ClientToken"),
                        call -> call.get("MaxCount") + " in " + call.get("NetworkInterface.1.SubnetId"),
                        (call, again) -> call))
                .values();
    }

    @Test
    void machinesAreSpreadEvenlyOverTheZones() throws InterruptedException {
        List<String> subnets = cloud.subnets().subList(0, 2);
        try (CloudSwarm swarm = planned(4, cloud.settings().subnetIds(subnets).spread(Spread.ZONES))) {
            swarm.create();
            assertThat(launches()).containsExactlyInAnyOrder("3 in " + subnets.get(0), "2 in " + subnets.get(1));
            assertThat(swarm.runOnAll("echo here")).hasSize(5).containsOnly("here\n");
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void theOtherZonesTakeWhatOneHasNoCapacityFor() throws InterruptedException {
        List<String> subnets = cloud.subnets().subList(0, 2);
        cloud.faults().capacity(subnets.get(1), "*", 0);
        try (CloudSwarm swarm = planned(3, cloud.settings().subnetIds(subnets).spread(Spread.ZONES))) {
            swarm.create();
            assertThat(launches())
                    .containsExactlyInAnyOrder(
                            "2 in " + subnets.get(0), "2 in " + subnets.get(1), "2 in " + subnets.get(0));
            assertThat(swarm.record().machines())
                    .extracting(MachineRecord::address)
                    .doesNotContainNull();
            swarm.destroy();
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void oneThatIsInterruptedWhileItBootsIsReplaced() throws Exception {
        cloud.machine(1).sshd(Duration.ofMinutes(5));
        interruptWhenSeen(1);
        List<String> said = new CopyOnWriteArrayList<>();
        try (CloudSwarm cloudSwarm = planned(1, cloud.settings());
                Swarm swarm = new Swarm(cloudSwarm.keeper(), cloudSwarm.provider(), new RecordedProgress(said))) {
            swarm.up(plan());
            assertReplaced(cloudSwarm, said);
            swarm.down(EnumSet.allOf(Role.class));
        }
        assertThat(cloud.left()).isEmpty();
    }

    @Test
    void onesThatAreInterruptedAgainAndAgainAreAnError() throws Exception {
        for (int machine = 1; machine <= 3; machine++) {
            cloud.machine(machine).sshd(Duration.ofMinutes(5));
            interruptWhenSeen(machine);
        }
        try (CloudSwarm cloudSwarm = planned(1, cloud.settings());
                Swarm swarm = new Swarm(cloudSwarm.keeper(), cloudSwarm.provider(), Progress.SILENT)) {
            SwarmPlan plan = plan();
            assertThatThrownBy(() -> swarm.up(plan))
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("worker-1: EC2 reports")
                    .hasMessageContaining(INTERRUPTED);
            assertThat(cloud.launched()).hasSize(4);
            swarm.down(EnumSet.allOf(Role.class));
        }
        assertThat(cloud.left()).isEmpty();
    }

    /** EC2 takes an instance back when it is asked about it, which is after its launch. */
    private static void interruptWhenSeen(int machine) {
        cloud.faults().onCall(call -> {
            if (call.action().equals("DescribeInstances")
                    && cloud.launched().size() > machine
                    && !cloud.launched().get(machine).isEnded()) {
                cloud.launched().get(machine).takeBack(INTERRUPTED);
            }
        });
    }

    @Test
    void oneThatIsInterruptedWhileBootstrapRunsIsReplaced() throws Exception {
        cloud.machine(1).atBoot("touch /run/slow");
        List<String> said = new CopyOnWriteArrayList<>();
        try (CloudSwarm cloudSwarm = planned(1, cloud.settings());
                Swarm swarm = new Swarm(cloudSwarm.keeper(), cloudSwarm.provider(), new RecordedProgress(said) {
                    @Override
                    public void detail(String machine, String line) {
                        super.detail(machine, line);
                        if (line.equals("waiting")) {
                            cloud.instance(cloudSwarm.machine(machine).id()).takeBack(INTERRUPTED);
                        }
                    }
                })) {
            swarm.up(plan());
            assertReplaced(cloudSwarm, said);
            swarm.down(EnumSet.allOf(Role.class));
        }
        assertThat(cloud.left()).isEmpty();
    }

    private void assertReplaced(CloudSwarm swarm, List<String> said) throws IOException {
        assertThat(swarm.machine("worker-1").id())
                .isEqualTo(cloud.launched().get(2).id());
        assertThat(said)
                .anyMatch(line ->
                        line.startsWith("warning: worker-1 (i-") && line.endsWith(INTERRUPTED + ". It is replaced."));
        assertThat(swarm.record().machines())
                .extracting(MachineRecord::bootstrapped)
                .containsOnly(files().digest());
    }

    private SwarmPlan plan() throws IOException {
        return new SwarmPlan(EnumSet.allOf(Role.class), 1, 1, files(), Duration.ofMinutes(2));
    }

    /** A bootstrap.sh that waits on a slow machine. */
    private FolderSnapshot files() throws IOException {
        Path files = Files.createDirectories(folder.resolve("files"));
        Path script = files.resolve("bootstrap.sh");
        Files.writeString(script, """
                #!/bin/bash
                if [ -e /run/slow ]; then echo waiting; sleep 600; fi
                mkdir -p "$LOCUST_SWARM_VENV/bin"
                ln -sf /bin/true "$LOCUST_SWARM_VENV/bin/locust"
                """);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return FolderSnapshot.of(files);
    }
}
