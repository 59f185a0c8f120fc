package io.jenkins.plugins.locustswarm.engine.machine.ec2.image;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Backoff;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2CallException;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.util.List;

/** Removes images and their snapshots. One that is already gone counts as success. */
final class ImageRemoval {

    private static final String UNAVAILABLE = "InvalidAMIID.Unavailable";
    private static final String IN_USE = "InvalidSnapshot.InUse";

    private final Ec2Api api;
    private final ImageQueries queries;

    ImageRemoval(Ec2Api api) {
        this.api = api;
        this.queries = new ImageQueries(api);
    }

    /**
     * Deregisters an image, unless it is gone.
     *
     * @throws Ec2CallException when EC2 refuses for an image that exists
     */
    void deregister(SwarmImage image) throws InterruptedException {
        try {
            api.call(
                    "deregister image " + image.id(),
                    client -> client.deregisterImage(request -> request.imageId(image.id())));
        } catch (Ec2CallException e) {
            boolean isGone = e.isNotFound() || e.code().equals(UNAVAILABLE);
            // a policy that goes by tags allows nothing on an image that is gone
            if (!isGone && !(e.isRefusal() && !shows(image))) {
                throw e;
            }
        }
    }

    private boolean shows(SwarmImage image) throws InterruptedException {
        return queries.imagesOf(image.swarmId()).stream()
                .anyMatch(shown -> shown.id().equals(image.id()));
    }

    /**
     * Deletes snapshots. A snapshot counts as in use for some time after its image was deregistered.
     *
     * @throws Ec2CallException when one remains in use, or EC2 refuses for one that exists
     */
    void deleteSnapshots(List<String> ids) throws InterruptedException {
        for (String id : ids) {
            deleteSnapshot(id);
        }
    }

    private void deleteSnapshot(String id) throws InterruptedException {
        Deadline deadline = Deadline.in(api.timing().teardown());
        Backoff backoff = new Backoff(api.timing());
        while (true) {
            try {
                api.call("delete snapshot " + id, client -> client.deleteSnapshot(request -> request.snapshotId(id)));
                return;
            } catch (Ec2CallException e) {
                if (e.isNotFound() || (e.isRefusal() && !queries.showsSnapshot(id))) {
                    return;
                }
                if (!e.code().equals(IN_USE) || deadline.passed()) {
                    throw e;
                }
                backoff.pause(deadline);
            }
        }
    }
}
