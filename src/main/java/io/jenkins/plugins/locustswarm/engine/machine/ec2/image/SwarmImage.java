package io.jenkins.plugins.locustswarm.engine.machine.ec2.image;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.SwarmTags;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.ImageSettings;
import io.jenkins.plugins.locustswarm.engine.record.Installation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * An image of a machine on which bootstrap.sh has run, as EC2 described it last.
 *
 * @param id the AMI id
 * @param swarmId id of the swarm of the machine
 * @param owner who made it; empty if the tag is missing
 * @param controllerId id of the installation that made it; empty if the tag is missing
 * @param profile the configuration that it was made with; empty if that has no name
 * @param base the image that the machine was launched with, as the settings name it; empty if the tag is missing
 * @param requirements digest of the files that say what is installed; empty if the tag is missing
 * @param maxAge age up to which it is used, and after which the reaper removes it; absent if the tag is missing
 * @param locust version of Locust; empty if it is not known
 * @param state EC2's state of the image, such as {@code available}
 * @param why EC2's reason for that state; may be empty
 * @param createdAt absent if EC2 does not say it
 * @param rootGib size of its root volume, in GiB
 * @param gib sum of the sizes of the volumes of its snapshots, in GiB
 * @param snapshots ids of its snapshots, which cost money as long as they exist
 */
public record SwarmImage(
        String id,
        String swarmId,
        String owner,
        String controllerId,
        String profile,
        String base,
        String requirements,
        @CheckForNull Duration maxAge,
        String locust,
        String state,
        String why,
        @CheckForNull Instant createdAt,
        int rootGib,
        int gib,
        List<String> snapshots) {

    static final String AVAILABLE = "available";
    static final String PENDING = "pending";

    /** EC2 makes nothing more of an image in such a state. */
    private static final Set<String> NOT_FINISHED = Set.of("failed", "error", "invalid");

    public SwarmImage {
        snapshots = List.copyOf(snapshots);
    }

    static SwarmImage of(Image image) {
        List<EbsBlockDevice> volumes = image.blockDeviceMappings().stream()
                .map(BlockDeviceMapping::ebs)
                .filter(Objects::nonNull)
                .toList();
        String reason = image.stateReason() == null ? null : image.stateReason().message();
        return new SwarmImage(
                image.imageId(),
                tag(image, SwarmTags.ID),
                tag(image, SwarmTags.OWNER),
                tag(image, SwarmTags.CONTROLLER),
                tag(image, ImageTags.PROFILE),
                tag(image, ImageTags.BASE),
                tag(image, ImageTags.REQUIREMENTS),
                days(tag(image, ImageTags.MAX_AGE)),
                tag(image, ImageTags.LOCUST),
                image.stateAsString() == null ? PENDING : image.stateAsString(),
                reason == null ? "" : reason,
                instant(image.creationDate()),
                gib(image.blockDeviceMappings().stream()
                        .filter(device -> device.deviceName() != null
                                && device.deviceName().equals(image.rootDeviceName()))),
                gib(image.blockDeviceMappings().stream()),
                volumes.stream()
                        .map(EbsBlockDevice::snapshotId)
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static int gib(Stream<BlockDeviceMapping> devices) {
        return devices.map(BlockDeviceMapping::ebs)
                .filter(Objects::nonNull)
                .map(EbsBlockDevice::volumeSize)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
    }

    private static String tag(Image image, String key) {
        List<Tag> tags = image.tags();
        return SwarmTags.value(tags, key).orElse("");
    }

    /** Returns nothing if a user has edited the tag. */
    @CheckForNull
    private static Duration days(String text) {
        return text.matches("[1-9][0-9]{0,3}") ? Duration.ofDays(Integer.parseInt(text)) : null;
    }

    @CheckForNull
    private static Instant instant(@CheckForNull String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Returns the time since it was made; zero if that is not known. */
    public Duration age(Instant now) {
        return createdAt == null ? Duration.ZERO : Duration.between(createdAt, now);
    }

    /** Whether an installation made it. */
    public boolean isOf(Installation installation) {
        return installation.controllerIds().stream().map(SwarmTags::fitting).anyMatch(controllerId::equals);
    }

    /** Whether machines can be launched with it. */
    public boolean isAvailable() {
        return state.equals(AVAILABLE);
    }

    /**
     * Whether it is older than its own maximum age. The settings of the reaper are for images without one only: the reaper
     * of any profile sees the images of all.
     */
    boolean isTooOld(ImageSettings reaper, Instant now) {
        return age(now).compareTo(maxAge == null ? reaper.age() : maxAge) > 0;
    }

    /** Whether EC2 has given up making it. */
    boolean isFailed() {
        return NOT_FINISHED.contains(state);
    }

    /** Whether it is gone, although EC2 still shows it. */
    boolean isDeregistered() {
        return state.equals("deregistered");
    }

    /** Whether EC2 is still making it. */
    public boolean isPending() {
        return state.equals(PENDING);
    }

    /** Whether a machine that gets these files can be launched with it in place of the base image. */
    boolean fits(String wantedBase, String wantedRequirements, Ec2Settings settings, Instant now) {
        return isAvailable()
                && base.equals(SwarmTags.fitting(wantedBase))
                && requirements.equals(wantedRequirements)
                && createdAt != null
                && age(now).compareTo(settings.images().age()) < 0
                && !isTooOld(settings.images(), now)
                && settings.rootVolumeGib().map(size -> size >= rootGib).orElse(true);
    }

    /** Returns the ids of the image and its snapshots. */
    List<String> everything() {
        return Stream.concat(Stream.of(id), snapshots.stream()).toList();
    }
}
