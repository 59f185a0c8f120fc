package io.jenkins.plugins.locustswarm.swarms.image;

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
import io.jenkins.plugins.locustswarm.swarms.ReaperLog;
import io.jenkins.plugins.locustswarm.swarms.SwarmPool;
import io.jenkins.plugins.locustswarm.swarms.SwarmWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The images of all profiles, as EC2 showed them last. A page must not wait for EC2, so the list is read in the background.
 * Thread-safe.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class ImageInventory {

    private static final Logger LOGGER = Logger.getLogger(ImageInventory.class.getName());

    private static final Duration MAX_AGE = Duration.ofMinutes(10);

    /**
     * An image.
     *
     * @param profile a profile with which it was found
     */
    public record Entry(String profile, SwarmImage image) {}

    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile List<Entry> entries = List.of();
    private volatile Instant readAt = Instant.EPOCH;

    public static ImageInventory get() {
        return ExtensionList.lookupSingleton(ImageInventory.class);
    }

    /** Returns the images as they were seen last, and reads them again in the background if that was some minutes ago. */
    public List<Entry> all() {
        if (Duration.between(readAt, Instant.now()).compareTo(MAX_AGE) > 0) {
            refreshSoon();
        }
        return entries;
    }

    /** Reads the images in the background. */
    public void refreshSoon() {
        if (LocustSwarmConfiguration.get().getProfiles().stream().anyMatch(ProfileImages::isPossible)
                && refreshing.compareAndSet(false, true)) {
            SwarmPool.get().execute(SwarmWork.TEARDOWN, () -> {
                try {
                    refresh();
                } catch (InterruptedException e) {
                    LOGGER.log(Level.FINE, "The list of images was not read to its end.", e);
                } finally {
                    refreshing.set(false);
                }
            });
        }
    }

    private void refresh() throws InterruptedException {
        List<Entry> found = new ArrayList<>();
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
                entries.stream()
                        .filter(entry -> entry.profile().equals(profile.getName())
                                && known.add(entry.image().id()))
                        .forEach(found::add);
            }
        }
        entries = List.copyOf(found);
        readAt = Instant.now();
    }

    /**
     * Removes an image with its snapshots in the background. A failure is in the {@link ReaperLog}.
     *
     * @throws BadInputException if no such image is known
     */
    public void removeSoon(String id) {
        Entry entry = entries.stream()
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
            ReaperLog.get().add(null, Messages.ImageInventory_Removed(id), false);
        } catch (InterruptedException e) {
            LOGGER.log(Level.FINE, "The removal of an image was interrupted.", e);
        } catch (SwarmException e) {
            LOGGER.log(Level.WARNING, e.getMessage(), e);
            ReaperLog.get().add(null, Messages.ImageInventory_Failed(id, e.getMessage()), true);
        } finally {
            refreshSoon();
        }
    }
}
