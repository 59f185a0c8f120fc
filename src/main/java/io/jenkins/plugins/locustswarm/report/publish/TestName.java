package io.jenkins.plugins.locustswarm.report.publish;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.regex.Pattern;

/** The rule for names of tests, which become artifact folders and parts of URLs. */
final class TestName {

    private static final Pattern ALLOWED =
            Pattern.compile("[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_ .+()=-]{0,98}[\\p{L}\\p{N}_+()=-])?");

    private TestName() {}

    /** @throws BadInputException if the name is invalid */
    static void check(@CheckForNull String name) {
        if (name == null || !ALLOWED.matcher(name).matches()) {
            throw new BadInputException(
                    "\"" + name + "\" is not a valid test name: use up to 100 letters, digits, spaces"
                            + " and _ . + ( ) = -, beginning with a letter or digit and not ending with a dot.");
        }
    }
}
