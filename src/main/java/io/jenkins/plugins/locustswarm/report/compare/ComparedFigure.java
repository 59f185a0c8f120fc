package io.jenkins.plugins.locustswarm.report.compare;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.trend.Difference;
import io.jenkins.plugins.locustswarm.engine.trend.Figure;
import io.jenkins.plugins.locustswarm.report.view.FigureFormat;
import io.jenkins.plugins.locustswarm.report.view.FigureWords;

/** A figure in two runs. The page reads the getters. */
public final class ComparedFigure {

    private final Figure figure;
    private final @CheckForNull Double before;
    private final @CheckForNull Double after;
    private final boolean matters;

    /** @param matters whether the figures differ by more than what chance and Locust's rounding explain */
    ComparedFigure(Figure figure, @CheckForNull NameStats before, @CheckForNull NameStats after, boolean matters) {
        this.figure = figure;
        this.before = before == null ? null : figure.of(before);
        this.after = after == null ? null : figure.of(after);
        this.matters = matters;
    }

    public String getName() {
        return new FigureWords().name(figure);
    }

    /** Returns the figure of the other run, a dash if it has none. */
    public String getBefore() {
        return format(before);
    }

    /** Returns the figure of this run, a dash if it has none. */
    public String getAfter() {
        return format(after);
    }

    private String format(@CheckForNull Double value) {
        FigureFormat format = new FigureFormat();
        return value == null ? format.count(null) : format.followed(figure.toString(), value);
    }

    /** Returns the figure of this run, for sorting; absent if it has none. */
    @CheckForNull
    public Double getValue() {
        return after;
    }

    /** Returns the relative change, for example {@code +19 %}; absent without a difference or without one of the figures. */
    @CheckForNull
    public String getChange() {
        Difference difference = difference();
        return difference == null || difference.before() == difference.after()
                ? null
                : new FigureFormat().change(difference.ratio());
    }

    public boolean isMatters() {
        return matters;
    }

    /** Returns whether this run is worse: slower, fewer requests per second, more failures. */
    public boolean isWorse() {
        Difference difference = difference();
        return difference != null && difference.isWorse();
    }

    @CheckForNull
    private Difference difference() {
        return before == null || after == null ? null : new Difference(figure, RequestName.AGGREGATED, before, after);
    }
}
