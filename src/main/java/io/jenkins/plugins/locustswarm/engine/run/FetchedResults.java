package io.jenkins.plugins.locustswarm.engine.run;

import io.jenkins.plugins.locustswarm.engine.files.FolderRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a run that is being collected, in a folder below that for the results, until all of them are there: an
 * earlier run must not lose its results for one that cannot be fetched.
 */
final class FetchedResults implements AutoCloseable {

    private final Path results;
    private final Path fetched;

    private FetchedResults(Path results) {
        this.results = results;
        this.fetched = results.resolve(FolderRules.FETCHED_RESULTS);
    }

    /** @param results the folder for the results; created if it does not exist */
    static FetchedResults into(Path results) throws IOException {
        FetchedResults folder = new FetchedResults(Files.createDirectories(results));
        folder.delete(); // that of a process that was killed
        Files.createDirectory(folder.fetched);
        return folder;
    }

    /** Returns the folder that files are to be fetched into. */
    Path path() {
        return fetched;
    }

    /** Replaces the files of an earlier run by those that were fetched. */
    void replaceEarlier() throws IOException {
        EarlierRun.delete(results);
        for (Path file : files()) {
            Files.move(file, results.resolve(file.getFileName()));
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(fetched)) {
            return files.toList();
        }
    }

    private void delete() throws IOException {
        if (Files.isDirectory(fetched, LinkOption.NOFOLLOW_LINKS)) {
            for (Path file : files()) {
                Files.delete(file);
            }
        }
        Files.deleteIfExists(fetched);
    }

    @Override
    public void close() {
        try {
            delete();
        } catch (IOException e) {
            // the next run that is collected into the folder deletes it
        }
    }
}
