package io.jenkins.plugins.locustswarm.engine.text;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.text.Table.Column;
import io.jenkins.plugins.locustswarm.engine.trend.Difference;
import io.jenkins.plugins.locustswarm.engine.trend.Figure;
import io.jenkins.plugins.locustswarm.engine.trend.PastRun;
import io.jenkins.plugins.locustswarm.engine.trend.RunComparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Two runs side by side, as text. */
public final class ComparisonText {

    private static final String NOTHING = "-";

    private ComparisonText() {}

    /** @param width the maximum number of columns; names are cut to fit */
    public static String of(RunComparison comparison, int width) {
        List<String> text = new ArrayList<>();
        text.add("A: " + run(comparison.before()));
        text.add("B: " + run(comparison.after()));
        text.add("Response times in ms:");
        List<RunComparison.Row> shown = shown(comparison);
        text.add(table(shown).render(width));
        int more = comparison.rows().size() - shown.size();
        if (more > 0) {
            text.add(more + " more request names are not shown.");
        }
        if (!comparison.conditions().isEmpty()) {
            text.add("Different conditions, A and B: " + DifferenceText.conditions(comparison.conditions(), " and ")
                    + ".");
        }
        faults("A", comparison.before(), text);
        faults("B", comparison.after(), text);
        differences(comparison.differences(), width, text);
        return String.join("\n", text);
    }

    private static String run(PastRun run) {
        return run.note().isEmpty() ? Printable.line(run.label()) : NoteText.of(run.label(), run.note());
    }

    /** Returns all requests together, and the most important names. */
    private static List<RunComparison.Row> shown(RunComparison comparison) {
        List<NameStats> names = comparison.rows().stream()
                .filter(row -> !row.request().equals(RequestName.AGGREGATED))
                .map(row -> row.after() == null ? row.before() : row.after())
                .toList();
        Set<RequestName> important = new HashSet<>();
        important.add(RequestName.AGGREGATED);
        SelectedNames.of(names).forEach(name -> important.add(new RequestName(name.type(), name.name())));
        return comparison.rows().stream()
                .filter(row -> important.contains(row.request()))
                .toList();
    }

    private static Table table(List<RunComparison.Row> rows) {
        Table table = new Table(
                Column.names("Type"),
                Column.names("Name"),
                Column.words("Run"),
                Column.figures("Requests"),
                Column.figures("Median"),
                Column.figures("Average"),
                Column.figures("p95"),
                Column.figures("p99"),
                Column.figures("Requests/s"),
                Column.figures("Failed"));
        for (RunComparison.Row row : rows) {
            row(table, row.request().type(), row.request().name(), "A", row.before());
            row(table, "", "", "B", row.after());
        }
        return table;
    }

    private static void row(Table table, String type, String name, String run, @CheckForNull NameStats stats) {
        List<String> cells = new ArrayList<>(List.of(type, name, run));
        cells.add(stats == null ? NOTHING : String.valueOf(stats.requests()));
        for (Figure figure : Figure.values()) {
            Double value = stats == null ? null : figure.of(stats);
            cells.add(
                    value == null
                            ? NOTHING
                            : DifferenceText.value(figure, value).replaceAll(" (ms|/s)$", ""));
        }
        table.row(cells.toArray(String[]::new));
    }

    private static void faults(String name, PastRun run, List<String> text) {
        run.faults().forEach(fault -> text.add("Health of " + name + ": " + Printable.line(fault)));
    }

    private static void differences(List<Difference> differences, int width, List<String> text) {
        text.add("");
        if (differences.isEmpty()) {
            text.add("No difference that matters.");
            return;
        }
        text.add("Differences that matter:");
        Table table = new Table(
                Column.names("Type"),
                Column.names("Name"),
                Column.words("Figure"),
                Column.figures("A"),
                Column.figures("B"),
                Column.words("Change"));
        List<Difference> shown = DifferenceText.first(
                differences, Comparator.comparingDouble(Difference::size).reversed());
        for (Difference difference : shown) {
            table.row(
                    difference.request().type(),
                    difference.request().name(),
                    difference.figure().toString(),
                    DifferenceText.value(difference.figure(), difference.before()),
                    DifferenceText.value(difference.figure(), difference.after()),
                    DifferenceText.change(difference));
        }
        text.add(table.render(width));
        if (shown.size() < differences.size()) {
            text.add((differences.size() - shown.size()) + " smaller ones are not shown.");
        }
        text.add("Only a history of runs shows whether a difference is noise.");
    }
}
