package io.jenkins.plugins.locustswarm.steps.form;

import hudson.Util;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.math.BigDecimal;

/** Numbers that people type, perhaps as a variable. */
public final class NumberParser {

    private NumberParser() {}

    /**
     * @param text empty for the usual one
     * @throws BadInputException when it is none
     */
    public static Integer whole(String field, String text, Integer usual) {
        String given = Util.fixEmptyAndTrim(text);
        if (given == null) {
            return usual;
        }
        try {
            return Integer.valueOf(given);
        } catch (NumberFormatException e) {
            throw new BadInputException("\"" + given + "\" cannot be used as " + field + ": give a whole number.", e);
        }
    }

    /** The same for a number that may have a fraction. */
    public static Double decimal(String field, String text) {
        String given = Util.fixEmptyAndTrim(text);
        if (given == null) {
            return null;
        }
        try {
            return Double.valueOf(given);
        } catch (NumberFormatException e) {
            throw new BadInputException(
                    "\"" + given + "\" cannot be used as " + field + ": give a number such as 5 or 0.5.", e);
        }
    }

    /** As somebody would type it; empty for none. */
    public static String text(Number number) {
        return number == null
                ? ""
                : new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
    }
}
