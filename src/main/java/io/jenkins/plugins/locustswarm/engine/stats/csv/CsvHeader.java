package io.jenkins.plugins.locustswarm.engine.stats.csv;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.Percentiles;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The header of one of Locust's files. Columns are found by name, in any order; those of percentiles by {@link Percentiles#heading}. */
final class CsvHeader {

    private static final Pattern PERCENTILE = Pattern.compile("\\d{1,3}(\\.\\d{1,15})?%");

    /** A separator other than a comma, the line with which Excel names its separator, or the zero bytes of UTF-16. */
    private static final Pattern ANOTHER_FORMAT = Pattern.compile("[;\t\u0000]|^sep=");

    private final String file;
    private final List<String> names;

    CsvHeader(String file, List<String> names) {
        this.file = file;
        this.names = names.stream().map(CsvHeader::withoutZeros).toList();
    }

    private static String withoutZeros(String name) {
        return name.endsWith("%") && PERCENTILE.matcher(name).matches()
                ? Percentiles.heading(new BigDecimal(name.substring(0, name.length() - 1)))
                : name;
    }

    List<String> names() {
        return names;
    }

    /**
     * Returns the index of a column.
     *
     * @throws BadInputException if there is no column with this name
     */
    int require(String column) {
        int index = names.indexOf(column);
        if (index < 0 && ANOTHER_FORMAT.matcher(names.get(0)).find()) {
            throw CsvError.anotherFormat(file);
        }
        if (index < 0) {
            throw new BadInputException(file + " has no column \"" + column + "\". It starts with: "
                    + CsvError.shorten(String.join(",", names)));
        }
        return index;
    }

    /** Returns the names of the columns with percentiles, in Locust's order, for example {@code 50%}, {@code 99.9%}. */
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
