package io.jenkins.plugins.locustswarm.cli.starter;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The files of a new load test: a locustfile and what is needed to run it. Files that exist are never changed.
 *
 * @param written the names of the files that were written
 * @param existing the names of the files that existed before
 */
public record StarterFiles(List<String> written, List<String> existing) {

    /** The locustfile. Locust itself also looks for this name. */
    public static final String LOCUSTFILE = "locustfile.py";

    /** Resources with the names of the files. */
    private static final List<String> NAMES =
            List.of(LOCUSTFILE, "requirements.txt", "locust-swarm.cfg", "Jenkinsfile");

    public StarterFiles {
        written = List.copyOf(written);
        existing = List.copyOf(existing);
    }

    /**
     * Writes the files that do not exist, and the folder if it does not exist.
     *
     * @param folder an absolute path
     * @throws BadInputException if the folder or a file cannot be written
     */
    public static StarterFiles write(Path folder) {
        createFolder(folder);
        List<String> written = new ArrayList<>();
        List<String> existing = new ArrayList<>();
        for (String name : NAMES) {
            (write(folder.resolve(name), name) ? written : existing).add(name);
        }
        return new StarterFiles(written, existing);
    }

    private static void createFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new BadInputException(folder + " is not a folder: name another one.", e);
        } catch (IOException e) {
            throw new BadInputException(
                    "The folder " + folder + " cannot be created: " + FileErrorText.of(e) + ". Name another one.", e);
        }
    }

    private static boolean write(Path file, String resource) {
        byte[] content = content(resource);
        try {
            Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new BadInputException(
                    file + " cannot be written: " + FileErrorText.of(e) + ". Name another folder.", e);
        }
    }

    private static byte[] content(String resource) {
        try (InputStream in = Objects.requireNonNull(StarterFiles.class.getResourceAsStream(resource), resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("The resource " + resource + " cannot be read", e);
        }
    }
}
