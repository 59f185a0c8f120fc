package io.jenkins.plugins.locustswarm.cli.errand;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder for results: made, and found to be writable, before anything else is made. */
public final class OutputFolder {

    private OutputFolder() {}

    /**
     * The folder itself, absolute.
     *
     * @throws BadInputException when no file can be written in it
     */
    public static Path ready(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            Files.delete(Files.createTempFile(absolute, ".writable", null));
        } catch (IOException e) {
            throw new BadInputException(
                    "Results cannot be written to " + absolute + ": " + Reason.of(e) + ". Name another folder with -o.",
                    e);
        }
        return absolute;
    }
}
