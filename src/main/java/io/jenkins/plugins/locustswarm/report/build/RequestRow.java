package io.jenkins.plugins.locustswarm.report.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.HoldingChange;
import io.jenkins.plugins.locustswarm.report.kept.ChangeNote;
import io.jenkins.plugins.locustswarm.report.kept.NameFigures;
import java.util.List;
import java.util.Locale;

/** The row of a request name on the page of a test, without its figures. */
public final class RequestRow {

    private final NameFigures figures;
    private final @CheckForNull Double share;
    private final @CheckForNull FigureDifference difference;
    private final List<HoldingChange> changes;

    /**
     * @param share the part of the time of all requests, 0 to 1; absent if response times are not known
     * @param difference the difference of the p95 to the one of the baseline; absent if there is none
     * @param changes the changes of this name that hold in the run
     */
    RequestRow(
            NameFigures figures,
            @CheckForNull Double share,
            @CheckForNull FigureDifference difference,
            List<HoldingChange> changes) {
        this.figures = figures;
        this.share = share;
        this.difference = difference;
        this.changes = List.copyOf(changes);
    }

    public NameFigures getFigures() {
        return figures;
    }

    @CheckForNull
    public Double getShare() {
        return share;
    }

    /** Returns the share in percent, for the width of a bar. */
    @CheckForNull
    public String getSharePercent() {
        return share == null ? null : String.format(Locale.ROOT, "%.1f", share * 100);
    }

    @CheckForNull
    public FigureDifference getDifference() {
        return difference;
    }

    /** Returns the changes in the history, the most certain first. */
    public List<ChangeNote> getChanges() {
        return changes.stream().map(ChangeNote::new).toList();
    }
}
