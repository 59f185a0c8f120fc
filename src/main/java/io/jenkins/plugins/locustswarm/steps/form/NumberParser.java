package io.jenkins.plugins.locustswarm.steps.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.math.BigDecimal;

/** Reads and writes numbers of form fields, which are texts. */
public final class NumberParser {

    private NumberParser() {}

    /**
     * Reads a whole number.
     *
     * @param field the name of the field, for the message
     * @return the default if the text is empty
     * @throws BadInputException if the text is not a whole number
     */
    public static int whole(String field, @CheckForNull String text, int defaultNumber) {
        Integer number = whole(field, text);
        return number == null ? defaultNumber : number;
    }

    /**
     * Reads a whole number, if there is one.
     *
     * @throws BadInputException if the text is not a whole number
     */
    @CheckForNull
    public static Integer whole(String field, @CheckForNull String text) {
        String given = Util.fixEmptyAndTrim(text);
        if (given == null) {
            return null;
        }
        try {
            return Integer.valueOf(given);
        } catch (NumberFormatException e) {
            throw new BadInputException("\"" + given + "\" cannot be used as " + field + ": enter a whole number.", e);
        }
    }

    /**
     * Reads a number that may have a fraction, if there is one.
     *
     * @throws BadInputException if the text is not a number
     */
    @CheckForNull
    public static Double decimal(String field, @CheckForNull String text) {
        String given = Util.fixEmptyAndTrim(text);
        if (given == null) {
            return null;
        }
        try {
            return Double.valueOf(given);
        } catch (NumberFormatException e) {
            throw new BadInputException(
                    "\"" + given + "\" cannot be used as " + field + ": enter a number such as 5 or 0.5.", e);
        }
    }

    /** Returns the number as a user would type it; empty for none. */
    public static String text(@CheckForNull Number number) {
        return number == null
                ? ""
                : new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }
}
