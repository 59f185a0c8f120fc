package io.jenkins.plugins.locustswarm.engine.gate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.Excerpt;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.trend.Change;
import io.jenkins.plugins.locustswarm.engine.trend.Difference;
import io.jenkins.plugins.locustswarm.engine.trend.ExcludedRun;
import io.jenkins.plugins.locustswarm.engine.trend.Figure;
import io.jenkins.plugins.locustswarm.engine.trend.HoldingChanges;
import io.jenkins.plugins.locustswarm.engine.trend.RelativeChange;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges a run by a gate on a change. It is missed if the figure got worse by at least so much, and still is; with too
 * few runs to tell that from noise it passes.
 */
final class ChangeGate {

    private final Gate gate;
    private final Figure figure;
    private final int maxAge;
    private final HoldingChanges changes;

    private ChangeGate(Gate gate, HoldingChanges changes) {
        this.gate = gate;
        this.figure = gate.metric().followed().orElseThrow();
        Integer within = gate.threshold().within();
        this.maxAge = within == null ? HoldingChanges.DEFAULT_MAX_AGE : within;
        this.changes = changes;
    }

    /** @param changes those of the history whose newest run is the one to judge */
    static GateResult judge(Gate gate, RunSummary summary, HoldingChanges changes) {
        return new ChangeGate(gate, changes).judge(summary);
    }

    private GateResult judge(RunSummary summary) {
        Double actual = null;
        try {
            Optional<ExcludedRun> leftOut = changes.leftOut();
            if (leftOut.isPresent()) {
                return passed(null, "this run is not compared with earlier ones: " + reason(leftOut.get()));
            }
            actual = Gates.figure(gate, summary, Gates.THIS_RUN);
            NameStats row = RequestLookup.find(gate.name(), summary, Gates.THIS_RUN);
            RequestName request =
                    row == summary.total() ? RequestName.AGGREGATED : new RequestName(row.type(), row.name());
            int earlier = changes.earlierRuns(request, figure);
            if (earlier < HoldingChanges.MIN_EARLIER) {
                return passed(actual, tooFew(earlier));
            }
            Optional<Change> worse = changes.worse(request, figure, maxAge);
            if (worse.isEmpty()) {
                return passed(actual, "no change for the worse " + period(earlier + 1));
            }
            return changes.isUndone(worse.get())
                    ? passed(actual, notWorseThanBefore(actual, worse.get()))
                    : compare(worse.get());
        } catch (MissingFigureException e) {
            return gate.result(actual, null, null, false, e.getMessage());
        }
    }

    private GateResult passed(@CheckForNull Double actual, String why) {
        return gate.result(actual, null, null, true, why);
    }

    private static String reason(ExcludedRun run) {
        return run.faults().isEmpty()
                ? BaselineRemark.differences(run.differences())
                : Excerpt.withoutFullStop(run.faults().get(0));
    }

    private String tooFew(int earlier) {
        String since = changes.segment()
                .map(segment -> segment.differences())
                .filter(differences -> !differences.isEmpty())
                .map(differences -> " with " + BaselineRemark.differences(differences))
                .orElse("");
        String runs = earlier == 0 ? "no comparable earlier run" : "only " + earlier + " comparable earlier run";
        return runs + (earlier > 1 ? "s" : "") + since + "; at least " + HoldingChanges.MIN_EARLIER
                + " are needed to tell a change from noise";
    }

    private String period(int runs) {
        return changes.accepted(maxAge)
                .map(label -> "since " + label + ", whose figures were accepted")
                .orElse("in the last " + Math.min(maxAge, runs) + " runs");
    }

    private String notWorseThanBefore(double actual, Change change) {
        return new FigureText(gate.unit()).showMean(actual) + " is not worse than before " + change.since();
    }

    private GateResult compare(Change change) {
        Difference difference = change.difference();
        double size = figure.worsening(difference.before(), difference.after());
        double limit = gate.threshold().value();
        double threshold = gate.threshold().changed(difference.before(), figure != Figure.RPS);
        boolean passed = gate.comparison().holds(size, limit);
        return gate.result(difference.after(), threshold, difference.before(), passed, sentence(change, size));
    }

    /** Returns for example {@code 250 ms is 19 % over the 210 ms before #20}. */
    private String sentence(Change change, double size) {
        double before = change.difference().before();
        double after = change.difference().after();
        FigureText figures = new FigureText(gate.unit());
        return Double.isInfinite(size)
                ? figures.showMean(after) + " instead of " + figures.showMean(before) + " before " + change.since()
                : String.format(
                        Locale.ROOT,
                        "%s is %s %s the %s before %s",
                        figures.showMean(after),
                        RelativeChange.size(size, gate.threshold().value()),
                        figure == Figure.RPS ? "under" : "over",
                        figures.showMean(before),
                        change.since());
    }
}
