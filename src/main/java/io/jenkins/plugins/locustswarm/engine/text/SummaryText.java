package io.jenkins.plugins.locustswarm.engine.text;

import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.ResponseTimes;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.text.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A finished run for people: a table of its figures, its health, its gates, and what it is worth. */
public final class SummaryText {

    private SummaryText() {}

    /** @param width columns to stay within; names are cut for it */
    public static String of(RunSummary summary, int width) {
        List<String> text = new ArrayList<>();
        text.add("Response times in ms:");
        text.add(table(summary).render(width));
        text.addAll(ErrorText.of(summary, width));
        text.add("");
        text.add(workers(summary));
        for (HealthFinding finding : summary.health()) {
            text.add("Health, " + word(finding.severity()) + ": " + Printable.line(finding.sentence()));
        }
        for (GateResult gate : summary.gates()) {
            text.add("Gate " + (gate.passed() ? "passed" : "missed (" + word(gate.criticality()) + ")") + ": "
                    + Printable.line(gate.gate()) + (gate.why() == null ? "" : ": " + Printable.line(gate.why())));
        }
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

    private static Table table(RunSummary summary) {
        Table table = new Table(
                Column.words("Type"),
                Column.yielding("Name"),
                Column.figures("Requests"),
                Column.figures("Failed"),
                Column.figures("Average"),
                Column.figures("Median"),
                Column.figures("p95"),
                Column.figures("p99"),
                Column.figures("Max"),
                Column.figures("Requests/s"));
        for (NameStats name : summary.names()) {
            row(table, name);
        }
        row(table, summary.total());
        return table;
    }

    private static void row(Table table, NameStats stats) {
        ResponseTimes times = stats.responseTimes() == null ? ResponseTimes.NONE : stats.responseTimes();
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
                String.format(Locale.ROOT, "%.1f", stats.requestsPerSecond()));
    }

    private static String failed(NameStats stats) {
        return stats.failures() == 0
                ? "0"
                : String.format(Locale.ROOT, "%d (%.1f %%)", stats.failures(), 100 * stats.failureRatio());
    }

    private static String millis(Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
    }
}
