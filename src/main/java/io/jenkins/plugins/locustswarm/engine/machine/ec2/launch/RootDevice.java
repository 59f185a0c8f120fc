package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.Image;

/**
 * The name of an image's root device, without which its volume cannot be made encrypted and gp3: another name would
 * add a second volume.
 */
public final class RootDevice {

    /** The public parameters of those who publish images, and the device that their images boot from. */
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
            return ask(image, api);
        }
        Optional<String> known = KNOWN.entrySet().stream()
                .filter(entry -> image.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        return known.orElseThrow(() -> new BadInputException("The root device of the image that " + image
                + " names is not known: take the id of an AMI, or name the device, such as /dev/sda1 (root_device)."));
    }

    private static String ask(String image, Ec2Api api) throws InterruptedException {
        DescribeImagesResponse answer =
                api.call("look at image " + image, client -> client.describeImages(request -> request.imageIds(image)));
        return answer.images().stream()
                .findFirst()
                .map(Image::rootDeviceName)
                .orElseThrow(() -> new BadInputException("There is no image " + image
                        + " in this region, or this account may not use it. AMI ids are different in every region."));
    }
}
