package io.jenkins.plugins.locustswarm.benchmarks.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the results table. Arguments: the folder of the rows and, optionally, a file to write the table to; by
 * default, it is only printed.
 */
public final class ResultsMain {

    private ResultsMain() {}

    public static void main(String[] arguments) throws IOException {
        List<Row> rows = new RowFiles(Path.of(arguments[0])).read();
        ResultsTable table = new ResultsTable(rows);
        System.out.println("\n" + table.markdown());
        if (arguments.length > 1) {
            List<String> lines = new ArrayList<>(List.of("# What was measured", ""));
            lines.addAll(ThisMachine.facts());
            lines.add(table.versions());
            lines.add("");
            lines.add(
                    "A figure is the median of its rounds, with the smallest and the largest as its spread; a ratio is"
                            + " taken round by round, ours to theirs. [README.md](README.md) says how it is measured.");
            lines.add("");
            lines.add(table.markdown());
            for (Topic topic : Topic.values()) {
                if (rows.stream().noneMatch(row -> row.topic() == topic)) {
                    lines.add("Not measured here: " + topic.word() + ".");
                }
            }
            Files.writeString(Path.of(arguments[1]), String.join("\n", lines));
        }
    }
}
