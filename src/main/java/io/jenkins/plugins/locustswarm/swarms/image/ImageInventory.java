package io.jenkins.plugins.locustswarm.swarms.image;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.locustswarm.config.LocustSwarmConfiguration;
import io.jenkins.plugins.locustswarm.config.ProfileImages;
import io.jenkins.plugins.locustswarm.config.SwarmProfile;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.Ec2Images;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.SwarmImage;
import io.jenkins.plugins.locustswarm.engine.record.Installation;
import io.jenkins.plugins.locustswarm.swarms.BackgroundLog;
import io.jenkins.plugins.locustswarm.swarms.SwarmPool;
import io.jenkins.plugins.locustswarm.swarms.SwarmWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The images of all profiles, as EC2 showed them last. A page must not wait for EC2, so the list is read in the
 * background. Thread-safe.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class ImageInventory {

    private static final Logger LOGGER = Logger.getLogger(ImageInventory.class.getName());

    private static final Duration MAX_AGE = Duration.ofMinutes(10);

    /** The same while EC2 is making an image. */
    private static final Duration MAX_AGE_WHILE_PENDING = Duration.ofSeconds(30);

    /**
     * An image.
     *
     * @param profile a profile with which it was found
     */
    public record Entry(String profile, SwarmImage image) {}

    /**
     * What was read at one time.
     *
     * @param entries images; of a profile whose images could not be read, those of the time before
     * @param failures a sentence for each profile whose images could not be read
     * @param readAt absent if nothing was read since the start of Jenkins
     */
    public record Reading(
            List<Entry> entries,
            List<String> failures,
            @CheckForNull Instant readAt) {

        public Reading {
            entries = List.copyOf(entries);
            failures = List.copyOf(failures);
        }

        private boolean isOld() {
            Duration limit =
                    entries.stream().anyMatch(entry -> entry.image().isPending()) ? MAX_AGE_WHILE_PENDING : MAX_AGE;
            return readAt == null || Duration.between(readAt, Instant.now()).compareTo(limit) > 0;
        }
    }

    private volatile Reading last = new Reading(List.of(), List.of(), null);
    private boolean refreshing;

    /** Whether something has changed since the current refresh began. */
    private boolean again;

    public static ImageInventory get() {
        return ExtensionList.lookupSingleton(ImageInventory.class);
    }

    /** Returns the images as they were seen last, and reads them again in the background if that was some minutes ago. */
    public List<Entry> all() {
        return reading().entries();
    }

    /** Returns the images with the time at which they were read, and the failures. */
    public Reading reading() {
        if (last.isOld()) {
            begin(false);
        }
        return last;
    }

    /** Returns whether a profile has machines from which images can be made. */
    public static boolean isPossible() {
        return LocustSwarmConfiguration.get().getProfiles().stream().anyMatch(ProfileImages::isPossible);
    }

    /** Reads the images in the background after something has changed; once more if they are being read now. */
    public void refreshSoon() {
        begin(true);
    }

    private void begin(boolean changed) {
        if (!isPossible()) {
            last = new Reading(List.of(), List.of(), null);
            return;
        }
        synchronized (this) {
            again |= refreshing && changed;
            if (refreshing) {
                return;
            }
            refreshing = true;
        }
        try {
            SwarmPool.get().execute(SwarmWork.TEARDOWN, this::refreshUntilNothingChanges);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "Jenkins is going down, so the list of images is not read.", e);
            end();
        } catch (RuntimeException | Error e) {
            end(); // the next refresh tries again
            throw e;
        }
    }

    private void refreshUntilNothingChanges() {
        boolean isComplete = false;
        try {
            do {
                refresh();
            } while (isChanged());
            isComplete = true;
        } catch (InterruptedException e) {
            LOGGER.log(Level.FINE, "The list of images was not read to its end.", e);
        } finally {
            if (!isComplete) {
                end();
            }
        }
    }

    private synchronized boolean isChanged() {
        boolean changed = again;
        again = false;
        refreshing = changed;
        return changed;
    }

    private synchronized void end() {
        refreshing = false;
        again = false;
    }

    private void refresh() throws InterruptedException {
        List<Entry> found = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (SwarmProfile profile : LocustSwarmConfiguration.get().getProfiles()) {
            if (!ProfileImages.isPossible(profile)) {
                continue;
            }
            try {
                for (SwarmImage image : ProfileImages.of(profile).list()) {
                    if (known.add(image.id())) {
                        found.add(new Entry(profile.getName(), image));
                    }
                }
            } catch (SwarmException e) {
                LOGGER.log(
                        Level.FINE, e, () -> "The images of the profile " + profile.getName() + " could not be read");
                failures.add(Messages.ImageInventory_Unread(profile.getName(), e.getMessage()));
                last.entries().stream()
                        .filter(entry -> entry.profile().equals(profile.getName())
                                && known.add(entry.image().id()))
                        .forEach(found::add);
            }
        }
        last = new Reading(found, failures, Instant.now());
    }

    /**
     * Removes an image with its snapshots in the background. A failure is in the {@link BackgroundLog}.
     *
     * @throws BadInputException if no such image is known
     */
    public void removeSoon(String id) {
        Entry entry = last.entries().stream()
                .filter(known -> known.image().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BadInputException(Messages.ImageInventory_Unknown()));
        SwarmProfile profile = LocustSwarmConfiguration.get().getProfiles().stream()
                .filter(saved -> saved.getName().equals(entry.profile()))
                .findFirst()
                .orElseThrow(() -> new BadInputException(Messages.ImageInventory_Unknown()));
        SwarmPool.get().execute(SwarmWork.TEARDOWN, () -> remove(profile, id));
    }

    private void remove(SwarmProfile profile, String id) {
        Installation own = Installation.of(LocustSwarmConfiguration.get().controllerIds(), List::of);
        try (Ec2Images images = ProfileImages.of(profile).open()) {
            images.remove(id, own);
            BackgroundLog.get().add(null, Messages.ImageInventory_Removed(id), false);
        } catch (InterruptedException e) {
            LOGGER.log(Level.FINE, "The removal of an image was interrupted.", e);
        } catch (SwarmException e) {
            LOGGER.log(Level.WARNING, e.getMessage(), e);
            BackgroundLog.get().add(null, Messages.ImageInventory_Failed(id, e.getMessage()), true);
        } finally {
            refreshSoon();
        }
    }
}
