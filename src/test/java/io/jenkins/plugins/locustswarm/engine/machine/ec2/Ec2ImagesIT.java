package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.fixture.Started;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.ApiCall;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Architecture;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each instance type gets an image that its processor can run. */
class Ec2ImagesIT {

    private static final String ARM = Ec2Settings.ubuntu(Architecture.ARM64);

    @Started
    private static LoopbackCloud cloud;

    @TempDir
    private Path folder;

    /** Brings a master and two workers up, and takes them down; with which image each type was launched. */
    private Map<String, String> imagesOf(String... types) throws InterruptedException {
        Ec2Settings settings = cloud.settings()
                .subnetIds(cloud.subnets().subList(0, 1))
                .instanceTypes(List.of(types))
                .build();
        try (CloudSwarm swarm =
                CloudSwarm.planned(cloud, folder, 2, 2, settings).create()) {
            assertThat(swarm.record().machines()).allMatch(machine -> machine.address() != null);
            swarm.destroy();
        }
        Map<String, String> images = new LinkedHashMap<>();
        calls("RunInstances").forEach(call -> images.put(call.get("InstanceType"), call.get("ImageId")));
        return images;
    }

    private static List<ApiCall> calls(String action) {
        return cloud.calls().stream()
                .filter(call -> call.action().equals(action))
                .toList();
    }

    @Test
    void aListOfTypesThatMixesProcessorsLaunchesEachWithItsImage() throws InterruptedException {
        cloud.faults().capacity("*", "c6g.large", 1).capacity("*", "t3.micro", 1);
        assertThat(imagesOf("c6g.large", "t3.micro", "t4g.micro"))
                .containsExactly(
                        Map.entry("c6g.large", ARM),
                        Map.entry("t3.micro", Ec2Settings.DEFAULT_IMAGE),
                        Map.entry("t4g.micro", ARM));
        assertThat(calls("DescribeInstanceTypes")).hasSize(1);
    }

    @Test
    void withoutPermissionTheArchitectureIsDerivedFromTheTypeName() throws InterruptedException {
        cloud.faults().fail("DescribeInstanceTypes", 1, 403, "UnauthorizedOperation");
        assertThat(imagesOf("c6g.large")).containsExactly(Map.entry("c6g.large", ARM));
    }

    @Test
    void aTypeThatEc2DoesNotKnowLeavesItToTheNames() throws InterruptedException {
        cloud.faults()
                .fail("DescribeInstanceTypes", 1, 400, "InvalidInstanceType")
                .capacity("*", "c99g.large", 0);
        assertThat(imagesOf("c99g.large", "t3.micro"))
                .containsExactly(Map.entry("c99g.large", ARM), Map.entry("t3.micro", Ec2Settings.DEFAULT_IMAGE));
    }

    @Test
    void anImageForOtherProcessorsThanTheTypesIsReported() throws InterruptedException {
        String image = cloud.direct()
                .describeImages(r -> r.owners("amazon"))
                .images()
                .get(0)
                .imageId();
        cloud.faults()
                .fail(
                        "RunInstances",
                        1,
                        400,
                        "InvalidParameterValue",
                        "The architecture 'arm64' of the specified instance type does not match the architecture 'x86_64'"
                                + " of the specified AMI. Specify an instance type and an AMI that have matching"
                                + " architectures, and try again. You can use 'describe-instance-types' or"
                                + " 'describe-images' to discover the architecture of the instance type or AMI.");
        Ec2Settings settings = cloud.settings()
                .image(image)
                .instanceTypes(List.of("c7g.large"))
                .build();
        try (CloudSwarm swarm = CloudSwarm.planned(cloud, folder, 0, 0, settings)) {
            assertThatThrownBy(swarm::create)
                    .isInstanceOf(BringUpException.class)
                    .hasMessageContaining("could not launch 1 x c7g.large")
                    .hasMessageContaining("'arm64'")
                    .hasMessageEndingWith(
                            "(InvalidParameterValue). Set an image (ami_id) for the processor architecture of the"
                                    + " instance type (ami_instance_type), or do not set ami_id: the default image"
                                    + " matches the architecture of the type.");
            swarm.destroy();
        }
        assertThat(calls("DescribeInstanceTypes")).isEmpty();
        assertThat(cloud.left()).isEmpty();
    }
}
