package io.jenkins.plugins.locustswarm.engine.stats.csv;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;

/** Words for what is wrong in a file of Locust's. */
public final class CsvError {

    private static final int SHOWN = 100;

    private CsvError() {}

    static BadInputException noNumber(String file, long line, String column, CharSequence text, Exception cause) {
        return new BadInputException(
                file + ", line " + line + ", column \"" + column + "\": \"" + shorten(text) + "\" is no number.",
                cause);
    }

    static BadInputException width(String file, long line, int fields, CsvHeader header) {
        return new BadInputException(file + ", line " + line + ": it has " + fields + " fields and the header has "
                + header.names().size() + ".");
    }

    /** The file, or the library that parses it, gave up; what our own code had found wrong is said as it is. */
    static BadInputException unreadable(String file, Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause instanceof BadInputException said
                ? said
                : new BadInputException(file + " cannot be read: " + cause.getMessage() + ".", e);
    }

    static BadInputException empty(String file) {
        return new BadInputException(
                file + " is empty, without even its header: Locust was killed before it wrote anything.");
    }

    /** The text on one line, and not much of it: it may come from anywhere. */
    public static String shorten(CharSequence text) {
        String line = text.toString().replaceAll("\\p{Cntrl}", "?");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }
}
