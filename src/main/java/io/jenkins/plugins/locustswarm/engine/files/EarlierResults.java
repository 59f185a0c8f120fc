package io.jenkins.plugins.locustswarm.engine.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Recognizes results of earlier runs in a folder, so that they are not sent to machines: with {@code -d .}, the folder
 * {@code locust-results} of the previous run is part of it. Other files beside results are sent.
 */
final class EarlierResults {

    /** Files that only a swarm writes; files of Locust alone may be input of the locustfile. */
    private static final Set<String> OF_THE_SWARM = Set.of("summary.json", "master.log");

    private static final Set<String> OF_LOCUST = Set.of(
            "locust.html",
            "locust_stats.csv",
            "locust_stats_history.csv",
            "locust_failures.csv",
            "locust_exceptions.csv");

    /** Files that other programs write under the same names too. */
    private static final Pattern OF_ANYTHING = Pattern.compile("worker-\\d+\\.log|junit\\.xml");

    private final Path root;
    private final Map<Path, Boolean> folders = new HashMap<>();
    private final Set<String> found = new TreeSet<>();

    EarlierResults(Path root) {
        this.root = root;
    }

    /** Returns whether the file belongs to the results of a run. */
    boolean has(Path file) {
        String name = file.getFileName().toString();
        boolean ofARun = OF_THE_SWARM.contains(name)
                || OF_LOCUST.contains(name)
                || OF_ANYTHING.matcher(name).matches();
        if (!ofARun || !folders.computeIfAbsent(file.getParent(), EarlierResults::isResults)) {
            return false;
        }
        String folder = root.relativize(file.getParent()).toString();
        found.add(folder.isEmpty() ? "." : folder);
        return true;
    }

    private static boolean isResults(Path folder) {
        long ofTheSwarm = OF_THE_SWARM.stream()
                .filter(name -> Files.exists(folder.resolve(name)))
                .count();
        return ofTheSwarm == OF_THE_SWARM.size()
                || ofTheSwarm > 0 && OF_LOCUST.stream().anyMatch(name -> Files.exists(folder.resolve(name)));
    }

    /** Returns the folders with results found so far, relative to the root. */
    Set<String> folders() {
        return found;
    }
}
