package io.jenkins.plugins.locustswarm.engine.machine.ec2.image;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Backoff;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Access;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2CallException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.MachineImages;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.shell.Shell;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * Makes an image of the master of a swarm, on which bootstrap.sh has succeeded. The caller takes the swarm down
 * afterwards, in any case: nobody can log in to the machine any more.
 */
public final class ImageCreation implements AutoCloseable {

    /** How long EC2 may take for an image. */
    public static final Duration MAX_DURATION = Duration.ofHours(1);

    private final Ec2Settings settings;
    private final Ec2Api api;

    /** The swarm from whose machine EC2 may have begun to make an image. */
    private @CheckForNull String begun;

    /** The image, if EC2 has told it. */
    private @CheckForNull String image;

    /** @param settings those that the swarm is brought up with */
    public ImageCreation(Ec2Settings settings, Ec2Access access) {
        this.settings = settings;
        this.api = new Ec2Api(access.client(settings), settings);
    }

    /**
     * Checks, before a machine is launched, that the policy allows what only images need. The permission to make one
     * cannot be checked without a machine.
     *
     * @throws Ec2CallException if EC2 denies it, or cannot be reached
     */
    public void checkPermission() throws InterruptedException {
        try {
            new ImageQueries(api).snapshotsOf("none");
        } catch (Ec2CallException e) {
            if (e.isRefusal()) {
                throw new BringUpException(
                        "An image needs more permissions than a swarm, and the credentials do not have them: add the"
                                + " policy for images in " + Ec2Api.DOCUMENTATION + "#permissions. " + e.getMessage(),
                        e);
            }
            throw e;
        }
    }

    /**
     * Returns settings for a swarm for making an image: its machine is launched with the image of the settings itself,
     * and EC2 may not interrupt it.
     */
    public static Ec2Settings settings(Ec2Settings settings) {
        return settings.toBuilder()
                .spot(false)
                .images(settings.images().withoutUse())
                .build();
    }

    /**
     * Checks that the image of this swarm can have its tags.
     *
     * @throws BadInputException if not
     */
    public static void check(SwarmRecord planned) {
        ImageTags.check(planned.tags());
    }

    /**
     * Removes from the machine what belongs to it alone, makes the image, and waits until EC2 has finished it.
     *
     * @param machines connects to the machine of the swarm
     * @param profile the configuration, to be shown with the image
     * @throws BringUpException if the image cannot be made; a part of it may then exist, see {@link #discard}
     */
    public SwarmImage create(
            SwarmRecord swarm, MachineProvider machines, @CheckForNull String profile, Progress progress)
            throws InterruptedException {
        MachineRecord master = swarm.master()
                .filter(machine -> machine.bootstrapped() != null)
                .orElseThrow(() -> new BringUpException("Swarm " + swarm.name()
                        + " has no master on which bootstrap.sh has succeeded, so no image can be made from it."));
        String type = new Ec2Resources(swarm).launched(master).orElseThrow().type();
        String base = MachineImages.find(settings, api).base(type);
        progress.phase("Removing from the machine what an image must not contain: keys, files of the test, logs.");
        String locust = clean(swarm, master, machines);
        String requirements = Objects.requireNonNull(swarm.requirements(), "a swarm that is up has got files");
        String name = new Ec2Resources(swarm).resourceName().orElseThrow();
        begun = new Ec2Resources(swarm).id().orElseThrow();
        String id = request(
                swarm, master, name, ImageTags.of(swarm, base, requirements, settings.images(), locust, profile));
        image = id;
        progress.phase("EC2 is making image " + id + " of " + type + " with " + base + ". This takes some minutes.");
        return await(swarm, id);
    }

    /** Returns the version of Locust on the machine, if it is known. Afterwards, nobody can log in. */
    @CheckForNull
    private static String clean(SwarmRecord swarm, MachineRecord master, MachineProvider machines)
            throws InterruptedException {
        Duration lease = Duration.between(Instant.now(), swarm.leaseEnds());
        try (Shell shell = machines.connect(swarm, master)) {
            return new MachineCleaning(shell).clean(master, lease);
        }
    }

    /** The name is unique to this swarm, so that a repeated call does not make a second image. */
    private String request(SwarmRecord swarm, MachineRecord master, String name, List<TagSpecification> tags)
            throws InterruptedException {
        try {
            return api.call(
                            "create image " + name,
                            client -> client.createImage(request -> request.instanceId(master.id())
                                    .name(name)
                                    .description("Locust swarm, made and removed by locust-swarm")
                                    .tagSpecifications(tags)))
                    .imageId();
        } catch (Ec2CallException e) {
            if (!e.code().equals("InvalidAMIName.Duplicate")) {
                if (e.isRefusal()) {
                    begun = null;
                }
                throw e;
            }
            // the image of an earlier call whose reply was lost
            return new ImageQueries(api)
                    .awaitImagesOf(new Ec2Resources(swarm).id().orElseThrow()).stream()
                            .findFirst()
                            .map(SwarmImage::id)
                            .orElseThrow(() -> e);
        }
    }

    private SwarmImage await(SwarmRecord swarm, String id) throws InterruptedException {
        String swarmId = new Ec2Resources(swarm).id().orElseThrow();
        Deadline deadline = Deadline.in(MAX_DURATION);
        Deadline visible = Deadline.in(settings.timing().visible());
        Backoff backoff = new Backoff(settings.timing());
        while (true) {
            backoff.pause(deadline);
            Optional<SwarmImage> shown = new ImageQueries(api).imageOf(swarmId, id);
            if (shown.isPresent() && shown.get().isAvailable()) {
                return shown.get();
            }
            if (shown.isPresent() && !shown.get().isPending()) {
                throw new BringUpException("EC2 could not make image " + id + ": it reports "
                        + shown.get().state()
                        + (shown.get().why().isEmpty() ? "" : ", " + shown.get().why()) + ". Try again.");
            }
            if (shown.isEmpty() && visible.passed()) {
                throw new BringUpException("EC2 does not show image " + id + ", which it has begun to make. It may have"
                        + " been removed meanwhile: try again.");
            }
            if (deadline.passed()) {
                throw new BringUpException("EC2 has not finished image " + id + " within " + MAX_DURATION.toMinutes()
                        + " minutes. Try again.");
            }
        }
    }

    /**
     * Removes what EC2 has begun to make, after {@link #create} has failed; does nothing if EC2 was not asked to. Best
     * after the machine is gone, since a machine costs more than an image.
     *
     * @return whether EC2 may still begin a snapshot, which only {@link Ec2Images#reap} removes then
     * @throws io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException if an image or a snapshot may be left
     */
    public boolean discard() throws InterruptedException {
        return begun != null && new UnfinishedImageRemoval(api, settings.region()).discard(begun, image);
    }

    /** Returns the id in the tags of what {@link #discard} removes; empty if EC2 was not asked to make an image. */
    public Optional<String> begun() {
        return Optional.ofNullable(begun);
    }

    @Override
    public void close() {
        api.close();
    }
}
