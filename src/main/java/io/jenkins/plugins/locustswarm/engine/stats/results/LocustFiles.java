package io.jenkins.plugins.locustswarm.engine.stats.results;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of one run as {@code locust --csv PREFIX} leaves them, without a swarm: {@code PREFIX_stats.csv} and, as far
 * as they are there, {@code PREFIX_stats_history.csv}, {@code PREFIX_failures.csv} and {@code PREFIX_exceptions.csv}; or
 * as Locust's web page offers them for download, {@code requests_TIME.csv} and so on (its {@code web.py}).
 *
 * @param stats the statistics
 * @param prefix {@code PREFIX} without its folder; null for files of the web page
 */
record LocustFiles(Path stats, String prefix) {

    /** Up to Locust 0.12 the file is {@code PREFIX_requests.csv}, without percentiles. */
    private static final Pattern STATS = Pattern.compile("(.*)_(?:stats|requests)\\.csv|requests(?:_.*)?\\.csv");

    /**
     * Finds them.
     *
     * @param place the folder, or the file with the statistics where a folder has several
     * @throws BadInputException when there are none, or several in the folder
     */
    static LocustFiles in(Path place) {
        List<Path> found = Files.isDirectory(place) ? filesIn(place) : List.of(place);
        List<LocustFiles> files = found.stream()
                .filter(file -> STATS.matcher(file.getFileName().toString()).matches())
                .map(LocustFiles::of)
                .toList();
        if (files.isEmpty()) {
            throw new BadInputException("There is no " + SummaryJson.FILE + " in " + place
                    + ", nor a file of Locust's such as " + RunResults.STATS + ": it has no results of a run.");
        }
        if (files.size() > 1) {
            throw new BadInputException("There are the results of several runs in " + place + ": name one of "
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
            throw new BadInputException("The folder " + folder + " cannot be read: " + e + ".", e);
        }
    }

    /** Where the run's file is that has this name with the prefix {@link RunResults#PREFIX}. */
    Path file(String name) {
        if (name.equals(RunResults.STATS)) {
            return stats;
        } else if (prefix == null) {
            return downloaded(name.replaceAll("^" + RunResults.PREFIX + "_|\\.csv$", ""));
        }
        return stats.resolveSibling(
                name.startsWith(RunResults.PREFIX) ? prefix + name.substring(RunResults.PREFIX.length()) : name);
    }

    /** Each download has a time of its own; which of several belongs to these statistics, nobody knows. */
    private Path downloaded(String what) {
        Pattern name = Pattern.compile(Pattern.quote(what) + "(_.*)?\\.csv");
        List<Path> found = filesIn(stats.getParent()).stream()
                .filter(file -> name.matcher(file.getFileName().toString()).matches())
                .toList();
        return found.size() == 1 ? found.get(0) : stats.resolveSibling(what + ".csv");
    }
}
