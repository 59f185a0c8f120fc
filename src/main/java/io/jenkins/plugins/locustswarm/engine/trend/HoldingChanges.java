package io.jenkins.plugins.locustswarm.engine.trend;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.HoldingChange;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The changes in the history of a test that hold in its newest run. A run is compared with those in the same {@link
 * Segment} only, and with none before the latest run whose figures a person accepted.
 */
public final class HoldingChanges {

    /** Number of newest runs in which a change must have begun; older ones count as normal. */
    public static final int DEFAULT_MAX_AGE = 30;

    /** The number of runs since a change, with the first one, in which it is found at the earliest. */
    public static final int MIN_RUNS_SINCE = Levels.MIN_AFTER;

    /** The smallest number of comparable earlier runs with which a change can be found. */
    public static final int MIN_EARLIER = Levels.MIN_BEFORE + Levels.MIN_AFTER - 1;

    /** The largest number of changes that {@link #mostCertain} returns. */
    public static final int MAX_CHANGES = 50;

    /** A figure over time. */
    private record Followed(RequestName request, Figure figure, Series series, Levels levels) {}

    private final List<PastRun> runs;
    private final int newest;
    private final int accepted;

    @CheckForNull
    private final Segment segment;

    @CheckForNull
    private final ExcludedRun leftOut;

    private HoldingChanges(List<PastRun> runs) {
        this.runs = runs;
        this.newest = runs.size() - 1;
        Segments segments = new Segments(runs);
        leftOut = segments.leftOut().stream()
                .filter(run -> run.index() == newest)
                .findFirst()
                .orElse(null);
        int segmentsBefore = segments.found().size() - 1;
        segment = leftOut == null ? segments.found().get(segmentsBefore) : null;
        accepted = latestAccepted(
                segmentsBefore > 0 ? segments.found().get(segmentsBefore - 1).last() : -1);
    }

    /** Returns the position of the latest accepted run after another one; -1 without one. */
    private int latestAccepted(int after) {
        for (int index = newest; index > after; index--) {
            if (runs.get(index).accepted()) {
                return index;
            }
        }
        return -1;
    }

    /**
     * @param earlier the earlier runs of the test, oldest first; may be empty
     * @param run the newest run
     */
    public static HoldingChanges of(List<PastRun> earlier, PastRun run) {
        List<PastRun> all = new ArrayList<>(earlier);
        all.add(run);
        return new HoldingChanges(all);
    }

    /** Returns why the newest run is not compared with earlier ones; empty if it is. */
    public Optional<ExcludedRun> leftOut() {
        return Optional.ofNullable(leftOut);
    }

    /** Returns the runs that the newest one is compared with, and itself; empty if it is left out. */
    public Optional<Segment> segment() {
        return Optional.ofNullable(segment);
    }

    /**
     * Returns the label of the run since which figures are compared because a person accepted its figures; empty
     * without one in the segment, since a run under other conditions is compared with none of them.
     *
     * @param maxAge number of newest runs among which it is looked for
     */
    public Optional<String> accepted(int maxAge) {
        return accepted < 0 || accepted <= newest - maxAge
                ? Optional.empty()
                : Optional.of(runs.get(accepted).label());
    }

    /** Returns the number of earlier runs that the figure of the newest one is compared with. */
    public int earlierRuns(RequestName request, Figure figure) {
        return segment == null
                ? 0
                : Math.max(0, Series.of(runs, segment, request, figure).length() - 1);
    }

    /**
     * Returns the change for the worse of a figure that holds in the newest run.
     *
     * @param maxAge number of newest runs in which the change must have begun
     */
    public Optional<Change> worse(RequestName request, Figure figure, int maxAge) {
        return follow(request, figure).flatMap(followed -> change(followed, maxAge, true));
    }

    private Optional<Followed> follow(RequestName request, Figure figure) {
        if (segment == null) {
            return Optional.empty();
        }
        Series series = Series.of(runs, segment, request, figure);
        if (series.length() <= MIN_EARLIER || series.run(series.length() - 1) != newest) {
            return Optional.empty();
        }
        boolean isAccepted = accepted >= 0 && Series.has(runs.get(accepted), request, figure);
        Levels levels = new Levels(figure, series, series.firstSince(accepted), isAccepted);
        return Optional.of(new Followed(request, figure, series, levels));
    }

    private Optional<Change> change(Followed followed, int maxAge, boolean worse) {
        Series series = followed.series();
        return followed.levels()
                .lastingChange(worse, series.firstSince(newest - maxAge + 1))
                .map(lasting -> {
                    int index = series.run(lasting.position());
                    Difference difference =
                            new Difference(followed.figure(), followed.request(), lasting.before(), lasting.after());
                    return new Change(difference, index, runs.get(index).label(), lasting.pValue());
                });
    }

    /**
     * Returns whether the newest run does not show a change any more: its own figure is at least as good, or as bad, as
     * the mean before the change. A single run is seldom a level of its own, and would be averaged with the runs before
     * it.
     *
     * @param change one that holds
     */
    public boolean isUndone(Change change) {
        Difference difference = change.difference();
        NameStats row = runs.get(newest).rows().get(difference.request());
        Double latest = row == null ? null : difference.figure().of(row);
        return latest != null
                && (latest == difference.before()
                        || difference.figure().isWorse(difference.before(), latest) != difference.isWorse());
    }

    /**
     * Returns all changes, for the worse and for the better, that began within {@link #DEFAULT_MAX_AGE} runs; the most
     * certain first, and at most {@link #MAX_CHANGES}.
     */
    public List<HoldingChange> mostCertain() {
        List<Change> changes = new ArrayList<>();
        for (RequestName request : runs.get(newest).requests()) {
            for (Figure figure : Figure.values()) {
                follow(request, figure).ifPresent(followed -> {
                    change(followed, DEFAULT_MAX_AGE, true).ifPresent(changes::add);
                    change(followed, DEFAULT_MAX_AGE, false).ifPresent(changes::add);
                });
            }
        }
        return changes.stream()
                .filter(change -> !isUndone(change))
                .sorted(Comparator.comparingDouble(Change::pValue))
                .limit(MAX_CHANGES)
                .map(HoldingChanges::summary)
                .toList();
    }

    private static HoldingChange summary(Change change) {
        Difference difference = change.difference();
        return new HoldingChange(
                difference.figure().toString(),
                difference.request().type(),
                difference.request().name(),
                change.since(),
                difference.before(),
                difference.after(),
                difference.ratio(),
                difference.isWorse(),
                change.pValue());
    }
}
