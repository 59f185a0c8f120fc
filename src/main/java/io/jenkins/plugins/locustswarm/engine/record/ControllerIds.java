package io.jenkins.plugins.locustswarm.engine.record;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The ids by which an installation tells its swarms from those of others, one a line in a file of its own: the one that
 * new swarms get first, then those that it had before, which swarms may still carry.
 */
public final class ControllerIds {

    private final Path file;

    public ControllerIds(Path file) {
        this.file = file;
    }

    /**
     * All ids, the current one first. Where the file is not there yet, or was lost, it is made of what else is known.
     *
     * @param known asked where the file holds none: the ids that the installation has by what is left of it, the most
     *     likely current one first
     * @param fresh makes an id for an installation that has none
     * @throws BringUpException when no id is known, and a fresh one cannot be kept
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
        if (isFresh && failure != null) { // what is known is found again the next time
            throw new BringUpException(
                    "The ids of this installation's swarms could not be kept in " + file + ": " + failure
                            + ". Make room there, or give the file back to its owner.",
                    failure);
        }
        return List.copyOf(ids);
    }

    /** The ids in records of the installation's own swarms, that of the newest first; what cannot be read is left out. */
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

    /** Returns why that was not possible; null when it was. */
    private IOException write(Collection<String> ids) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.getParent());
            Files.write(part, ids);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return null;
        } catch (IOException e) {
            return e;
        }
    }
}
