package io.jenkins.plugins.locustswarm.engine.text;

import io.jenkins.plugins.locustswarm.engine.text.Table.Column;
import io.jenkins.plugins.locustswarm.engine.trend.Change;
import io.jenkins.plugins.locustswarm.engine.trend.Difference;
import io.jenkins.plugins.locustswarm.engine.trend.ExcludedRun;
import io.jenkins.plugins.locustswarm.engine.trend.Segment;
import io.jenkins.plugins.locustswarm.engine.trend.Trend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The changes in a history of runs, as text. */
public final class TrendText {

    private static final double MIN_SHOWN = 1e-6;

    private TrendText() {}

    /** @param width the maximum number of columns; names are cut to fit */
    public static String of(Trend trend, int width) {
        List<String> text = new ArrayList<>();
        if (trend.changes().isEmpty()) {
            text.add(nothing(trend));
        } else {
            List<Change> shown = DifferenceText.first(trend.changes(), Comparator.comparingDouble(Change::pValue));
            text.add(table(shown).render(width));
            int more = trend.changes().size() - shown.size();
            if (more > 0) {
                text.add(more + " less certain changes are not shown.");
            }
        }
        text.addAll(NoteText.of(trend));
        trend.segments().stream().skip(1).map(TrendText::segment).forEach(text::add);
        trend.leftOut().stream().map(TrendText::leftOut).forEach(text::add);
        return String.join("\n", text);
    }

    private static String nothing(Trend trend) {
        int longest = trend.segments().stream()
                .mapToInt(segment -> segment.indices().size())
                .max()
                .orElse(0);
        return trend.hasTooFewRuns()
                ? "Too few runs: " + Trend.MIN_RUNS
                        + " comparable ones are needed to tell a change from noise, and there"
                        + (longest == 1 ? " is 1." : " are " + longest + ".")
                : "Nothing changed in " + (trend.runs() - trend.leftOut().size()) + " runs.";
    }

    private static Table table(List<Change> changes) {
        Table table = new Table(
                Column.names("Type"),
                Column.names("Name"),
                Column.words("Figure"),
                Column.figures("Before"),
                Column.figures("After"),
                Column.words("Change"),
                Column.names("Since"),
                Column.figures("p value"));
        for (Change change : changes) {
            Difference difference = change.difference();
            table.row(
                    difference.request().type(),
                    difference.request().name(),
                    difference.figure().toString(),
                    DifferenceText.value(difference.figure(), difference.before()),
                    DifferenceText.value(difference.figure(), difference.after()),
                    DifferenceText.change(difference),
                    change.since(),
                    pValue(change.pValue()));
        }
        return table;
    }

    private static String pValue(double value) {
        return value < MIN_SHOWN ? "< 0.000001" : String.format(Locale.ROOT, "%.6f", value);
    }

    private static String segment(Segment segment) {
        return "New conditions since " + Printable.line(segment.since()) + ": "
                + DifferenceText.conditions(segment.differences(), " instead of ")
                + ". It is not compared with the runs before it"
                + (segment.isLongEnough()
                        ? "."
                        : ", and there are too few runs since then: "
                                + segment.indices().size() + " of " + Trend.MIN_RUNS + ".");
    }

    private static String leftOut(ExcludedRun run) {
        String more = run.faults().size() > 1 ? " (and " + (run.faults().size() - 1) + " more)" : "";
        return "Left out: " + Printable.line(run.label()) + ": "
                + (run.faults().isEmpty()
                        ? DifferenceText.conditions(run.differences(), " instead of ") + "."
                        : Printable.line(run.faults().get(0)) + more);
    }
}
