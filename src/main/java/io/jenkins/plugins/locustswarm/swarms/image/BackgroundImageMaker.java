package io.jenkins.plugins.locustswarm.swarms.image;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.util.LogTaskListener;
import io.jenkins.plugins.locustswarm.config.ImageMaker;
import io.jenkins.plugins.locustswarm.config.ProfileImages;
import io.jenkins.plugins.locustswarm.config.SwarmProfile;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.ImageCreation;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.SwarmImage;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.swarms.BackgroundLog;
import io.jenkins.plugins.locustswarm.swarms.OpenSwarm;
import io.jenkins.plugins.locustswarm.swarms.SwarmPool;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import io.jenkins.plugins.locustswarm.swarms.SwarmTeardown;
import io.jenkins.plugins.locustswarm.swarms.SwarmWork;
import io.jenkins.plugins.locustswarm.swarms.Swarms;
import io.jenkins.plugins.locustswarm.swarms.TeardownCause;
import io.jenkins.plugins.locustswarm.swarms.TeardownLog;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Makes images in the background: brings a master up, makes an image of it, and takes it down whatever happens. The result is
 * in the {@link BackgroundLog}, which the management page shows. After a restart of Jenkins, the reaper takes the master down.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class BackgroundImageMaker implements ImageMaker {

    private static final Logger LOGGER = Logger.getLogger(BackgroundImageMaker.class.getName());

    /** The profiles for which an image is being made. */
    private final Set<String> profiles = ConcurrentHashMap.newKeySet();

    @Override
    public void makeSoon(SwarmProfile profile) {
        ProfileImages images = ProfileImages.of(profile);
        String name = profile.getName();
        ImageFiles.requireKept(name);
        if (!profiles.add(name)) {
            throw new BadInputException(Messages.BackgroundImageMaker_Busy(name));
        }
        SwarmRecord swarm = null;
        try {
            swarm = Swarms.get()
                    .planForImage(
                            name,
                            images.machines(),
                            SwarmPlan.DEFAULT_BOOTSTRAP_DEADLINE.plus(ImageCreation.MAX_DURATION));
            String swarmName = swarm.name();
            SwarmPool.get().submit(SwarmWork.BRING_UP, swarmName, () -> {
                makeInTurn(name, images, swarmName);
                return null;
            });
        } catch (RuntimeException | Error e) {
            end(name, swarm == null ? null : swarm.name());
            throw e;
        }
    }

    private void end(String profile, @CheckForNull String swarm) {
        profiles.remove(profile);
        if (swarm != null) {
            Swarms.get().release(swarm);
        }
    }

    /** Reports every failure, since nobody waits for the result. */
    private void makeInTurn(String profile, ProfileImages images, String swarm) {
        try {
            SwarmImage image = makeAndTakeDown(profile, images, swarm);
            report(Messages.BackgroundImageMaker_Done(image.id(), profile, image.gib()), false);
        } catch (InterruptedException e) {
            report(Messages.BackgroundImageMaker_Interrupted(profile), true);
        } catch (SwarmException e) {
            LOGGER.log(Level.WARNING, e.getMessage(), e);
            report(Messages.BackgroundImageMaker_Failed(profile, e.getMessage()), true);
        } catch (IOException | RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, e, () -> "An image for the profile " + profile + " could not be made.");
            report(Messages.BackgroundImageMaker_Failed(profile, e + "."), true);
        } finally {
            end(profile, swarm);
            ImageInventory.get().refreshSoon();
        }
    }

    private static void report(String sentence, boolean failed) {
        BackgroundLog.get().add(null, sentence, failed);
    }

    private static SwarmImage makeAndTakeDown(String profile, ProfileImages images, String swarm)
            throws IOException, InterruptedException {
        SwarmImage image = null;
        try (ImageCreation creation = images.creation()) {
            try {
                creation.checkPermission();
                image = make(profile, creation, swarm);
                return image;
            } finally {
                takeDown(swarm, image != null);
                if (image == null) {
                    discard(creation);
                }
            }
        }
    }

    /** What cannot be taken down now is taken down by the reaper. */
    private static void takeDown(String swarm, boolean isMade) throws InterruptedException {
        try {
            SwarmTeardown.get().takeDown(swarm, listener(), TeardownCause.image());
        } catch (InterruptedException e) {
            if (!isMade) {
                throw e;
            }
            LOGGER.log(Level.FINE, "The teardown of the machine for an image was interrupted.", e);
        } catch (SwarmException e) {
            LOGGER.log(Level.WARNING, e.getMessage(), e);
            report(e.getMessage(), true);
        }
    }

    private static SwarmImage make(String profile, ImageCreation creation, String swarm)
            throws IOException, InterruptedException {
        FolderSnapshot files =
                ImageFiles.copy(profile, SwarmRecords.get().folderOf(swarm).resolve("bootstrap"));
        TeardownLog log = new TeardownLog(listener());
        try (OpenSwarm open = Swarms.get().open(swarm, files, log)) {
            open.swarm().up(new SwarmPlan(EnumSet.of(Role.MASTER), 1, 1, files, SwarmPlan.DEFAULT_BOOTSTRAP_DEADLINE));
            return creation.create(open.record(), open.provider(), profile, log);
        }
    }

    /** A part of an image that cannot be removed now is removed by the reaper. */
    private static void discard(ImageCreation creation) throws InterruptedException {
        try {
            if (creation.discard()) {
                report(Messages.BackgroundImageMaker_MayAppear(creation.begun().orElse("")), false);
            }
        } catch (SwarmException e) {
            LOGGER.log(Level.WARNING, e.getMessage(), e);
        }
    }

    private static LogTaskListener listener() {
        return new LogTaskListener(LOGGER, Level.INFO);
    }
}
