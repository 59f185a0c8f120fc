package io.jenkins.plugins.locustswarm.engine.machine.ec2.image;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Backoff;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/**
 * Removes what EC2 has begun to make from a machine. EC2 shows a new image late, and begins its snapshots still later,
 * since it reboots the machine first.
 */
final class UnfinishedImageRemoval {

    private final Ec2Api api;
    private final ImageQueries queries;
    private final ImageRemoval removal;

    UnfinishedImageRemoval(Ec2Api api, String region) {
        this.api = api;
        this.queries = new ImageQueries(api);
        this.removal = new ImageRemoval(api, region);
    }

    /**
     * Removes everything that was made from the machines of one swarm.
     *
     * @param id the image, if EC2 has told it
     * @return whether EC2 may still begin a snapshot
     * @throws io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException if an image or a snapshot may be left
     */
    boolean discard(String swarmId, @CheckForNull String id) throws InterruptedException {
        List<SwarmImage> images = queries.awaitImagesOf(swarmId);
        boolean isUnfinished = images.isEmpty() || images.stream().anyMatch(SwarmImage::isPending);
        Set<String> snapshots = new TreeSet<>(snapshotsOf(swarmId));
        images.forEach(image -> snapshots.addAll(image.snapshots()));
        removal.remove(
                images.stream()
                        .map(image -> new ImageRemains(image, image.snapshots(), ""))
                        .toList(),
                Progress.SILENT);
        if (id != null && images.isEmpty()) {
            removal.deregister(id, swarmId);
        }
        Deadline deadline = Deadline.in(api.timing().visible());
        Backoff backoff = new Backoff(api.timing());
        while (true) {
            List<String> more = snapshotsOf(swarmId);
            snapshots.addAll(more);
            removal.removeSnapshots(more);
            if (!isUnfinished || !snapshots.isEmpty() || deadline.passed()) {
                return isUnfinished && snapshots.isEmpty();
            }
            backoff.pause(deadline);
        }
    }

    private List<String> snapshotsOf(String swarmId) throws InterruptedException {
        return ImageQueries.orNone(() -> queries.snapshotsOf(swarmId)).stream()
                .map(Snapshot::snapshotId)
                .toList();
    }
}
