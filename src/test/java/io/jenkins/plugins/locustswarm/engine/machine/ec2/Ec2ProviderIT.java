package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.fixture.cloud.ApiCall;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A swarm on EC2 from its launch to its end, when all goes well. */
@Timeout(120)
class Ec2ProviderIT {

    @TempDir
    private Path folder;

    private LoopbackCloud cloud;

    @BeforeEach
    void startCloud() throws InterruptedException {
        cloud = LoopbackCloud.start();
    }

    @AfterEach
    void endCloud() {
        if (cloud != null) {
            cloud.close();
        }
    }

    @Test
    void masterAndWorkersComeUpTogetherAndNothingIsLeftAfterwards() throws InterruptedException {
        try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder, 3).create()) {
            assertThat(actions()).filteredOn("RunInstances"::equals).hasSize(1);
            assertThat(swarm.record().machines()).hasSize(4).allSatisfy(machine -> {
                assertThat(machine.address()).startsWith("127.10.");
                assertThat(machine.folder()).isEqualTo("/home/ubuntu/locust-swarm");
                assertThat(machine.venv()).isEqualTo("/opt/locust-swarm/venv");
                assertThat(machine.hostKey()).startsWith("SHA256:");
            });
            assertThat(swarm.record().machines()).extracting(MachineRecord::id).doesNotHaveDuplicates();
            assertThat(swarm.runOnAll("id -un")).containsExactly("ubuntu\n", "ubuntu\n", "ubuntu\n", "ubuntu\n");

            swarm.destroy();

            assertThat(cloud.left()).isEmpty();
            assertThat(swarm.record().machines()).isEmpty();
            assertThat(swarm.vault().load("load")).isEmpty();
            assertThat(swarm.record().resources()).doesNotContainKeys("ec2.securityGroup", "ec2.keyPair", "ec2.id");
        }
    }

    private List<String> actions() {
        return cloud.calls().stream().map(ApiCall::action).toList();
    }

    @Test
    void workersCanComeAfterTheMasterAndGoBeforeIt() throws InterruptedException {
        try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder, 0).create()) {
            String master = swarm.machine("master").id();
            swarm.askForWorkers(2).create();
            assertThat(swarm.machine("master").id()).isEqualTo(master);
            assertThat(swarm.runOnAll("echo here")).containsExactly("here\n", "here\n", "here\n");

            swarm.destroy(EnumSet.of(Role.WORKER));
            assertThat(swarm.record().machines()).extracting(MachineRecord::id).containsExactly(master);
            assertThat(swarm.run("master", "echo still").out()).isEqualTo("still\n");

            swarm.destroy(EnumSet.of(Role.MASTER));
            assertThat(cloud.left()).isEmpty();
        }
    }

    @Test
    void anotherProcessFindsItsMachinesAndTakesThemDownWithTheFilesAlone() throws InterruptedException {
        try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder, 1).create()) {
            assertThat(swarm.record().machines()).hasSize(2);
        }
        try (CloudSwarm found = CloudSwarm.found(cloud, folder, "load")) {
            assertThat(found.run("worker-1", "echo here").out()).isEqualTo("here\n");
            int calls = cloud.calls().size();
            found.create();
            assertThat(actions().subList(calls, actions().size())).containsExactly("DescribeInstances");
            found.destroy();
            assertThat(cloud.left()).isEmpty();
        }
    }

    @Test
    void everythingIsTaggedInTheCallThatMakesIt() throws InterruptedException {
        try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder, 1).create()) {
            Map<String, String> expected = Map.of(
                    "locust-swarm:swarm", "load",
                    "locust-swarm:owner", "ann",
                    "locust-swarm:controller", CloudSwarm.CONTROLLER,
                    "locust-swarm:lease-end", swarm.record().leaseEnds().toString(),
                    "team", "load $(tests)");
            assertThat(tags("RunInstances", "instance")).containsAllEntriesOf(expected);
            assertThat(tags("RunInstances", "volume")).containsAllEntriesOf(expected);
            assertThat(tags("RunInstances", "network-interface")).containsAllEntriesOf(expected);
            assertThat(tags("CreateSecurityGroup", "security-group")).containsAllEntriesOf(expected);
            assertThat(tags("ImportKeyPair", "key-pair")).containsAllEntriesOf(expected);
            assertThat(actions()).doesNotContain("CreateTags");
            swarm.destroy();
        }
    }

    private Map<String, String> tags(String action, String resource) {
        ApiCall call = cloud.calls().stream()
                .filter(one -> one.action().equals(action))
                .findFirst()
                .orElseThrow();
        for (int i = 1; ; i++) {
            String type = call.get("TagSpecification." + i + ".ResourceType");
            assertThat(type).isNotEmpty();
            if (type.equals(resource)) {
                Map<String, String> tags = new java.util.TreeMap<>();
                for (int j = 1;
                        !call.get("TagSpecification." + i + ".Tag." + j + ".Key")
                                .isEmpty();
                        j++) {
                    tags.put(
                            call.get("TagSpecification." + i + ".Tag." + j + ".Key"),
                            call.get("TagSpecification." + i + ".Tag." + j + ".Value"));
                }
                return tags;
            }
        }
    }
}
