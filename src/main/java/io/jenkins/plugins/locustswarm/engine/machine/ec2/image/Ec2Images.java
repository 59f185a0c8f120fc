package io.jenkins.plugins.locustswarm.engine.machine.ec2.image;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Access;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2CallException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.MachineImages;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.Installation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.Snapshot;

/**
 * The images of a region that were made of machines of swarms. Those of other installations are listed, but never removed by
 * {@link #reap}.
 */
public final class Ec2Images implements AutoCloseable {

    private final Ec2Settings settings;
    private final Ec2Api api;
    private final ImageQueries queries;
    private final ImageRemoval removal;

    /** @param settings region, endpoint, timing and the maximum age of images are used */
    public Ec2Images(Ec2Settings settings, Ec2Access access) {
        this.settings = settings;
        this.api = new Ec2Api(access.client(settings), settings);
        this.queries = new ImageQueries(api);
        this.removal = new ImageRemoval(api);
    }

    /**
     * Returns all images, the newest first; none if the policy does not allow to look for them.
     *
     * @throws Ec2CallException when EC2 refuses the call for another reason, or cannot be reached
     */
    public List<SwarmImage> list() throws InterruptedException {
        try {
            return queries.images();
        } catch (Ec2CallException e) {
            if (e.isRefusal()) {
                return List.of();
            }
            throw e;
        }
    }

    /** Returns the newest image of an installation that fits the first instance type and these requirements. */
    public Optional<SwarmImage> find(Installation own, String requirements, Instant now) throws InterruptedException {
        String base =
                MachineImages.find(settings, api).base(settings.instanceTypes().get(0));
        return list().stream()
                .filter(image -> own.controllerIds().contains(image.controllerId()))
                .filter(image -> image.fits(base, requirements, settings, now))
                .findFirst();
    }

    /**
     * Returns what {@link #reap} would remove, and changes nothing: images that are too old or were not finished, and
     * snapshots whose image is gone.
     */
    public List<ImageRemains> reapable(Installation own, Instant now) throws InterruptedException {
        return ImageRemains.of(list(), snapshots(), own, settings.images(), now);
    }

    /** Returns no snapshots if the policy does not allow to look for them, as the one that suffices for swarms. */
    private List<Snapshot> snapshots() throws InterruptedException {
        try {
            return queries.snapshots();
        } catch (Ec2CallException e) {
            if (e.isRefusal()) {
                return List.of();
            }
            throw e;
        }
    }

    /**
     * Removes what an installation has to remove.
     *
     * @return what was removed
     * @throws MachinesLeftException when images or snapshots may be left; the others are removed nevertheless
     */
    public List<ImageRemains> reap(Installation own, Instant now, Progress progress) throws InterruptedException {
        List<ImageRemains> reapable = reapable(own, now);
        reapable.forEach(remains -> progress.phase("Removing: " + remains.sentence() + "."));
        return remove(reapable);
    }

    /**
     * Removes one image with its snapshots, whatever its age.
     *
     * @throws BadInputException if there is no such image, or another installation made it
     * @throws MachinesLeftException when the image or a snapshot may be left
     */
    public void remove(String id, Installation own) throws InterruptedException {
        SwarmImage image = list().stream()
                .filter(shown -> shown.id().equals(id))
                .filter(shown -> own.controllerIds().contains(shown.controllerId()))
                .findFirst()
                .orElseThrow(() -> new BadInputException("There is no image " + id + " of this installation in region "
                        + settings.region() + ". It may have been removed already."));
        remove(List.of(new ImageRemains(image, image.snapshots(), "")));
    }

    /**
     * Removes everything that was made of the machines of one swarm, for example after an abort.
     *
     * @throws MachinesLeftException when an image or a snapshot may be left
     */
    public void discard(String swarmId) throws InterruptedException {
        List<ImageRemains> remains = new ArrayList<>();
        for (SwarmImage image : queries.imagesOf(swarmId)) {
            remains.add(new ImageRemains(image, image.snapshots(), ""));
        }
        remove(remains);
        List<String> snapshots =
                queries.snapshotsOf(swarmId).stream().map(Snapshot::snapshotId).toList();
        remove(List.of(new ImageRemains(null, snapshots, "")));
    }

    private List<ImageRemains> remove(List<ImageRemains> all) throws InterruptedException {
        List<ImageRemains> removed = new ArrayList<>();
        List<String> left = new ArrayList<>();
        Ec2CallException last = null;
        for (ImageRemains remains : all) {
            try {
                SwarmImage image = remains.image();
                if (image != null) {
                    removal.deregister(image);
                }
                removal.deleteSnapshots(remains.snapshots());
                removed.add(remains);
            } catch (Ec2CallException e) {
                left.addAll(remains.everything());
                last = e;
            }
        }
        if (last != null) {
            throw new MachinesLeftException(
                    "Images could not be removed completely in region " + settings.region() + ": " + last.getMessage()
                            + " What may be left: " + String.join(", ", left)
                            + ". The next reaping tries again; if this persists, delete them in the EC2 console.",
                    left,
                    last);
        }
        return removed;
    }

    @Override
    public void close() {
        api.close();
    }
}
