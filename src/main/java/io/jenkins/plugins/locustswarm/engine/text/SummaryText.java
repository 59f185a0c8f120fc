package io.jenkins.plugins.locustswarm.engine.text;

import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.ResponseTimes;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import io.jenkins.plugins.locustswarm.engine.text.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A finished run as text: a table of its figures, its health, its gates and its verdict. */
public final class SummaryText {

    private static final String RAMP_LEFT_OUT =
            "The ramp-up is not in these figures, nor in those of the gates: Locust reset"
                    + " its statistics when all users were started.";

    private SummaryText() {}

    /** @param width the maximum number of columns; names are cut to fit */
    public static String of(RunSummary summary, int width) {
        List<String> text = new ArrayList<>();
        text.add("Response times in ms:");
        List<NameStats> shown = SelectedNames.of(summary.names());
        text.add(table(shown, summary.total()).render(width));
        int leftOut = summary.names().size() - shown.size() + summary.leftOut();
        if (leftOut > 0) {
            text.add(leftOut + " more request names are in " + RunResults.STATS
                    + "; the table shows those with the most requests or failures.");
        }
        if (summary.leavesOutRamp()) {
            text.add(RAMP_LEFT_OUT);
        }
        text.addAll(ErrorText.of(summary, width));
        text.add("");
        if (summary.load().note() != null) {
            text.add("Note: " + Printable.line(summary.load().note()));
        }
        if (summary.workers().asked() > 0) { // else nothing is known about them
            text.add(workers(summary));
        }
        for (HealthFinding finding : summary.health()) {
            text.add("Health, " + word(finding.severity()) + ": " + Printable.line(finding.sentence()));
        }
        for (GateResult gate : summary.gates()) {
            text.add("Gate " + (gate.passed() ? "passed" : "missed (" + word(gate.criticality()) + ")") + ": "
                    + Printable.line(gate.gate()) + (gate.why().isEmpty() ? "" : ": " + Printable.line(gate.why())));
        }
        if (summary.baseline() != null) {
            text.add("Baseline: " + Printable.line(summary.baseline()));
        }
        text.addAll(HoldingChangeText.lines(summary.changes()));
        if (summary.cost() != null) {
            text.add("Cost until the results were collected: " + CostText.of(summary.cost()));
        }
        text.add("Verdict: " + word(summary.verdict()));
        return String.join("\n", text);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String workers(RunSummary summary) {
        RunSummary.Workers workers = summary.workers();
        String lost = workers.lost() == 0 ? "" : ", " + workers.lost() + " lost";
        return "Workers: " + workers.ready() + " of " + workers.asked() + lost
                + (summary.locustVersion() == null ? "" : ", Locust " + Printable.line(summary.locustVersion()));
    }

    private static Table table(List<NameStats> names, NameStats total) {
        Table table = new Table(
                Column.names("Type"),
                Column.names("Name"),
                Column.figures("Requests"),
                Column.figures("Failed"),
                Column.figures("Average"),
                Column.figures("Median"),
                Column.figures("p95"),
                Column.figures("p99"),
                Column.figures("Max"),
                Column.figures("Requests/s"));
        names.forEach(name -> row(table, name));
        row(table, total);
        return table;
    }

    private static void row(Table table, NameStats stats) {
        ResponseTimes times = stats.responseTimes();
        table.row(
                stats.type(),
                stats.name(),
                String.valueOf(stats.requests()),
                failed(stats),
                millis(times.average()),
                millis(times.median()),
                millis(times.p95()),
                millis(times.p99()),
                millis(times.max()),
                Rounded.of(stats.requestsPerSecond()));
    }

    private static String failed(NameStats stats) {
        Double ratio = stats.failureRatio(); // absent without requests, although a file can count failures then
        return stats.failures() == 0 || ratio == null
                ? String.valueOf(stats.failures())
                : stats.failures() + " (" + Rounded.percent(ratio) + ")";
    }

    private static String millis(Double value) {
        if (value == null) {
            return "-";
        }
        return value < 10 ? Rounded.of(value) : String.format(Locale.ROOT, "%.0f", value);
    }
}
