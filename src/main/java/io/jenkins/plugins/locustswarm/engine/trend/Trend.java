package io.jenkins.plugins.locustswarm.engine.trend;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.trend.changepoint.ChangePoint;
import io.jenkins.plugins.locustswarm.engine.trend.changepoint.ChangePointSearch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The changes in a history of runs, and since when.
 *
 * @param runs number of runs in the history, including those that are left out
 * @param changes the changes, oldest first; in a run those of all requests together, then those of the names
 * @param segments the parts of the history whose runs are compared with each other
 * @param leftOut the runs that are not compared
 * @param notes what people wrote about runs, oldest first
 */
public record Trend(
        int runs, List<Change> changes, List<Segment> segments, List<ExcludedRun> leftOut, List<RunNote> notes) {

    /** With fewer runs, only a figure without any noise could be said to have changed. */
    public static final int MIN_RUNS = 5;

    public Trend {
        changes = List.copyOf(changes);
        segments = List.copyOf(segments);
        leftOut = List.copyOf(leftOut);
        notes = List.copyOf(notes);
    }

    /** @param runs the runs of one load test, oldest first */
    public static Trend of(List<PastRun> runs) {
        Segments segments = new Segments(runs);
        List<Change> changes = new ArrayList<>();
        for (Segment segment : segments.found()) {
            if (segment.isLongEnough()) {
                changes.addAll(changes(runs, segment));
            }
        }
        changes.sort(Comparator.comparingInt(Change::index));
        return new Trend(runs.size(), changes, segments.found(), segments.leftOut(), notes(runs));
    }

    private static List<RunNote> notes(List<PastRun> runs) {
        return IntStream.range(0, runs.size())
                .filter(index -> !runs.get(index).note().isEmpty())
                .mapToObj(index -> new RunNote(
                        index, runs.get(index).label(), runs.get(index).note()))
                .toList();
    }

    /** Returns what people wrote about the run at this position; absent if nothing. */
    @CheckForNull
    public String note(int index) {
        return notes.stream()
                .filter(note -> note.index() == index)
                .map(RunNote::text)
                .findFirst()
                .orElse(null);
    }

    /** Returns whether no segment has enough runs to tell a change from noise. */
    public boolean hasTooFewRuns() {
        return segments.stream().noneMatch(Segment::isLongEnough);
    }

    private static List<Change> changes(List<PastRun> runs, Segment segment) {
        Set<RequestName> requests = new LinkedHashSet<>();
        segment.indices().forEach(index -> requests.addAll(runs.get(index).requests()));
        List<Change> changes = new ArrayList<>();
        for (RequestName request : requests) {
            for (Figure figure : Figure.values()) {
                changes.addAll(changes(runs, segment, request, figure));
            }
        }
        return changes;
    }

    private static List<Change> changes(List<PastRun> runs, Segment segment, RequestName request, Figure figure) {
        Series series = Series.of(runs, segment, request, figure);
        if (series.length() < MIN_RUNS) {
            return List.of();
        }
        List<Change> changes = new ArrayList<>();
        for (ChangePoint point : ChangePointSearch.DEFAULT.find(series.values())) {
            int index = series.run(point.index());
            Difference difference = new Difference(figure, request, point.before(), point.after());
            changes.add(new Change(difference, index, runs.get(index).label(), point.pValue()));
        }
        return changes;
    }
}
