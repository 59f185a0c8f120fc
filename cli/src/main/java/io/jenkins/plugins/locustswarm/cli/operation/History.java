package io.jenkins.plugins.locustswarm.cli.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.FailureMessage;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import io.jenkins.plugins.locustswarm.engine.trend.PastRun;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Runs from folders of results.
 *
 * @param entries a run for each folder, oldest first; one that could not be read keeps its position
 * @param exitCode {@link ExitCode#OK}, or the one for a folder that could not be read
 */
public record History(List<Entry> entries, int exitCode) {

    /**
     * A folder.
     *
     * @param place its absolute path
     * @param run its run
     * @param isReadable whether it could be read
     * @param startedAt when the load of the run began, if that is known
     */
    public record Entry(
            Path place,
            PastRun run,
            boolean isReadable,
            @CheckForNull Instant startedAt) {}

    public History {
        entries = List.copyOf(entries);
    }

    /**
     * Reads all folders. Reports those that cannot be read as failures, and reads the others.
     *
     * @param folders in any order if it is known of all of them when their load began, or else oldest first
     */
    public static History read(Caller caller, List<Path> folders) {
        return read(caller, folders, e -> FailureMessage.of(e).print(caller.terminal(), caller.environment()));
    }

    /** As {@link #read}, but warns of those that cannot be read. */
    public static History readWithWarnings(Caller caller, List<Path> folders) {
        return read(caller, folders, e -> {
            caller.terminal().say("Warning: " + e.getMessage());
            return ExitCode.OK;
        });
    }

    private static History read(Caller caller, List<Path> folders, ToIntFunction<BadInputException> report) {
        int code = ExitCode.OK;
        List<Entry> entries = new ArrayList<>();
        for (Path folder : folders) {
            Path place = place(caller, folder);
            try {
                RunSummary summary = RunResults.readAny(place);
                entries.add(new Entry(place, PastRun.of(folder.toString(), summary), true, summary.startedAt()));
            } catch (BadInputException e) {
                code = report.applyAsInt(e);
                entries.add(new Entry(place, PastRun.unreadable(folder.toString(), e.getMessage()), false, null));
            }
        }
        return new History(inOrder(entries), code);
    }

    /** A pattern of the shell has results-10 before results-2: the times are more reliable than the order of the folders. */
    private static List<Entry> inOrder(List<Entry> entries) {
        List<Entry> readable = entries.stream().filter(Entry::isReadable).toList();
        if (readable.stream().anyMatch(entry -> entry.startedAt() == null)) {
            return entries;
        }
        Iterator<Entry> sorted =
                readable.stream().sorted(Comparator.comparing(Entry::startedAt)).iterator();
        return entries.stream()
                .map(entry -> entry.isReadable() ? sorted.next() : entry)
                .toList();
    }

    /** Returns the absolute path of a folder that the caller named. */
    public static Path place(Caller caller, Path folder) {
        return caller.folder().resolve(folder).normalize();
    }

    /** Returns whether no folder could be read. */
    public boolean isEmpty() {
        return entries.stream().noneMatch(Entry::isReadable);
    }

    public List<PastRun> runs() {
        return entries.stream().map(Entry::run).toList();
    }

    /**
     * Returns the history with the figures of a run accepted.
     *
     * @param place absolute path of the folder of the run
     * @throws BadInputException if it is not in the history
     */
    public History accept(Path place) {
        if (entries.stream().noneMatch(entry -> entry.place().equals(place))) {
            throw new BadInputException(
                    "--accepted " + place + " is not one of the folders of --history: name one of them.");
        }
        return new History(
                entries.stream()
                        .map(entry -> entry.place().equals(place)
                                ? new Entry(
                                        place, entry.run().withAccepted(true), entry.isReadable(), entry.startedAt())
                                : entry)
                        .toList(),
                exitCode);
    }

    /**
     * Returns the runs before a run: those up to its own folder, as in {@code report results-20 --history results-*}, or up
     * to a run that did not begin before it, as with a copy of {@code results-20}.
     *
     * @param place absolute path of the folder of the run, if it has one already
     */
    List<PastRun> before(RunSummary summary, @CheckForNull Path place) {
        List<PastRun> earlier = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.place().equals(place) || !isBefore(entry.startedAt(), summary.startedAt())) {
                break;
            }
            earlier.add(entry.run());
        }
        return earlier;
    }

    /** Returns whether a run began before another one; also if that is not known. */
    private static boolean isBefore(@CheckForNull Instant run, @CheckForNull Instant other) {
        return run == null || other == null || run.isBefore(other);
    }
}
