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
import java.util.List;
import java.util.Optional;

/**
 * The images of a region that were made from machines of swarms. Those of other installations are listed, but never
 * removed by {@link #reap}.
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
        this.removal = new ImageRemoval(api, settings.region());
    }

    /**
     * Returns all images, the newest first; none if the policy does not allow to look for them.
     *
     * @throws Ec2CallException if EC2 refuses the call for another reason, or cannot be reached
     */
    public List<SwarmImage> list() throws InterruptedException {
        return ImageQueries.orNone(queries::images);
    }

    /**
     * Returns all images, the newest first.
     *
     * @throws Ec2CallException if EC2 refuses the call, or cannot be reached
     */
    public List<SwarmImage> read() throws InterruptedException {
        return queries.images();
    }

    /** Returns the newest image of an installation that fits the first instance type and these requirements. */
    public Optional<SwarmImage> find(Installation own, String requirements, Instant now) throws InterruptedException {
        String base =
                MachineImages.find(settings, api).base(settings.instanceTypes().get(0));
        return list().stream()
                .filter(image -> image.isOf(own))
                .filter(image -> image.fits(base, requirements, settings, now))
                .findFirst();
    }

    /**
     * Returns what {@link #reap} would remove, and changes nothing: images that are too old or were not finished, and
     * snapshots whose image is gone.
     */
    public List<ImageRemains> reapable(Installation own, Instant now) throws InterruptedException {
        List<SwarmImage> images;
        try {
            images = queries.images();
        } catch (Ec2CallException e) {
            if (e.isRefusal()) {
                return List.of(); // every snapshot would seem to be without its image
            }
            throw e;
        }
        return ImageRemains.of(images, ImageQueries.orNone(queries::snapshots), own, settings.images(), now);
    }

    /**
     * Removes what an installation has to remove.
     *
     * @return what was removed
     * @throws MachinesLeftException if images or snapshots may be left; the others are removed nevertheless
     */
    public List<ImageRemains> reap(Installation own, Instant now, Progress progress) throws InterruptedException {
        List<ImageRemains> reapable = reapable(own, now);
        reapable.forEach(remains -> progress.phase("Removing: " + remains.sentence() + "."));
        return removal.remove(reapable, progress);
    }

    /**
     * Removes one image with its snapshots, whatever its age.
     *
     * @throws BadInputException if there is no such image, or another installation made it
     * @throws MachinesLeftException if the image or a snapshot may be left
     */
    public void remove(String id, Installation own) throws InterruptedException {
        SwarmImage image = read().stream()
                .filter(shown -> shown.id().equals(id))
                .filter(shown -> shown.isOf(own))
                .findFirst()
                .orElseThrow(() -> new BadInputException("There is no image " + id + " of this installation in region "
                        + settings.region() + ". It may have been removed already."));
        removal.remove(List.of(new ImageRemains(image, image.snapshots(), "")), Progress.SILENT);
    }

    @Override
    public void close() {
        api.close();
    }
}
