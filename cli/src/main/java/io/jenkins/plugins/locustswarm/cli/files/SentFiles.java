package io.jenkins.plugins.locustswarm.cli.files;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.files.LocustfilePaths;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The files that the machines of a swarm got when they were brought up. A run must not load another file than the one that
 * is named, because one with the same path below another folder may be a test of its own.
 */
public final class SentFiles {

    private final SwarmRecord swarm;
    private final FileLookup lookup;
    private final boolean hasGivenDirectory;
    private final Path currentFolder;
    private final Consumer<String> warnings;

    /**
     * @param hasGivenDirectory whether a bootstrap directory is on the command line
     * @param warnings receives a sentence if the files here have changed since they were sent
     */
    public SentFiles(
            SwarmRecord swarm,
            FileLookup lookup,
            boolean hasGivenDirectory,
            Path currentFolder,
            Consumer<String> warnings) {
        this.swarm = swarm;
        this.lookup = lookup;
        this.hasGivenDirectory = hasGivenDirectory;
        this.currentFolder = currentFolder.toAbsolutePath().normalize();
        this.warnings = warnings;
    }

    /**
     * Returns the path of a locustfile below the files of the machines.
     *
     * @param locustfile a path from the current folder or below the bootstrap directory, or the name of a file that only
     *     the machines have; several are separated by commas
     * @throws BadInputException if there is no such file, or the machines did not get it
     */
    public String locustfile(String locustfile) {
        String folder = swarm.locustfileFolder();
        // a record of an older version has the path from the folder in which the swarm was brought up
        return folder == null
                ? inBootstrapDirectory(locustfile)
                : inFolder(currentFolder.resolve(folder).normalize(), locustfile);
    }

    private String inFolder(Path folder, String locustfile) {
        LocustfilePaths wanted = LocustfilePaths.parse(locustfile);
        List<Path> files = wanted.in(currentFolder);
        if (areOnlyNames(wanted) && files.stream().noneMatch(Files::exists)) {
            return LocustfilePaths.below(Path.of(""), wanted.paths()); // only the machines know if they have it
        }
        List<Path> sent = files.stream()
                .filter(Files::exists)
                .flatMap(file -> below(folder, file).stream())
                .toList();
        if (sent.size() < files.size()) {
            return outside(folder, locustfile);
        }
        warnOfChanges(lookup.find(folder, sent));
        return LocustfilePaths.below(folder, sent);
    }

    /** Returns a file of the bootstrap directory that was sent too, or of a folder with the same files as those sent. */
    private String outside(Path folder, String locustfile) {
        TestFiles here = lookup.find(locustfile);
        FolderSnapshot files = here.files();
        if (files.locustfileFolder().isEmpty() && Files.exists(folder)) {
            files = lookup.find(folder, List.of());
        }
        if (swarm.hasOtherFiles(files.digest())) {
            throw new BadInputException(
                    "The locustfile " + locustfile + " is not in the folder " + folder
                            + ", whose files the machines have: name a file in that folder, or bring the swarm up again with this one.");
        }
        return here.locustfile();
    }

    /** Returns a file as a path below the folder, also if one of them was named by symbolic links. */
    private static Optional<Path> below(Path folder, Path file) {
        if (file.startsWith(folder)) {
            return Optional.of(file);
        } else if (Files.notExists(folder)) {
            return Optional.empty();
        }
        Path real = LocustfilePaths.real(file);
        Path realFolder = LocustfilePaths.real(folder);
        return real.startsWith(realFolder)
                ? Optional.of(folder.resolve(realFolder.relativize(real)).normalize())
                : Optional.empty();
    }

    private String inBootstrapDirectory(String locustfile) {
        TestFiles here;
        try {
            here = lookup.find(locustfile);
        } catch (BadInputException e) {
            if (hasGivenDirectory
                    || !areOnlyNames(LocustfilePaths.parse(locustfile))
                    || !swarm.hasOtherFiles(lookup.find().digest())) {
                throw e;
            }
            // the swarm was brought up with other files; only its machines know if they have the file
            return locustfile;
        }
        if (here.files().locustfileFolder().isPresent()
                && swarm.hasOtherFiles(here.files().digest())) {
            throw new BadInputException("The locustfile " + locustfile
                    + " is not in the bootstrap directory whose files the machines have: name a file in that directory and,"
                    + " if it is not the default, the directory (-d), or bring the swarm up again with this file.");
        }
        warnOfChanges(here.files());
        return here.locustfile();
    }

    private static boolean areOnlyNames(LocustfilePaths wanted) {
        return wanted.paths().stream().allMatch(path -> !path.isAbsolute() && path.getNameCount() == 1);
    }

    private void warnOfChanges(FolderSnapshot here) {
        if (swarm.hasOtherFiles(here.digest())) {
            warnings.accept("Warning: the machines were brought up with other files than those in " + here.name()
                    + ", and run those. To send them the current files, repeat up.");
        }
    }
}
