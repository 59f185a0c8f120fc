package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.ApiCall;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** A swarm on EC2 from its launch to its end, when all goes well. */
class Ec2ProviderIT {

    @Started
    private static LoopbackCloud cloud;

    @TempDir
    private Path folder;

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

            int calls = cloud.calls().size();
            swarm.destroy();

            assertThat(actions().subList(calls, actions().size()))
                    .as("what costs goes before anything is looked at")
                    .startsWith("TerminateInstances");
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

    @Test
    void sshIsOpenToTheCallerAloneAndLocustsPortToTheSwarmAlone() throws InterruptedException {
        try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder, 1).create()) {
            String group = new Ec2Resources(swarm.record()).group().orElseThrow();
            assertThat(rules(group)).containsExactlyInAnyOrder("22 from 127.0.0.1/32", "5557 from " + group);
            swarm.provider().openPort(swarm.record(), 8089);
            swarm.provider().openPort(swarm.record(), 8089);
            assertThat(rules(group))
                    .containsExactlyInAnyOrder("22 from 127.0.0.1/32", "8089 from 127.0.0.1/32", "5557 from " + group);
            swarm.destroy();
        }
    }

    @Test
    void withPrivateAddressesTheAddressTowardsTheSubnetIsTheCallers() throws InterruptedException {
        Ec2Settings settings = cloud.settings().usePrivateIp(true).build();
        try (CloudSwarm swarm =
                CloudSwarm.planned(cloud, folder, 0, 0, settings).create()) {
            String group = new Ec2Resources(swarm.record()).group().orElseThrow();
            assertThat(rules(group)).contains("22 from 127.0.0.1/32");
            swarm.destroy();
        }
    }

    @Test
    void theNetworksOfTheConfigurationGoBeforeTheCallersAddress() throws InterruptedException {
        Ec2Settings settings = cloud.settings()
                .addressService(URI.create("http://127.0.0.1:1/"))
                .allowedCidrs(List.of("127.0.0.0/8", "0.0.0.0/0", "2001:db8::/64"))
                .build();
        try (CloudSwarm swarm =
                CloudSwarm.planned(cloud, folder, 0, 0, settings).create()) {
            String group = new Ec2Resources(swarm.record()).group().orElseThrow();
            assertThat(rules(group)).contains("22 from 127.0.0.0/8", "22 from 0.0.0.0/0", "22 from 2001:db8::/64");
            assertThat(swarm.said()).anyMatch(line -> line.startsWith("warning: SSH is open to the whole internet"));
            swarm.destroy();
        }
    }

    @Test
    void anAddressThatCannotBeAskedIsAnErrorAndNothingIsOpen() throws InterruptedException {
        Ec2Settings settings = cloud.settings()
                .addressService(URI.create("http://127.0.0.1:1/"))
                .build();
        try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder, 0, 0, settings)) {
            assertThatThrownBy(swarm::create)
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("Set the network of this computer instead (allowed_cidr)");
            assertThat(actions()).doesNotContain("CreateSecurityGroup", "RunInstances");
            swarm.destroy();
            assertThat(cloud.left()).isEmpty();
        }
    }

    private List<String> rules(String group) {
        return cloud
                .direct()
                .describeSecurityGroups(r -> r.groupIds(group))
                .securityGroups()
                .get(0)
                .ipPermissions()
                .stream()
                .flatMap(rule -> Stream.of(
                                rule.ipRanges().stream().map(IpRange::cidrIp),
                                rule.ipv6Ranges().stream().map(Ipv6Range::cidrIpv6),
                                rule.userIdGroupPairs().stream().map(UserIdGroupPair::groupId))
                        .flatMap(source -> source)
                        .map(source -> rule.fromPort() + " from " + source))
                .toList();
    }

    @Test
    void theRootDeviceOfAnAmiIsAskedFor() throws InterruptedException {
        String image = cloud.direct().describeImages(r -> r.owners("amazon")).images().stream()
                .filter(one -> "/dev/xvda".equals(one.rootDeviceName()))
                .findFirst()
                .orElseThrow()
                .imageId();
        Ec2Settings settings = cloud.settings().image(image).build();
        try (CloudSwarm swarm =
                CloudSwarm.planned(cloud, folder, 0, 0, settings).create()) {
            assertThat(calls("RunInstances").get(0).get("BlockDeviceMapping.1.DeviceName"))
                    .isEqualTo("/dev/xvda");
            swarm.destroy();
        }
    }

    @Test
    void anImageThatIsNotThereIsReportedBeforeAnythingIsMade() throws InterruptedException {
        Ec2Settings settings = cloud.settings().image("ami-0000000000000000f").build();
        try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder, 0, 0, settings)) {
            assertThatThrownBy(swarm::create).hasMessageContaining("ami-0000000000000000f");
            assertThat(cloud.left()).isEmpty();
        }
    }

    @Test
    void aSwarmOfAnotherRegionIsNotTakenForGone() throws InterruptedException {
        try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder, 0).create();
                Ec2Provider elsewhere = new Ec2Provider(
                        cloud.settings().region("eu-central-1").build(), cloud.access(), swarm.vault(), null)) {
            assertThatThrownBy(() -> elsewhere.destroy(swarm.keeper(), EnumSet.allOf(Role.class), Progress.SILENT))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("is in region us-east-1");
            swarm.destroy();
        }
    }

    private List<ApiCall> calls(String action) {
        return cloud.calls().stream()
                .filter(call -> call.action().equals(action))
                .toList();
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
                Map<String, String> tags = new TreeMap<>();
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
