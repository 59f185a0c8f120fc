package io.jenkins.plugins.locustswarm.engine.machine.ec2.image;

import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Backoff;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2CallException;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Removes images and their snapshots. One that is already gone counts as success. */
final class ImageRemoval {

    /** The image is gone, or EC2 is still making it. */
    private static final String UNAVAILABLE = "InvalidAMIID.Unavailable";

    private static final String IN_USE = "InvalidSnapshot.InUse";

    private final Ec2Api api;
    private final String region;
    private final ImageQueries queries;

    ImageRemoval(Ec2Api api, String region) {
        this.api = api;
        this.region = region;
        this.queries = new ImageQueries(api);
    }

    /**
     * Removes images and snapshots, and continues after a failure.
     *
     * @return what was removed
     * @throws MachinesLeftException if an image or a snapshot may be left
     */
    List<ImageRemains> remove(List<ImageRemains> all, Progress progress) throws InterruptedException {
        List<ImageRemains> removed = new ArrayList<>();
        List<String> left = new ArrayList<>();
        Ec2CallException last = null;
        for (ImageRemains remains : all) {
            try {
                if (remove(remains, progress)) {
                    removed.add(remains);
                }
            } catch (Ec2CallException e) {
                left.addAll(remains.everything());
                last = e;
            }
        }
        if (last != null) {
            throw left(left, last);
        }
        return removed;
    }

    /**
     * Removes the snapshots of an image that is gone.
     *
     * @throws MachinesLeftException if a snapshot may be left
     */
    void removeSnapshots(List<String> ids) throws InterruptedException {
        try {
            for (String id : ids) {
                deleteSnapshot(id);
            }
        } catch (Ec2CallException e) {
            throw left(ids, e);
        }
    }

    private MachinesLeftException left(List<String> left, Ec2CallException cause) {
        return new MachinesLeftException(
                "Images could not be removed completely in region " + region + ": " + cause.getMessage()
                        + " What may be left: " + String.join(", ", left)
                        + ". The next reaping tries again; if this persists, delete them in the EC2 console.",
                left,
                cause);
    }

    private boolean remove(ImageRemains remains, Progress progress) throws InterruptedException {
        SwarmImage image = remains.image();
        if (image == null) {
            return deleteUnused(remains.snapshots(), progress);
        }
        deregister(image.id(), image.swarmId());
        for (String id : remains.snapshots()) {
            deleteSnapshot(id);
        }
        return true;
    }

    /**
     * Deletes snapshots without an image that EC2 shows. One that is in use belongs to an image all the same, such as
     * one of the user's own.
     */
    private boolean deleteUnused(List<String> ids, Progress progress) throws InterruptedException {
        boolean all = true;
        for (String id : ids) {
            try {
                deleteOnce(id);
            } catch (Ec2CallException e) {
                if (!e.code().equals(IN_USE)) {
                    throw e;
                }
                progress.phase("Snapshot " + id + " is in use by another image, so it is left alone.");
                all = false;
            }
        }
        return all;
    }

    /**
     * Deregisters an image, unless it is gone. An image that EC2 is still making can be unavailable for this, too.
     *
     * @throws Ec2CallException if EC2 refuses for an image that exists
     */
    void deregister(String id, String swarmId) throws InterruptedException {
        Deadline deadline = Deadline.in(api.timing().teardown());
        Backoff backoff = new Backoff(api.timing());
        while (true) {
            try {
                api.call("deregister image " + id, client -> client.deregisterImage(request -> request.imageId(id)));
                return;
            } catch (Ec2CallException e) {
                boolean isUnavailable = e.code().equals(UNAVAILABLE);
                // a policy that goes by tags allows nothing on an image that is gone
                if (e.isNotFound() || ((isUnavailable || e.isRefusal()) && isGone(id, swarmId))) {
                    return;
                }
                if (!isUnavailable || deadline.passed()) {
                    throw e;
                }
                backoff.pause(deadline);
            }
        }
    }

    private boolean isGone(String id, String swarmId) throws InterruptedException {
        Optional<SwarmImage> shown = queries.imageOf(swarmId, id);
        return shown.isEmpty() || shown.get().isDeregistered();
    }

    /**
     * Deletes the snapshot of an image. It counts as in use for some time after its image was deregistered.
     *
     * @throws Ec2CallException if it remains in use, or EC2 refuses for one that exists
     */
    private void deleteSnapshot(String id) throws InterruptedException {
        Deadline deadline = Deadline.in(api.timing().teardown());
        Backoff backoff = new Backoff(api.timing());
        while (true) {
            try {
                deleteOnce(id);
                return;
            } catch (Ec2CallException e) {
                if (!e.code().equals(IN_USE) || deadline.passed()) {
                    throw e;
                }
                backoff.pause(deadline);
            }
        }
    }

    private void deleteOnce(String id) throws InterruptedException {
        try {
            api.call("delete snapshot " + id, client -> client.deleteSnapshot(request -> request.snapshotId(id)));
        } catch (Ec2CallException e) {
            if (!e.isNotFound() && !(e.isRefusal() && !queries.showsSnapshot(id))) {
                throw e;
            }
        }
    }
}
