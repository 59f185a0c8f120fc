package io.jenkins.plugins.locustswarm.engine.stats.csv;

import io.jenkins.plugins.locustswarm.engine.stats.MostFrequent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Reads the most frequent rows of a CSV file of any size, in bounded memory.
 *
 * @param columns the columns that the file must have
 * @param maxText the number of characters that are read of each field; the rest is skipped
 * @param parse turns a row of the file into a value
 * @param count returns how often what a row describes occurred
 * @param <T> the value of a row
 */
record MostFrequentCsv<T>(List<String> columns, int maxText, Function<CsvRow, T> parse, ToLongFunction<T> count) {

    /**
     * Reads a file.
     *
     * @param limit the maximum number of rows to keep
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if the file cannot be read, lacks a
     *     column, or has text where a number must be
     */
    MostFrequent<T> read(Path file, int limit) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return read(bytes, file.toString(), limit);
        } catch (IOException e) {
            throw CsvError.unreadable(file.toString(), e);
        }
    }

    /**
     * Reads a stream.
     *
     * @param bytes the file's content; this method closes it
     * @param name the file's name for error messages
     * @param limit the maximum number of rows to keep
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException as {@link #read(Path, int)}
     */
    MostFrequent<T> read(InputStream bytes, String name, int limit) {
        MostFrequent.Gathering<T> rows = new MostFrequent.Gathering<>(limit, count);
        CsvTable.readCapped(bytes, name, maxText, columns, row -> rows.add(parse.apply(row)));
        return rows.result();
    }
}
