package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * Finds the name of an image's root device. Encryption and the type gp3 of the root volume are requested by this name;
 * another name would add a second volume.
 */
public final class RootDevice {

    /** Prefixes of public parameters for images, and the root device of these images. */
    private static final Map<String, String> KNOWN = Map.of(
            "resolve:ssm:/aws/service/canonical/", "/dev/sda1",
            "resolve:ssm:/aws/service/ami-amazon-linux-latest/", "/dev/xvda",
            "resolve:ssm:/aws/service/debian/", "/dev/xvda");

    private RootDevice() {}

    public static String of(Ec2Settings settings, Ec2Api api) throws InterruptedException {
        if (settings.rootDevice().isPresent()) {
            return settings.rootDevice().get();
        }
        String image = settings.image();
        if (image.startsWith("ami-")) {
            return ask(image, settings, api);
        }
        Optional<String> known = KNOWN.entrySet().stream()
                .filter(entry -> image.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        return known.orElseThrow(() -> new BadInputException("The root device of the image " + image
                + " is not known: set the id of an AMI instead, or the device (root_device), such as /dev/sda1."));
    }

    private static String ask(String image, Ec2Settings settings, Ec2Api api) throws InterruptedException {
        DescribeImagesResponse answer = api.call(
                "describe image " + image, client -> client.describeImages(request -> request.imageIds(image)));
        return answer.images().stream()
                .findFirst()
                .map(Image::rootDeviceName)
                .orElseThrow(() -> new BadInputException("The image " + image + " does not exist in region "
                        + settings.region() + ", or this account may not use it. AMI IDs differ between regions."));
    }
}
