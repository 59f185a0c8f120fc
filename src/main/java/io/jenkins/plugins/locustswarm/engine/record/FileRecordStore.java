package io.jenkins.plugins.locustswarm.engine.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;

/** Stores records as files {@code NAME/record.json} below one folder. */
public final class FileRecordStore implements RecordStore {

    private static final String FILE = "record.json";

    private final Path folder;

    public FileRecordStore(Path folder) {
        this.folder = folder;
    }

    /** Returns the folder of a swarm, which is created when its record is saved. */
    public Path folderOf(String name) {
        return folder.resolve(SwarmName.checked(name));
    }

    @Override
    public void save(SwarmRecord record) {
        Path file = folderOf(record.name()).resolve(FILE);
        try {
            Files.createDirectories(file.getParent());
            AtomicFile.write(file, RecordJson.write(record).getBytes(UTF_8));
        } catch (IOException e) {
            throw new BringUpException(
                    "The record of swarm " + record.name() + " could not be written to " + file + ": "
                            + FileErrorText.withFile(e)
                            + ". Check the free space and the permissions of the folder, then repeat the command.",
                    e);
        }
    }

    @Override
    public Optional<SwarmRecord> load(String name) {
        Path file = folderOf(name).resolve(FILE);
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new BadInputException(
                    "The swarm record " + file + " cannot be read: " + FileErrorText.of(e) + ".", e);
        }
        SwarmRecord record = RecordJson.read(text, file.toString());
        if (!record.name().equals(name)) {
            throw new BadInputException("The swarm record " + file + " belongs to another swarm, " + record.name()
                    + ". Move it to a folder with that name.");
        }
        return Optional.of(record);
    }

    @Override
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.isRegularFile(entry.resolve(FILE)))
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new BadInputException(
                    "The folder of swarm records " + folder + " cannot be read: " + FileErrorText.of(e) + ".", e);
        }
    }

    @Override
    public void delete(String name) {
        Path own = folderOf(name);
        try {
            if (Files.exists(own)) {
                PathUtils.deleteDirectory(own);
            }
        } catch (IOException e) {
            throw new BringUpException(
                    "The folder " + own + " could not be deleted: " + FileErrorText.withFile(e) + ".", e);
        }
    }
}
