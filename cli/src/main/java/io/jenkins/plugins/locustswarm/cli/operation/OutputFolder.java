package io.jenkins.plugins.locustswarm.cli.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.home.CommandLock;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The folder for the results of a run. It is created, checked to be writable and locked against other commands before
 * machines are made: of two commands that write to one folder, only one would keep its results.
 */
public final class OutputFolder implements AutoCloseable {

    /** The folder that results go to by default, in the current folder. */
    public static final Path DEFAULT = Path.of("locust-results");

    /** In the folder itself, because commands of other users or with other homes may use it; never sent to a machine. */
    private static final String LOCK = ".locust-swarm-lock";

    private final Path path;

    /** The folders that did not exist before, the deepest first. */
    private final List<Path> created;

    @CheckForNull
    private final CommandLock lock;

    private OutputFolder(Path path, List<Path> created, @CheckForNull CommandLock lock) {
        this.path = path;
        this.created = created;
        this.lock = lock;
    }

    /**
     * Claims a folder until this object is closed or the process ends.
     *
     * @throws BadInputException if the folder is not writable, or another command has claimed it
     */
    public static OutputFolder claim(Path folder, Caller caller) {
        Path absolute = folder.toAbsolutePath().normalize();
        List<Path> created = missing(absolute);
        try {
            Files.createDirectories(absolute);
            Path probe = Files.createTempFile(absolute, ".writable", null);
            try {
                return new OutputFolder(absolute, created, lock(absolute, caller.label()));
            } finally {
                Files.delete(probe); // until now, it keeps another command from deleting the folder
            }
        } catch (IOException e) {
            throw new BadInputException(
                    "Results cannot be written to " + absolute + ": " + FileErrorText.of(e)
                            + ". Name another folder with -o.",
                    e);
        }
    }

    private static List<Path> missing(Path folder) {
        return Stream.iterate(folder, Objects::nonNull, Path::getParent)
                .takeWhile(Files::notExists)
                .toList();
    }

    @CheckForNull
    private static CommandLock lock(Path folder, String command) {
        try {
            return CommandLock.acquire(folder.resolve(LOCK), "The folder " + folder + " (-o)", command);
        } catch (IOException e) {
            return null; // the file system does not support locks
        }
    }

    /** Returns the absolute path of the folder. */
    public Path path() {
        return path;
    }

    /** Releases the folder. Deletes it if it was created for results and there are none, since {@code trend} would read it. */
    @Override
    public void close() {
        if (lock != null) {
            lock.close();
        }
        try {
            for (Path folder : created) {
                Files.delete(folder);
            }
        } catch (IOException e) {
            // it has results
        }
    }
}
