package io.jenkins.plugins.locustswarm.benchmarks.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Formats rows as a Markdown table, followed by notes on what was compared. */
public final class ResultsTable {

    private final List<Row> rows;

    public ResultsTable(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    public String markdown() {
        List<String> lines = new ArrayList<>(List.of(
                "| what | against | goal | measured | spread | ours | theirs | |",
                "|---|---|---|---|---|---|---|---|"));
        List<String> notes = new ArrayList<>();
        for (Row row : rows) {
            String mark = "";
            if (!row.note().isEmpty()) {
                if (!notes.contains(row.note())) {
                    notes.add(row.note());
                }
                mark = " (" + (notes.indexOf(row.note()) + 1) + ")";
            }
            lines.add(line(row, mark));
        }
        if (!notes.isEmpty()) {
            lines.add("");
        }
        for (int i = 0; i < notes.size(); i++) {
            lines.add((i + 1) + ". " + notes.get(i));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String line(Row row, String mark) {
        Figures judged = row.judged();
        String unit = row.judgedUnit();
        boolean spread = judged.values().size() > 1;
        boolean peer = !row.peer().isEmpty();
        return "| "
                + String.join(
                        " | ",
                        row.what() + mark,
                        row.against(),
                        row.goal().words(unit),
                        Figures.text(judged.median()) + unit,
                        spread ? Figures.text(judged.min()) + "–" + Figures.text(judged.max()) : "",
                        peer ? side(row.ours(), row.unit()) : "",
                        peer ? side(row.peer(), row.unit()) : "",
                        row.goal().verdict(judged.median()))
                + " |";
    }

    private static String side(List<Double> values, String unit) {
        return (Figures.text(new Figures(values).median()) + " " + unit).strip();
    }

    /** Returns the compared software with its versions as one line of Markdown; empty if no row has any. */
    public String versions() {
        Map<String, String> all = new TreeMap<>();
        rows.forEach(row -> all.putAll(row.versions()));
        return all.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .reduce((left, right) -> left + ", " + right)
                .map(text -> "- " + text)
                .orElse("");
    }
}
