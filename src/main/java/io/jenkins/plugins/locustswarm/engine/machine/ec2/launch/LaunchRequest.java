package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.Ed25519Key;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.LaunchAttempt;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.SwarmTags;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceInterruptionBehavior;
import software.amazon.awssdk.services.ec2.model.InstanceMarketOptionsRequest;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.ShutdownBehavior;
import software.amazon.awssdk.services.ec2.model.SpotInstanceType;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/**
 * Builds the RunInstances calls of a swarm. The call is the same for the same record and attempt, so that it can be
 * repeated with the same token.
 *
 * @param images the image of each instance type
 * @param group id of the security group
 * @param keyPair name of the key pair
 * @param rootDevice name of the image's root device
 * @param hostKey SSH host key of all instances
 * @param clientKey SSH key that may log in; absent if the key pair is the user's own
 */
public record LaunchRequest(
        Ec2Settings settings,
        MachineImages images,
        String group,
        String keyPair,
        String rootDevice,
        Ed25519Key hostKey,
        @CheckForNull Ed25519Key clientKey) {

    /** Returns the same calls without an image that was made from a machine. */
    LaunchRequest withoutImage(String id) {
        return new LaunchRequest(settings, images.without(id), group, keyPair, rootDevice, hostKey, clientKey);
    }

    public RunInstancesRequest of(SwarmRecord swarm, LaunchAttempt attempt) {
        RunInstancesRequest.Builder call = RunInstancesRequest.builder()
                .clientToken(attempt.token())
                .imageId(images.of(attempt.type()))
                .instanceType(attempt.type())
                .minCount(1)
                .maxCount(attempt.count())
                .keyName(keyPair)
                .userData(UserData.encoded(userData(swarm, attempt)))
                .instanceInitiatedShutdownBehavior(ShutdownBehavior.TERMINATE)
                .networkInterfaces(networkInterface(attempt.subnet()))
                .blockDeviceMappings(rootVolume())
                .metadataOptions(
                        options -> options.httpTokens(HttpTokensState.REQUIRED).httpPutResponseHopLimit(1))
                .tagSpecifications(tags(swarm));
        settings.instanceProfile().ifPresent(profile -> call.iamInstanceProfile(profile(profile)));
        if (settings.spot()) {
            call.instanceMarketOptions(spot());
        }
        return call.build();
    }

    /** The lease counts from the attempt, not from now, so that a repeated call is the same. */
    private String userData(SwarmRecord swarm, LaunchAttempt attempt) {
        Duration lease = Duration.between(attempt.at(), swarm.leaseEnds());
        return UserData.text(new Ec2Resources(swarm).id().orElseThrow(), lease, hostKey, clientKey);
    }

    private InstanceNetworkInterfaceSpecification networkInterface(String subnet) {
        InstanceNetworkInterfaceSpecification.Builder spec = InstanceNetworkInterfaceSpecification.builder()
                .deviceIndex(0)
                .subnetId(subnet)
                .groups(group)
                .deleteOnTermination(true);
        // with private addresses the subnet decides: without a NAT gateway, PyPI needs a public address
        return settings.usePrivateIp()
                ? spec.build()
                : spec.associatePublicIpAddress(true).build();
    }

    private BlockDeviceMapping rootVolume() {
        EbsBlockDevice.Builder volume = EbsBlockDevice.builder()
                .volumeType(VolumeType.GP3)
                .encrypted(true)
                .deleteOnTermination(true);
        settings.rootVolumeGib().ifPresent(volume::volumeSize);
        return BlockDeviceMapping.builder()
                .deviceName(rootDevice)
                .ebs(volume.build())
                .build();
    }

    private List<TagSpecification> tags(SwarmRecord swarm) {
        List<ResourceType> types =
                new ArrayList<>(List.of(ResourceType.INSTANCE, ResourceType.VOLUME, ResourceType.NETWORK_INTERFACE));
        if (settings.spot()) {
            types.add(ResourceType.SPOT_INSTANCES_REQUEST);
        }
        return SwarmTags.on(swarm, types.toArray(ResourceType[]::new));
    }

    private static IamInstanceProfileSpecification profile(String nameOrArn) {
        IamInstanceProfileSpecification.Builder spec = IamInstanceProfileSpecification.builder();
        return (nameOrArn.startsWith("arn:") ? spec.arn(nameOrArn) : spec.name(nameOrArn)).build();
    }

    private static InstanceMarketOptionsRequest spot() {
        return InstanceMarketOptionsRequest.builder()
                .marketType(MarketType.SPOT)
                .spotOptions(options -> options.spotInstanceType(SpotInstanceType.ONE_TIME)
                        .instanceInterruptionBehavior(InstanceInterruptionBehavior.TERMINATE))
                .build();
    }
}
