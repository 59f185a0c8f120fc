package io.jenkins.plugins.locustswarm.report.publish;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.regex.Pattern;

/** What a test may be called: the name is a folder among the artifacts, and a part of URLs. */
final class TestName {

    private static final Pattern ALLOWED =
            Pattern.compile("[\\p{L}\\p{N}_](?:[\\p{L}\\p{N}_ .+()=-]{0,98}[\\p{L}\\p{N}_+()=-])?");

    private TestName() {}

    /** @throws BadInputException when a test must not be called that */
    static void check(String name) {
        if (name == null || !ALLOWED.matcher(name).matches()) {
            throw new BadInputException("\"" + name + "\" is no name for a test: use up to 100 letters, digits, spaces"
                    + " and _ . + ( ) = -, beginning with a letter or digit and not ending with a dot.");
        }
    }
}
