package io.jenkins.plugins.locustswarm.engine.machine.ec2.image;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.SwarmTags;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.ImageSettings;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The tags on an image and its snapshots, besides those that the resources of a swarm have. */
final class ImageTags {

    /** The image that the machine was launched with, as the settings name it. */
    static final String BASE = "locust-swarm:image-base";

    /** The digest of {@link io.jenkins.plugins.locustswarm.engine.files.Requirements}. */
    static final String REQUIREMENTS = "locust-swarm:image-requirements";

    /** The version of Locust. */
    static final String LOCUST = "locust-swarm:image-locust";

    /** The configuration that the image was made with, such as a profile. */
    static final String PROFILE = "locust-swarm:image-profile";

    /** The age in days up to which it is used, and after which the reaper removes it. */
    static final String MAX_AGE = "locust-swarm:image-max-age";

    /** 50, the limit of EC2, without those of a swarm, {@code Name} and those of this class. */
    private static final int MAX_OWN_TAGS = 40;

    private ImageTags() {}

    /**
     * Checks that there is room for the tags of an image beside the user's own.
     *
     * @throws BadInputException if there are too many
     */
    static void check(Map<String, String> own) {
        if (own.size() > MAX_OWN_TAGS) {
            throw new BadInputException("There are " + own.size() + " tags: an image can have " + MAX_OWN_TAGS
                    + " besides those of Locust Swarm. Remove some.");
        }
    }

    /** Returns the tags for the call that makes an image, for the image itself and for its snapshots. */
    static List<TagSpecification> of(
            SwarmRecord swarm,
            String base,
            String requirements,
            ImageSettings settings,
            @CheckForNull String locust,
            @CheckForNull String profile) {
        Map<String, String> all = new TreeMap<>(swarm.tags());
        all.put(SwarmTags.SWARM, swarm.name());
        all.put(SwarmTags.ID, new Ec2Resources(swarm).id().orElseThrow());
        all.put(SwarmTags.OWNER, SwarmTags.fitting(swarm.owner()));
        all.put(SwarmTags.CONTROLLER, SwarmTags.fitting(swarm.controllerId()));
        all.put(BASE, SwarmTags.fitting(base));
        all.put(REQUIREMENTS, requirements);
        all.put(MAX_AGE, Integer.toString(settings.maxAge()));
        if (locust != null) {
            all.put(LOCUST, SwarmTags.fitting(locust));
        }
        if (profile != null) {
            all.put(PROFILE, SwarmTags.fitting(profile));
        }
        all.putIfAbsent("Name", "locust-swarm image");
        List<Tag> tags = all.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        return Stream.of(ResourceType.IMAGE, ResourceType.SNAPSHOT)
                .map(type ->
                        TagSpecification.builder().resourceType(type).tags(tags).build())
                .toList();
    }
}
