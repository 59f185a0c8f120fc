package io.jenkins.plugins.locustswarm.cli.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.home.CommandLock;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

    @CheckForNull
    private final CommandLock lock;

    private OutputFolder(Path path, @CheckForNull CommandLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Claims a folder until this object is closed or the process ends.
     *
     * @throws BadInputException if the folder is not writable, or another command has claimed it
     */
    public static OutputFolder claim(Path folder, Caller caller) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            Files.delete(Files.createTempFile(absolute, ".writable", null));
        } catch (IOException e) {
            throw new BadInputException(
                    "Results cannot be written to " + absolute + ": " + FileErrorText.of(e)
                            + ". Name another folder with -o.",
                    e);
        }
        return new OutputFolder(absolute, lock(absolute, caller.label()));
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

    @Override
    public void close() {
        if (lock != null) {
            lock.close();
        }
    }
}
