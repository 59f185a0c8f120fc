package io.jenkins.plugins.locustswarm.swarms.image;

import hudson.Util;
import io.jenkins.plugins.locustswarm.config.LocustSwarmConfiguration;
import io.jenkins.plugins.locustswarm.config.ProfileImages;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.files.Requirements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.apache.commons.io.FileUtils;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The requirements of the newest swarm of each profile on EC2, in {@code locust-swarm/requirements} in the Jenkins home. An
 * image is made without a build, and thus without a workspace.
 */
@Restricted(NoExternalUse.class)
public final class ImageFiles {

    private static final Logger LOGGER = Logger.getLogger(ImageFiles.class.getName());

    /** More is not a list of packages. */
    private static final long MAX_SIZE = 5_000_000;

    private ImageFiles() {}

    /** Keeps the requirements of a swarm that has come up, unless those of the last one are the same. */
    public static void keep(String profileName, FolderSnapshot files) {
        boolean isOnEc2 = LocustSwarmConfiguration.get().getProfiles().stream()
                .anyMatch(profile -> profile.getName().equals(profileName) && ProfileImages.isPossible(profile));
        if (!isOnEc2) {
            return;
        }
        try {
            synchronized (ImageFiles.class) {
                Path kept = folderOf(profileName);
                if (!Files.exists(kept)
                        || !Requirements.digest(FolderSnapshot.withoutLinks(kept))
                                .equals(Requirements.digest(files))) {
                    replace(kept, Requirements.in(files));
                }
            }
        } catch (IOException | BadInputException e) {
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "The requirements of the profile " + profileName
                            + " could not be kept; an image of it is made with earlier ones.");
        }
    }

    private static void replace(Path kept, List<FolderSnapshot.Entry> files) throws IOException {
        FileUtils.deleteDirectory(kept.toFile());
        if (files.stream().mapToLong(FolderSnapshot.Entry::size).sum() > MAX_SIZE) {
            Files.createDirectories(kept.getParent());
            Files.writeString(tooLarge(kept), "");
            return;
        }
        Files.deleteIfExists(tooLarge(kept));
        copy(files, kept);
    }

    /**
     * Copies the kept requirements.
     *
     * @return the copy
     * @throws BadInputException if there are none
     */
    static FolderSnapshot copy(String profileName, Path target) throws IOException {
        synchronized (ImageFiles.class) {
            Path kept = folderOf(profileName);
            requireKept(profileName);
            FileUtils.deleteDirectory(target.toFile());
            copy(FolderSnapshot.withoutLinks(kept).entries(), target);
            return FolderSnapshot.withoutLinks(target).labelled(null, "requirements");
        }
    }

    static void requireKept(String profileName) {
        Path kept = folderOf(profileName);
        if (Files.exists(tooLarge(kept))) {
            throw new BadInputException(Messages.ImageFiles_TooLarge(profileName, MAX_SIZE / 1_000_000));
        }
        if (!Files.exists(kept)) {
            throw new BadInputException(Messages.ImageFiles_None(profileName));
        }
    }

    private static void copy(List<FolderSnapshot.Entry> files, Path target) throws IOException {
        for (FolderSnapshot.Entry file : files) {
            Path copy = target.resolve(file.path());
            Files.createDirectories(copy.getParent());
            Files.copy(file.source(), copy);
            if (file.executable() && !copy.toFile().setExecutable(true)) {
                throw new IOException(copy + " cannot be made executable");
            }
        }
    }

    /** A file that exists if the requirements of the newest swarm were too large to be kept. */
    private static Path tooLarge(Path kept) {
        return kept.resolveSibling(kept.getFileName() + ".too-large");
    }

    private static Path folderOf(String profileName) {
        return Jenkins.get()
                .getRootDir()
                .toPath()
                .resolve("locust-swarm/requirements")
                .resolve(Util.getDigestOf(profileName));
    }
}
