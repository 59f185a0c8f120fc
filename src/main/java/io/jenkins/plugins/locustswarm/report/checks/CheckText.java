package io.jenkins.plugins.locustswarm.report.checks;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.HoldingChange;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.trend.RelativeChange;
import io.jenkins.plugins.locustswarm.report.view.FigureFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The text of a check about a run, as Markdown. */
final class CheckText {

    /** The number of the slowest and of the most failing request names. */
    private static final int MAX_NAMES = 5;

    private static final FigureFormat FORMAT = FigureFormat.english();

    private final RunSummary summary;

    CheckText(RunSummary summary) {
        this.summary = summary;
    }

    /** @param verdict the verdict and its reason, as plain text */
    String overview(String verdict) {
        Markdown text = new Markdown();
        text.paragraph(Markdown.escape(verdict) + ".");
        NameStats total = summary.total();
        List<String> figures = new ArrayList<>(List.of(
                FORMAT.count(total.requests()),
                FORMAT.rate(total.requestsPerSecond()),
                FORMAT.percent(total.failureRatio())));
        figures.addAll(times(total));
        text.table(
                List.of("Requests", "Requests/s", "Failed", "Median", "p95", "p99"),
                List.of(figures.stream().map(Markdown::escape).toList()));
        fact(text, "Note", summary.load().note());
        fact(text, "Compared with", summary.baseline());
        fact(text, "Stopped early", summary.stoppedBy());
        return text.toString();
    }

    private static void fact(Markdown text, String what, @CheckForNull String fact) {
        if (fact != null && !fact.isBlank()) {
            text.paragraph(what + ": " + Markdown.sentence(fact));
        }
    }

    /** @param url the URL of the report */
    String details(String url) {
        Markdown text = new Markdown();
        gates(text);
        changes(text);
        health(text);
        slowest(text);
        mostFailing(text);
        if (isAbsolute(url)) {
            text.paragraph("[Report](<" + url + ">)");
        }
        return text.toString();
    }

    static boolean isAbsolute(String url) {
        return url.startsWith("http://") || url.startsWith("https://");
    }

    private void gates(Markdown text) {
        if (summary.gates().isEmpty()) {
            return;
        }
        text.heading("Gates");
        text.table(
                List.of("Gate", "Result", "Actual", "Threshold", "Baseline", "Comparison"),
                summary.gates().stream()
                        .sorted(Comparator.comparing(GateResult::passed))
                        .map(CheckText::gate)
                        .toList());
    }

    private static List<String> gate(GateResult gate) {
        return List.of(
                Markdown.name(gate.gate()),
                gate.passed() ? "passed" : "**missed**",
                Markdown.escape(FORMAT.gate(gate.unit(), gate.actual())),
                Markdown.escape(FORMAT.gate(gate.unit(), gate.threshold())),
                Markdown.escape(FORMAT.gate(gate.unit(), gate.baseline())),
                Markdown.sentence(gate.why()));
    }

    private void changes(Markdown text) {
        if (summary.changes().isEmpty()) {
            return;
        }
        text.heading("What changed, and since when");
        text.table(
                List.of("Requests", "Figure", "Before", "After", "Change", "Since"),
                summary.changes().stream()
                        .sorted(Comparator.comparing(HoldingChange::worse).reversed())
                        .map(CheckText::change)
                        .toList());
    }

    private static List<String> change(HoldingChange change) {
        return List.of(
                request(change.type(), change.name()),
                Markdown.escape(change.metric()),
                Markdown.escape(figure(change.metric(), change.before())),
                Markdown.escape(figure(change.metric(), change.after())),
                Markdown.escape(RelativeChange.text(change.change())) + (change.worse() ? ", **worse**" : ", better"),
                Markdown.name(change.since()));
    }

    private static String figure(String metric, double value) {
        return switch (metric) {
            case "rps" -> FORMAT.rate(value) + " /s";
            case "failures" -> FORMAT.percent(value);
            default -> FORMAT.ms(value);
        };
    }

    private void health(Markdown text) {
        if (!summary.health().isEmpty()) {
            text.heading("Health");
            text.list(summary.health().stream()
                    .map(finding -> Markdown.sentence(finding.sentence()))
                    .toList());
        }
    }

    private void slowest(Markdown text) {
        List<NameStats> names = summary.names().stream()
                .filter(name -> name.responseTimes().p95() != null)
                .sorted(Comparator.<NameStats>comparingDouble(
                                name -> name.responseTimes().p95())
                        .reversed())
                .limit(MAX_NAMES)
                .toList();
        if (!names.isEmpty()) {
            text.heading("Slowest requests by p95");
            names(text, names);
        }
    }

    private void mostFailing(Markdown text) {
        List<NameStats> names = summary.names().stream()
                .filter(name -> name.failures() > 0)
                .sorted(Comparator.comparingLong(NameStats::failures).reversed())
                .limit(MAX_NAMES)
                .toList();
        if (!names.isEmpty()) {
            text.heading("Requests with the most failures");
            names(text, names);
        }
    }

    private static void names(Markdown text, List<NameStats> names) {
        List<List<String>> rows = new ArrayList<>();
        for (NameStats name : names) {
            List<String> row = new ArrayList<>(List.of(
                    request(name.type(), name.name()),
                    FORMAT.count(name.requests()),
                    FORMAT.count(name.failures()),
                    Markdown.escape(FORMAT.percent(name.failureRatio()))));
            times(name).stream().map(Markdown::escape).forEach(row::add);
            rows.add(row);
        }
        text.table(List.of("Name", "Requests", "Failures", "Failed", "Median", "p95", "p99"), rows);
    }

    private static String request(String type, String name) {
        return Markdown.name(type.isEmpty() ? name : type + " " + name);
    }

    private static List<String> times(NameStats row) {
        return List.of(
                FORMAT.ms(row.responseTimes().median()),
                FORMAT.ms(row.responseTimes().p95()),
                FORMAT.ms(row.responseTimes().p99()));
    }
}
