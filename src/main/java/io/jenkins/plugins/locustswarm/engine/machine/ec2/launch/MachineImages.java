package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2CallException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Architecture;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;

/**
 * The image for each instance type: the user's own image, or else the default image for the processor of the type. An
 * image that was made from a machine with this one takes its place.
 *
 * @param reported processor architectures from EC2, by instance type; for other types the name decides
 * @param made the ids of images that were made from machines of a swarm, by the image that these were launched with
 */
public record MachineImages(Ec2Settings settings, Map<String, Architecture> reported, Map<String, String> made) {

    public MachineImages(Ec2Settings settings, Map<String, Architecture> reported) {
        this(settings, reported, Map.of());
    }

    /** Finds the images. Asks EC2 about the instance types if the image depends on them. */
    public static MachineImages find(Ec2Settings settings, Ec2Api api) throws InterruptedException {
        return new MachineImages(settings, settings.hasOwnImage() ? Map.of() : ask(settings, api));
    }

    /** Returns nothing if the policy does not allow the call, or EC2 does not know one of the types. */
    private static Map<String, Architecture> ask(Ec2Settings settings, Ec2Api api) throws InterruptedException {
        DescribeInstanceTypesResponse answer;
        try {
            answer = api.call(
                    "describe instance types",
                    client -> client.describeInstanceTypes(
                            request -> request.instanceTypesWithStrings(settings.instanceTypes())));
        } catch (Ec2CallException e) {
            if (e.code().isEmpty()) { // EC2 could not be reached
                throw e;
            }
            return Map.of();
        }
        Map<String, Architecture> reported = new TreeMap<>();
        for (InstanceTypeInfo info : answer.instanceTypes()) {
            if (info.processorInfo() != null) {
                reported.put(
                        info.instanceTypeAsString(),
                        Architecture.ofSupported(info.processorInfo().supportedArchitecturesAsStrings()));
            }
        }
        return reported;
    }

    /** Returns these images with others in their place, by the image that is replaced. */
    public MachineImages withMade(Map<String, String> others) {
        return new MachineImages(settings, reported, others);
    }

    /** Returns these images without one that was made from a machine. */
    MachineImages without(String id) {
        Map<String, String> others = new TreeMap<>(made);
        others.values().removeIf(id::equals);
        return withMade(others);
    }

    /** Returns an AMI id, or {@code resolve:ssm:} and the name of a parameter that holds one. */
    String of(String type) {
        String base = base(type);
        return made.getOrDefault(base, base);
    }

    /** Whether {@link #of} is an image that was made from a machine. */
    boolean isMade(String type) {
        return made.containsKey(base(type));
    }

    /** Returns the base image, for a machine that has nothing of a swarm yet. */
    public String base(String type) {
        return settings.hasOwnImage()
                ? settings.image()
                : Ec2Settings.ubuntu(reported.getOrDefault(type, Architecture.ofType(type)));
    }
}
