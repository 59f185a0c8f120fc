package io.jenkins.plugins.locustswarm.engine.stats.csv;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import io.jenkins.plugins.locustswarm.engine.stats.Excerpt;

/** The errors of a CSV file. */
final class CsvError {

    private static final int MAX_TEXT = 100;

    private CsvError() {}

    static BadInputException notANumber(
            String file, long line, String column, CharSequence text, @CheckForNull Exception cause) {
        return new BadInputException(
                file + ", line " + line + ", column \"" + column + "\": \"" + shorten(text) + "\" is not a number.",
                cause);
    }

    static BadInputException width(String file, long line, int fields, CsvHeader header) {
        return new BadInputException(file + ", line " + line + ": the line has " + fields
                + " fields, but the header has " + header.names().size() + ".");
    }

    /** Returns the error for a failure of the file or of the CSV library, unless the cause is already such an error. */
    static BadInputException unreadable(String file, Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause instanceof BadInputException badInput
                ? badInput
                : new BadInputException(
                        file + " cannot be read: " + FileErrorText.of(cause instanceof Exception known ? known : e)
                                + ".",
                        e);
    }

    static BadInputException anotherFormat(String file) {
        return new BadInputException(file + " is not separated by commas: a spreadsheet program seems to have saved it."
                + " Use the file as Locust wrote it.");
    }

    static BadInputException empty(String file) {
        return new BadInputException(file + " is empty and has no header: Locust was killed before it wrote anything.");
    }

    /** Returns the beginning of a text, which may come from a target, on one line. */
    static String shorten(CharSequence text) {
        return Excerpt.line(text.toString(), MAX_TEXT);
    }
}
