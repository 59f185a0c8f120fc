package io.jenkins.plugins.locustswarm.engine.stats;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** {@code PREFIX_exceptions.csv}: exceptions of the locustfile's tasks. */
public final class ExceptionsCsv {

    private static final String COUNT = "Count";
    private static final String MESSAGE = "Message";
    private static final String TRACEBACK = "Traceback";
    private static final String NODES = "Nodes";

    private static final List<String> NEEDED = List.of(COUNT, MESSAGE, TRACEBACK, NODES);

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
        CsvTable.read(file, NEEDED, row -> exceptions.add(exception(row)));
        return List.copyOf(exceptions);
    }

    /**
     * Hands on each row of a file that lies elsewhere.
     *
     * @param bytes the file; closed here
     * @param name the file's name in a message
     * @throws BadInputException as {@link #read(Path)}
     */
    public static void read(InputStream bytes, String name, Consumer<TaskException> exception) {
        CsvTable.read(bytes, name, NEEDED, row -> exception.accept(exception(row)));
    }

    private static TaskException exception(CsvRow row) {
        return new TaskException(row.count(COUNT), row.text(MESSAGE), row.text(TRACEBACK), workers(row.text(NODES)));
    }

    private static List<String> workers(String nodes) {
        return Arrays.stream(nodes.split(","))
                .map(String::strip)
                .filter(node -> !node.isEmpty())
                .toList();
    }
}
