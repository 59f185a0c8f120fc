package io.jenkins.plugins.locustswarm.engine.stats.csv;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The first line of one of Locust's files: columns are found by their names, wherever they stand. */
final class CsvHeader {

    private static final Pattern PERCENTILE = Pattern.compile("\\d+(\\.\\d+)?%");

    private final String file;
    private final List<String> names;

    CsvHeader(String file, List<String> names) {
        this.file = file;
        this.names = List.copyOf(names);
    }

    List<String> names() {
        return names;
    }

    /**
     * Where the column is.
     *
     * @throws BadInputException when there is none of that name
     */
    int require(String column) {
        int index = names.indexOf(column);
        if (index < 0) {
            throw new BadInputException(file + " has no column \"" + column + "\". It starts with: "
                    + CsvError.shorten(String.join(",", names)));
        }
        return index;
    }

    /** The columns of percentiles, in Locust's order: {@code 50%}, {@code 99.9%}. */
    List<String> percentiles() {
        List<String> found = new ArrayList<>();
        for (String name : names) {
            if (PERCENTILE.matcher(name).matches()) {
                found.add(name);
            }
        }
        return found;
    }
}
