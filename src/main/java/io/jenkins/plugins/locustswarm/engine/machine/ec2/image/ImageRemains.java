package io.jenkins.plugins.locustswarm.engine.machine.ec2.image;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.SwarmTags;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.ImageSettings;
import io.jenkins.plugins.locustswarm.engine.record.Installation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/**
 * An image, or a snapshot without its image, that a reaper removes.
 *
 * @param image absent if only the snapshots are left
 * @param snapshots ids of the snapshots
 * @param why the end of a sentence that begins with the image
 */
public record ImageRemains(@CheckForNull SwarmImage image, List<String> snapshots, String why) {

    /** An image that takes longer will not be finished; nor is a snapshot of that age one of an image that is being made. */
    private static final Duration MAX_PENDING_AGE = ImageCreation.MAX_DURATION.plusHours(1);

    public ImageRemains {
        snapshots = List.copyOf(snapshots);
    }

    /** Returns the ids of the image and its snapshots. */
    public List<String> everything() {
        List<String> all = new ArrayList<>();
        if (image != null) {
            all.add(image.id());
        }
        all.addAll(snapshots);
        return all;
    }

    /** Describes what is removed and why, for example {@code Image ami-1 of ann, which is 40 days old}. */
    public String sentence() {
        return image == null
                ? "Snapshot " + String.join(", ", snapshots) + ", " + why
                : "Image " + image.id() + " of " + image.owner() + ", " + why;
    }

    /** Returns what an installation has to remove. */
    static List<ImageRemains> of(
            List<SwarmImage> images, List<Snapshot> snapshots, Installation own, ImageSettings settings, Instant now) {
        List<ImageRemains> remains = new ArrayList<>();
        Set<String> known = new TreeSet<>();
        for (SwarmImage image : images) {
            known.add(image.swarmId());
            if (image.isOf(own)) {
                whyRemoved(image, settings, now)
                        .ifPresent(why -> remains.add(new ImageRemains(image, image.snapshots(), why)));
            }
        }
        for (Snapshot snapshot : snapshots) {
            boolean isOld = snapshot.startTime() != null
                    && Duration.between(snapshot.startTime(), now).compareTo(MAX_PENDING_AGE) > 0;
            String controller =
                    SwarmTags.value(snapshot.tags(), SwarmTags.CONTROLLER).orElse("");
            String swarm = SwarmTags.value(snapshot.tags(), SwarmTags.ID).orElse("");
            if (isOld && isOwn(controller, own) && !known.contains(swarm)) {
                remains.add(new ImageRemains(null, List.of(snapshot.snapshotId()), "whose image is gone"));
            }
        }
        return remains;
    }

    private static boolean isOwn(String controllerId, Installation own) {
        return own.controllerIds().stream().map(SwarmTags::fitting).anyMatch(controllerId::equals);
    }

    private static Optional<String> whyRemoved(SwarmImage image, ImageSettings settings, Instant now) {
        Duration age = image.age(now);
        if (image.isPending()) {
            return age.compareTo(MAX_PENDING_AGE) > 0 ? Optional.of("which was never finished") : Optional.empty();
        }
        if (image.isDeregistered()) {
            return Optional.empty();
        }
        if (image.isFailed()) {
            return Optional.of(
                    "which EC2 reports as " + image.state() + (image.why().isEmpty() ? "" : " (" + image.why() + ")"));
        }
        return image.isTooOld(settings, now) ? Optional.of("which is " + age.toDays() + " days old") : Optional.empty();
    }
}
