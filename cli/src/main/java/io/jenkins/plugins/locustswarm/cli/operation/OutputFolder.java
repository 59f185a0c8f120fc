package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.cli.home.CommandLock;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.FileErrorText;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder for results: made, found to be writable, and kept from other commands before anything else is made. Results
 * replace those of an earlier run, so that of two commands with one folder only one would keep its results.
 */
public final class OutputFolder implements AutoCloseable {

    /** In the folder itself, since commands with other homes and of other users may name it; never sent to a machine. */
    private static final String LOCK = ".locust-swarm-lock";

    private final Path path;
    private final CommandLock lock;

    private OutputFolder(Path path, CommandLock lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Claims a folder until this is closed, or the process ends.
     *
     * @throws BadInputException when no file can be written in it, or another command has claimed it
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
        return new OutputFolder(absolute, lock(absolute, caller.typed()));
    }

    /** Null on a file system that knows no locks. */
    private static CommandLock lock(Path folder, String command) {
        try {
            return CommandLock.take(folder.resolve(LOCK), "The folder " + folder + " (-o)", command);
        } catch (IOException e) {
            return null;
        }
    }

    /** The folder, absolute. */
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
