package io.jenkins.plugins.locustswarm.engine.trend;

import io.jenkins.plugins.locustswarm.engine.trend.changepoint.ChangePoint;
import io.jenkins.plugins.locustswarm.engine.trend.changepoint.ChangePointSearch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The levels of a series: its values between two changes. The limits were chosen by simulation ({@code benchmarks/run
 * change-gate}): false alarms are rare, and 20 % are still found in the second run at 5 % noise.
 */
final class Levels {

    /** The smallest number of runs since a change: a single run is often an outlier. */
    static final int MIN_AFTER = 2;

    /** The smallest number of runs of an earlier level that later ones are compared with. */
    static final int MIN_BEFORE = 5;

    /** A change that a gate depends on must be more certain than one in a table, because it is asked for in every build. */
    private static final double MAX_P_VALUE = 0.0002;

    /**
     * Values between two changes.
     *
     * @param start position of the first value
     * @param end position after the last one
     * @param accepted whether a person accepted it
     * @param values those of them that may be compared with later ones, at least one
     * @param mean their mean
     * @param failures the failed requests of the runs with these values
     */
    private record Level(int start, int end, boolean accepted, double[] values, double mean, FailureCounts failures) {

        int length() {
            return end - start;
        }

        /** Returns whether later runs are compared with it. */
        boolean isReliable() {
            return accepted || length() >= MIN_BEFORE;
        }
    }

    /**
     * A change that holds at the end of the series.
     *
     * @param position position of the first value after the change
     * @param before mean of the level before it
     * @param after mean of the values since the last change
     * @param pValue probability that chance alone makes a difference of at least this size
     */
    record LastingChange(int position, double before, double after, double pValue) {}

    private final Figure figure;
    private final List<Level> levels = new ArrayList<>();

    /**
     * @param comparable position since which values may be compared with later ones
     * @param isAccepted whether a person accepted the figure since then; the position does not tell, because it is also 0 if
     *     the first run was accepted
     */
    Levels(Figure figure, Series series, int comparable, boolean isAccepted) {
        this.figure = figure;
        int start = 0;
        for (ChangePoint point : ChangePointSearch.DEFAULT.find(series.values())) {
            add(series, start, point.index(), comparable, isAccepted);
            start = point.index();
        }
        add(series, start, series.length(), comparable, isAccepted);
    }

    private void add(Series series, int start, int end, int comparable, boolean isAccepted) {
        int first = Math.max(start, comparable);
        if (first < end) {
            double[] values = series.values(first, end);
            levels.add(new Level(
                    start,
                    end,
                    isAccepted && start <= comparable,
                    values,
                    Arrays.stream(values).average().orElseThrow(),
                    FailureCounts.of(series.rows(first, end))));
        }
    }

    /**
     * Returns the change for the worse, or for the better, that holds at the end of the series: from the best or the worst
     * earlier level to the current one, so that several small changes add up and one that was undone does not count.
     *
     * @param worse whether to look for a change for the worse
     * @param oldest position at which the change may begin at the earliest
     */
    Optional<LastingChange> lastingChange(boolean worse, int oldest) {
        int last = current(worse);
        if (last < 1) {
            return Optional.empty();
        }
        Level current = levels.get(last);
        Level best = null;
        int position = 0;
        for (Level level : levels.subList(0, last)) {
            boolean isBest = best == null || figure.isWorse(best.mean(), level.mean()) != worse;
            if (level.end() >= oldest && level.isReliable() && isChange(level, current, worse)) {
                if (isBest || !isChange(best, level, worse)) {
                    // of several levels that are about the same, the latest one: in between, the change was undone
                    position = level.end();
                }
                // any other level stays compared with the best one, or else a drift in small steps would never add up
                best = isBest ? level : best;
            } else if (best != null && isBest) {
                position = level.end(); // a few runs that were even better
            }
        }
        return best == null ? Optional.empty() : Optional.of(lastingChange(best, current, position));
    }

    private static LastingChange lastingChange(Level best, Level current, int position) {
        return new LastingChange(
                position, best.mean(), current.mean(), ChangePointSearch.pValue(best.values(), current.values()));
    }

    /**
     * Returns the position of the current level. A new one counts from its second run on; but a single run is enough not to
     * believe any more that an earlier change holds.
     */
    private int current(boolean worse) {
        int last = levels.size() - 1;
        if (last < 1 || levels.get(last).length() >= MIN_AFTER) {
            return last;
        }
        boolean isWorse =
                figure.isWorse(levels.get(last - 1).mean(), levels.get(last).mean());
        return isWorse == worse ? last - 1 : last;
    }

    private boolean isChange(Level before, Level after, boolean worse) {
        return before.mean() != after.mean()
                && figure.isWorse(before.mean(), after.mean()) == worse
                && figure.isBeyondRounding(before.mean(), after.mean())
                && ChangePointSearch.pValue(before.values(), after.values()) < MAX_P_VALUE
                && (figure != Figure.FAILURES || before.failures().pValue(after.failures()) < MAX_P_VALUE);
    }
}
