package io.jenkins.plugins.locustswarm.engine.stats.results;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of one run without a swarm: either those that {@code locust --csv PREFIX} writes, {@code PREFIX_stats.csv}
 * and optionally {@code PREFIX_stats_history.csv}, {@code PREFIX_failures.csv} and {@code PREFIX_exceptions.csv}, or
 * those that Locust's web page offers for download, {@code requests_TIME.csv} or, in current versions, {@code
 * HOST_requests.csv}, and so on (Locust's {@code web.py}).
 *
 * @param stats the file with the statistics
 * @param prefix {@code PREFIX} or {@code HOST} without the folder; absent for files that begin with what they contain
 */
record LocustFiles(Path stats, @CheckForNull String prefix) {

    /** Up to Locust 0.12, the file is {@code PREFIX_requests.csv} and has no percentiles. */
    private static final Pattern STATS =
            Pattern.compile("(.*)_(?:stats|requests)\\.csv|requests(?!_full_history)(?:_.*)?\\.csv");

    /** The web page's name for the history. */
    private static final String FULL_HISTORY = "requests_full_history";

    /**
     * Finds the files of a run.
     *
     * @param place the folder, or the file with the statistics if the folder contains several
     * @throws BadInputException if there are no results, or the folder contains those of several runs
     */
    static LocustFiles in(Path place) {
        List<Path> found = Files.isDirectory(place) ? filesIn(place) : List.of(place);
        List<LocustFiles> files = found.stream()
                .filter(file -> STATS.matcher(file.getFileName().toString()).matches())
                .map(LocustFiles::of)
                .toList();
        if (files.isEmpty()) {
            throw new BadInputException(
                    "There is no " + SummaryJson.FILE + " in " + place + ", nor a file of Locust such as "
                            + RunResults.STATS + ": it does not contain the results of a run.");
        }
        if (files.size() > 1) {
            throw new BadInputException(place + " contains the results of several runs: name one of "
                    + String.join(
                            ", ",
                            files.stream().map(file -> file.stats().toString()).toList()) + ".");
        }
        return files.get(0);
    }

    private static LocustFiles of(Path stats) {
        Matcher name = STATS.matcher(stats.getFileName().toString());
        if (!name.matches()) {
            throw new IllegalArgumentException(stats + " has no statistics");
        }
        return new LocustFiles(stats, name.group(1));
    }

    private static List<Path> filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new BadInputException("The folder " + folder + " cannot be read: " + FileErrorText.of(e) + ".", e);
        }
    }

    /** Returns the file of this run that has the given name with the prefix {@link RunResults#PREFIX}. */
    Path file(String name) {
        if (name.equals(RunResults.STATS)) {
            return stats;
        } else if (prefix == null) {
            return downloaded(
                    name.equals(RunResults.HISTORY)
                            ? FULL_HISTORY
                            : name.replaceAll("^" + RunResults.PREFIX + "_|\\.csv$", ""));
        }
        Path file = stats.resolveSibling(
                name.startsWith(RunResults.PREFIX) ? prefix + name.substring(RunResults.PREFIX.length()) : name);
        Path history = stats.resolveSibling(prefix + "_" + FULL_HISTORY + ".csv");
        return name.equals(RunResults.HISTORY) && !Files.exists(file) && Files.exists(history) ? history : file;
    }

    /** Each download has its own time; which of several files belongs to these statistics is unknown. */
    private Path downloaded(String what) {
        Pattern name = Pattern.compile(Pattern.quote(what) + "(_.*)?\\.csv");
        List<Path> found = filesIn(stats.getParent()).stream()
                .filter(file -> name.matcher(file.getFileName().toString()).matches())
                .toList();
        return found.size() == 1 ? found.get(0) : stats.resolveSibling(what + ".csv");
    }
}
