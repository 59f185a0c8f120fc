package io.jenkins.plugins.locustswarm.engine.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The ids by which an installation recognizes its swarms, in a file with one id per line. The first one is for new swarms;
 * older swarms may still have one of the others.
 */
public final class ControllerIds {

    private final Path file;

    public ControllerIds(Path file) {
        this.file = file;
    }

    /**
     * Returns all ids, the current one first. If the file does not exist or was lost, it is restored from other sources.
     *
     * @param known called if the file has no ids; returns those that the installation has according to its other files, the
     *     one that is most likely the current one first
     * @param fresh called if there is no id at all; creates one
     * @throws BringUpException if a new id cannot be saved
     */
    public synchronized List<String> orElse(Supplier<? extends Collection<String>> known, Supplier<String> fresh) {
        IOException failure = null;
        try {
            List<String> kept = read();
            if (!kept.isEmpty()) {
                return kept;
            }
        } catch (IOException e) {
            failure = e;
        }
        Set<String> ids = new LinkedHashSet<>(known.get());
        ids.removeIf(String::isBlank);
        boolean isFresh = ids.isEmpty();
        if (isFresh) {
            ids.add(fresh.get());
        }
        if (failure == null) {
            failure = write(ids);
        }
        if (isFresh && failure != null) { // known ids are found again the next time
            throw new BringUpException(
                    "The ids of this installation's swarms could not be saved in " + file + ": " + failure
                            + ". Check the free space and the permissions there.",
                    failure);
        }
        return List.copyOf(ids);
    }

    /** Returns the ids in the records of an installation's own swarms, the newest first; skips unreadable records. */
    public static List<String> recordedIn(RecordStore records, Predicate<SwarmRecord> own) {
        return records.names().stream()
                .flatMap(name -> readable(records, name).stream())
                .filter(own)
                .sorted(Comparator.comparing(SwarmRecord::createdAt).reversed())
                .map(SwarmRecord::controllerId)
                .distinct()
                .toList();
    }

    private static Optional<SwarmRecord> readable(RecordStore records, String name) {
        try {
            return records.load(name);
        } catch (BadInputException e) {
            return Optional.empty();
        }
    }

    private List<String> read() throws IOException {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .distinct()
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Returns the exception if the file could not be written. */
    @CheckForNull
    private IOException write(Collection<String> ids) {
        try {
            Files.createDirectories(file.getParent());
            AtomicFile.write(file, (String.join("\n", ids) + "\n").getBytes(UTF_8));
            return null;
        } catch (IOException e) {
            return e;
        }
    }
}
