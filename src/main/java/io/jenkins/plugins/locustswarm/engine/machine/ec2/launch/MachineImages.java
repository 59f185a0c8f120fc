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
 * The image for each instance type: the user's own for all of them, or else the default one for the type's processor.
 *
 * @param reported the architectures that EC2 tells, by type; for other types their names decide
 */
public record MachineImages(Ec2Settings settings, Map<String, Architecture> reported) {

    /** Asks EC2 about the types where the image depends on them. */
    public static MachineImages find(Ec2Settings settings, Ec2Api api) throws InterruptedException {
        return new MachineImages(settings, settings.hasOwnImage() ? Map.of() : ask(settings, api));
    }

    /** Empty where the policy does not allow the question, or EC2 does not know one of the types. */
    private static Map<String, Architecture> ask(Ec2Settings settings, Ec2Api api) throws InterruptedException {
        DescribeInstanceTypesResponse answer;
        try {
            answer = api.call(
                    "look at instance types",
                    client -> client.describeInstanceTypes(
                            request -> request.instanceTypesWithStrings(settings.instanceTypes())));
        } catch (Ec2CallException e) {
            if (e.code().isEmpty()) { // it could not be asked at all
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

    /** An AMI id, or {@code resolve:ssm:} and the name of a parameter that holds one. */
    String of(String type) {
        return settings.hasOwnImage()
                ? settings.image()
                : Ec2Settings.ubuntu(reported.getOrDefault(type, Architecture.ofType(type)));
    }
}
