package io.jenkins.plugins.locustswarm.engine.stats.csv;

import io.jenkins.plugins.locustswarm.engine.stats.ExceptionCount;
import io.jenkins.plugins.locustswarm.engine.stats.MostFrequent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** {@code PREFIX_exceptions.csv}: exceptions of the locustfile's tasks. */
public final class ExceptionsCsv {

    private static final String COUNT = "Count";
    private static final String MESSAGE = "Message";
    private static final String TRACEBACK = "Traceback";
    private static final String NODES = "Nodes";

    private static final List<String> NEEDED = List.of(COUNT, MESSAGE, TRACEBACK, NODES);

    /** Characters of a message, a traceback or a list of workers that are read; the rest is left out. */
    static final int MAX_TEXT = 20_000;

    private static final int MAX_COUNTED = 1_000;

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
     * Reads the most frequent exceptions of a file of any size.
     *
     * @param limit how many are kept
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException when the file cannot be read, lacks a column, or has text where a number must be
     */
    public static MostFrequent<TaskException> mostFrequent(Path file, int limit) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return mostFrequent(bytes, file.toString(), limit);
        } catch (IOException e) {
            throw CsvError.unreadable(file.toString(), e);
        }
    }

    /**
     * The same for a file that lies elsewhere.
     *
     * @param bytes the file; closed here
     * @param name the file's name in a message
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException as {@link #mostFrequent(Path, int)}
     */
    public static MostFrequent<TaskException> mostFrequent(InputStream bytes, String name, int limit) {
        MostFrequent.Gathering<TaskException> exceptions = new MostFrequent.Gathering<>(limit, TaskException::count);
        CsvTable.readCapped(bytes, name, MAX_TEXT, NEEDED, row -> exceptions.add(exception(row)));
        return exceptions.result();
    }

    /**
     * Counts the most frequent exceptions of a file of any size. Locust tells exceptions apart by their tracebacks, which
     * differ from worker to worker where the workers have the locustfile in different folders; here they are one.
     *
     * @param limit how many are kept
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException as {@link #mostFrequent(Path, int)}
     */
    public static MostFrequent<ExceptionCount> counts(Path file, int limit) {
        MostFrequent.Gathering<ExceptionCount> counts =
                new MostFrequent.Gathering<>(MAX_COUNTED, ExceptionCount::count);
        try (InputStream bytes = Files.newInputStream(file)) {
            CsvTable.readCapped(
                    bytes,
                    file.toString(),
                    MAX_TEXT,
                    NEEDED,
                    row -> counts.add(ExceptionCount.of(row.count(COUNT), row.text(MESSAGE), row.text(TRACEBACK))));
        } catch (IOException e) {
            throw CsvError.unreadable(file.toString(), e);
        }
        return counts.result().merged(limit, ExceptionCount::kind, ExceptionCount::plus, ExceptionCount::count);
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
