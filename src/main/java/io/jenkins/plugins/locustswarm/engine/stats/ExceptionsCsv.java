package io.jenkins.plugins.locustswarm.engine.stats;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code PREFIX_exceptions.csv}: exceptions of the locustfile's tasks. */
public final class ExceptionsCsv {

    private static final String COUNT = "Count";
    private static final String MESSAGE = "Message";
    private static final String TRACEBACK = "Traceback";
    private static final String NODES = "Nodes";

    private ExceptionsCsv() {}

    /**
     * An exception of a task. Message and traceback may hold text of the target.
     *
     * @param count how often
     * @param message what it said
     * @param traceback where it came from, over several lines
     * @param workers the worker processes it was seen on, by Locust's ids
     */
    public record TaskException(long count, String message, String traceback, List<String> workers) {}

    /**
     * Reads the file.
     *
     * @throws BadInputException when it cannot be read, lacks a column, or has text where a number must be
     */
    public static List<TaskException> read(Path file) {
        List<TaskException> exceptions = new ArrayList<>();
        CsvTable.read(
                file,
                List.of(COUNT, MESSAGE, TRACEBACK, NODES),
                row -> exceptions.add(new TaskException(
                        row.count(COUNT), row.text(MESSAGE), row.text(TRACEBACK), workers(row.text(NODES)))));
        return List.copyOf(exceptions);
    }

    private static List<String> workers(String nodes) {
        return Arrays.stream(nodes.split(","))
                .map(String::strip)
                .filter(node -> !node.isEmpty())
                .toList();
    }
}
