package io.jenkins.plugins.locustswarm.engine.stats.csv;

import io.jenkins.plugins.locustswarm.engine.stats.ExceptionCount;
import io.jenkins.plugins.locustswarm.engine.stats.MostFrequent;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** {@code PREFIX_exceptions.csv}: exceptions raised by the locustfile's tasks. */
public final class ExceptionsCsv {

    private static final String COUNT = "Count";
    private static final String MESSAGE = "Message";
    private static final String TRACEBACK = "Traceback";
    private static final String NODES = "Nodes";

    private static final List<String> COLUMNS = List.of(COUNT, MESSAGE, TRACEBACK, NODES);

    /** The number of characters of a message, a traceback or a list of workers that are read; the rest is skipped. */
    static final int MAX_TEXT = 20_000;

    private static final int MAX_COUNTED = 1_000;

    private static final MostFrequentCsv<TaskException> CSV =
            new MostFrequentCsv<>(COLUMNS, MAX_TEXT, ExceptionsCsv::exception, TaskException::count);

    private static final MostFrequentCsv<ExceptionCount> COUNTS =
            new MostFrequentCsv<>(COLUMNS, MAX_TEXT, ExceptionsCsv::exceptionCount, ExceptionCount::count);

    private ExceptionsCsv() {}

    /**
     * An exception raised by a task. Message and traceback may contain text of the target.
     *
     * @param count how often it was raised
     * @param message its message
     * @param traceback Python's traceback, several lines
     * @param workers Locust's ids of the worker processes that raised it
     */
    public record TaskException(long count, String message, String traceback, List<String> workers) {}

    /**
     * Reads the most frequent exceptions of a file of any size.
     *
     * @param limit the maximum number of exceptions to keep
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if the file cannot be read, lacks a
     *     column, or has text where a number must be
     */
    public static MostFrequent<TaskException> mostFrequent(Path file, int limit) {
        return CSV.read(file, limit);
    }

    /**
     * Reads the most frequent exceptions of a stream.
     *
     * @param bytes the file's content; this method closes it
     * @param name the file's name for error messages
     * @param limit the maximum number of exceptions to keep
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException as {@link #mostFrequent(Path, int)}
     */
    public static MostFrequent<TaskException> mostFrequent(InputStream bytes, String name, int limit) {
        return CSV.read(bytes, name, limit);
    }

    /**
     * Counts the most frequent exceptions of a file of any size. Locust distinguishes exceptions by their tracebacks,
     * which differ between workers if their locustfiles are in different folders; this method merges them.
     *
     * @param limit the maximum number of exceptions to keep
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException as {@link #mostFrequent(Path, int)}
     */
    public static MostFrequent<ExceptionCount> counts(Path file, int limit) {
        return COUNTS.read(file, MAX_COUNTED)
                .merged(limit, ExceptionCount::kind, ExceptionCount::plus, ExceptionCount::count);
    }

    private static TaskException exception(CsvRow row) {
        return new TaskException(row.count(COUNT), row.text(MESSAGE), row.text(TRACEBACK), workers(row.text(NODES)));
    }

    private static ExceptionCount exceptionCount(CsvRow row) {
        return ExceptionCount.of(row.count(COUNT), row.text(MESSAGE), row.text(TRACEBACK));
    }

    private static List<String> workers(String nodes) {
        return Arrays.stream(nodes.split(","))
                .map(String::strip)
                .filter(node -> !node.isEmpty())
                .toList();
    }
}
