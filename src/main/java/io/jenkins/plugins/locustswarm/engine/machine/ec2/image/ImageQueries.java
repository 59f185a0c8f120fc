package io.jenkins.plugins.locustswarm.engine.machine.ec2.image;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Backoff;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2CallException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.SwarmTags;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/**
 * Finds images and snapshots of the account by their tags. It selects by filter, so that a missing one is not an error.
 */
final class ImageQueries {

    private static final String SELF = "self";

    /** "Unpaginated requests are susceptible to throttling and timeouts" (API reference, DescribeImages). */
    private static final int PAGE = 1000;

    private final Ec2Api api;

    ImageQueries(Ec2Api api) {
        this.api = api;
    }

    /** A question. */
    interface Question<T> {
        List<T> ask() throws InterruptedException;
    }

    /** Returns nothing if the policy does not allow to look, as the one that suffices for swarms. */
    static <T> List<T> orNone(Question<T> question) throws InterruptedException {
        try {
            return question.ask();
        } catch (Ec2CallException e) {
            if (e.isRefusal()) {
                return List.of();
            }
            throw e;
        }
    }

    /** Returns all images that were made from machines of swarms, the newest first. */
    List<SwarmImage> images() throws InterruptedException {
        return images(madeOfMachines());
    }

    /** Returns the images that were made from machines of one swarm, the newest first. */
    List<SwarmImage> imagesOf(String swarmId) throws InterruptedException {
        return images(SwarmTags.filter(swarmId));
    }

    /** Waits until EC2 shows images of the swarm, and returns them; none if it shows none within the usual delay. */
    List<SwarmImage> awaitImagesOf(String swarmId) throws InterruptedException {
        Deadline deadline = Deadline.in(api.timing().visible());
        Backoff backoff = new Backoff(api.timing());
        while (true) {
            List<SwarmImage> images = imagesOf(swarmId);
            if (!images.isEmpty() || deadline.passed()) {
                return images;
            }
            backoff.pause(deadline);
        }
    }

    /** Returns an image that was made from a machine of one swarm, if EC2 shows it. */
    Optional<SwarmImage> imageOf(String swarmId, String id) throws InterruptedException {
        return imagesOf(swarmId).stream().filter(image -> image.id().equals(id)).findFirst();
    }

    private List<SwarmImage> images(Filter filter) throws InterruptedException {
        // the snapshots of a disabled image cannot be deleted, and should not seem to be without their image
        DescribeImagesRequest request = DescribeImagesRequest.builder()
                .owners(SELF)
                .filters(filter)
                .includeDisabled(true)
                .maxResults(PAGE)
                .build();
        Comparator<SwarmImage> byAge =
                Comparator.comparing(SwarmImage::createdAt, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()));
        return api.call(
                "describe images",
                client -> client.describeImagesPaginator(request).images().stream()
                        .map(SwarmImage::of)
                        .sorted(byAge.reversed().thenComparing(SwarmImage::id))
                        .toList());
    }

    /** Returns the snapshots of images that were made from machines of swarms, also of images that are gone. */
    List<Snapshot> snapshots() throws InterruptedException {
        return snapshots(madeOfMachines());
    }

    /** Returns the snapshots of the images that were made from machines of one swarm. */
    List<Snapshot> snapshotsOf(String swarmId) throws InterruptedException {
        return snapshots(SwarmTags.filter(swarmId));
    }

    boolean showsSnapshot(String id) throws InterruptedException {
        return !snapshots(Filter.builder().name("snapshot-id").values(id).build())
                .isEmpty();
    }

    private List<Snapshot> snapshots(Filter filter) throws InterruptedException {
        DescribeSnapshotsRequest request = DescribeSnapshotsRequest.builder()
                .ownerIds(SELF)
                .filters(filter)
                .maxResults(PAGE)
                .build();
        return api.call(
                "describe snapshots",
                client -> client.describeSnapshotsPaginator(request).snapshots().stream()
                        .toList());
    }

    private static Filter madeOfMachines() {
        return Filter.builder().name("tag-key").values(ImageTags.BASE).build();
    }
}
