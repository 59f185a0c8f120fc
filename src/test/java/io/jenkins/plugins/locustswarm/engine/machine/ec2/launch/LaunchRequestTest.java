package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Launches;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.SwarmKeys;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.LaunchAttempt;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.ShutdownBehavior;
import software.amazon.awssdk.services.ec2.model.SpotInstanceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.VolumeType;

class LaunchRequestTest {

    private static RunInstancesRequest request(Ec2Settings.Builder settings) {
        return Launches.request(settings.build(), Launches.swarm(5));
    }

    @Test
    void allMachinesAreAskedForInOneCallAndFewerAreTaken() {
        RunInstancesRequest call = request(Ec2Settings.builder());
        assertThat(call.minCount()).isEqualTo(1);
        assertThat(call.maxCount()).isEqualTo(6);
        assertThat(call.clientToken()).isEqualTo("token");
        assertThat(call.instanceTypeAsString()).isEqualTo("t3.micro");
        assertThat(call.networkInterfaces()).singleElement().satisfies(spec -> {
            assertThat(spec.subnetId()).isEqualTo("subnet-1");
            assertThat(spec.groups()).containsExactly("sg-1");
            assertThat(spec.associatePublicIpAddress()).isTrue();
            assertThat(spec.deleteOnTermination()).isTrue();
        });
    }

    @Test
    void theImageIsLookedUpByEc2AtTheLaunch() {
        assertThat(request(Ec2Settings.builder()).imageId()).isEqualTo(Ec2Settings.DEFAULT_IMAGE);
    }

    @Test
    void anArmTypeGetsTheImageForArm() {
        assertThat(request(Ec2Settings.builder().instanceTypes(List.of("c7g.large")))
                        .imageId())
                .isEqualTo(Ec2Settings.DEFAULT_IMAGE.replace("amd64", "arm64"));
    }

    @Test
    void anImageOfTheUsersOwnIsTakenForEveryType() {
        String own = "ami-0123456789abcdef0";
        assertThat(request(Ec2Settings.builder().image(own).instanceTypes(List.of("c7g.large")))
                        .imageId())
                .isEqualTo(own);
    }

    @Test
    void shuttingDownMeansTerminating() {
        assertThat(request(Ec2Settings.builder()).instanceInitiatedShutdownBehavior())
                .isEqualTo(ShutdownBehavior.TERMINATE);
    }

    @Test
    void theMetadataServiceWantsATokenAndIsOneHopAway() {
        RunInstancesRequest call = request(Ec2Settings.builder());
        assertThat(call.metadataOptions().httpTokens()).isEqualTo(HttpTokensState.REQUIRED);
        assertThat(call.metadataOptions().httpPutResponseHopLimit()).isEqualTo(1);
    }

    @Test
    void theRootVolumeIsEncryptedGp3AndGoesWithTheMachine() {
        assertThat(request(Ec2Settings.builder().rootVolumeGib(20)).blockDeviceMappings())
                .singleElement()
                .satisfies(mapping -> {
                    EbsBlockDevice volume = mapping.ebs();
                    assertThat(mapping.deviceName()).isEqualTo("/dev/sda1");
                    assertThat(volume.encrypted()).isTrue();
                    assertThat(volume.volumeType()).isEqualTo(VolumeType.GP3);
                    assertThat(volume.deleteOnTermination()).isTrue();
                    assertThat(volume.volumeSize()).isEqualTo(20);
                });
    }

    @Test
    void withPrivateAddressesTheSubnetDecidesAboutPublicOnes() {
        assertThat(request(Ec2Settings.builder().usePrivateIp(true))
                        .networkInterfaces()
                        .get(0)
                        .associatePublicIpAddress())
                .isNull();
    }

    @Test
    void spotIsAChoiceAndOnDemandTheDefault() {
        assertThat(request(Ec2Settings.builder()).instanceMarketOptions()).isNull();
        RunInstancesRequest spot = request(Ec2Settings.builder().spot(true));
        assertThat(spot.instanceMarketOptions().marketType()).isEqualTo(MarketType.SPOT);
        assertThat(spot.instanceMarketOptions().spotOptions().spotInstanceType())
                .isEqualTo(SpotInstanceType.ONE_TIME);
        assertThat(spot.tagSpecifications())
                .extracting(TagSpecification::resourceType)
                .contains(ResourceType.SPOT_INSTANCES_REQUEST);
    }

    @Test
    void instancesVolumesAndInterfacesAreTaggedInTheSameCall() {
        assertThat(request(Ec2Settings.builder()).tagSpecifications())
                .extracting(TagSpecification::resourceType)
                .containsExactly(ResourceType.INSTANCE, ResourceType.VOLUME, ResourceType.NETWORK_INTERFACE);
    }

    @Test
    void anInstanceProfileIsGivenByNameOrArn() {
        assertThat(request(Ec2Settings.builder().instanceProfile("load"))
                        .iamInstanceProfile()
                        .name())
                .isEqualTo("load");
        String arn = "arn:aws:iam::123456789012:instance-profile/load";
        assertThat(request(Ec2Settings.builder().instanceProfile(arn))
                        .iamInstanceProfile()
                        .arn())
                .isEqualTo(arn);
    }

    @Test
    void theSameRecordAndAttemptMakeTheSameCall() {
        SwarmKeys keys = SwarmKeys.make();
        Ec2Settings settings = Ec2Settings.builder().build();
        LaunchRequest request = new LaunchRequest(
                settings,
                new MachineImages(settings, Map.of()),
                "sg-1",
                "key",
                "/dev/sda1",
                keys.host(),
                keys.client());
        LaunchAttempt attempt = LaunchAttempt.first("t3.micro", "subnet-1", 6, Launches.NOON);
        SwarmRecord saved = new Ec2Resources(Launches.swarm(5)).withLaunches(List.of(attempt));
        LaunchAttempt recorded = new Ec2Resources(saved).launches().get(0);
        assertThat(request.of(Launches.swarm(5), recorded)).isEqualTo(request.of(Launches.swarm(5), attempt));
    }

    @Test
    void userDataIsOneSmallCloudConfigThatBeginsWithTheTimer() throws IOException {
        byte[] data = Base64.getDecoder().decode(request(Ec2Settings.builder()).userData());
        assertThat(data).hasSizeLessThan(16 * 1024); // EC2's limit
        String text = new String(data, UTF_8);
        assertThat(text).startsWith("#cloud-config\n{\"bootcmd\":[[\"sh\",\"-c\",");
        JsonNode config = JsonMapper.builder().build().readTree(text.substring(text.indexOf('\n')));
        Set<String> keys = new TreeSet<>();
        config.fieldNames().forEachRemaining(keys::add);
        assertThat(Set.of("bootcmd", "ssh_keys", "ssh_authorized_keys", "write_files", "runcmd", "power_state"))
                .containsAll(keys);
        // for how long it may live, and no date
        assertThat(config.at("/bootcmd/0/4").asText()).isEqualTo("boot");
        assertThat(config.at("/bootcmd/0/6").asText()).isEqualTo("3600");
        assertThat(config.at("/ssh_keys/ed25519_private").asText()).startsWith("-----BEGIN OPENSSH PRIVATE KEY-----");
        assertThat(config.at("/ssh_authorized_keys/0").asText()).startsWith("ssh-ed25519 ");
    }

    @Test
    void nothingThatAUserTypesIsInTheUserData() {
        String userData = new String(
                Base64.getDecoder().decode(request(Ec2Settings.builder()).userData()), UTF_8);
        assertThat(Launches.swarm(5).tags()).containsValue("a'b$(c)");
        assertThat(userData).doesNotContain("a'b$(c)", "ann", "controller-1");
    }
}
