package io.jenkins.plugins.locustswarm.report.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.text.Printable;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The rule for names of tests, which become artifact folders and parts of URLs. Letters can be of any alphabet, with the
 * marks that some of them need; characters that are not visible, such as those that change the direction of text, are not
 * among them.
 */
final class TestName {

    private static final Pattern ALLOWED =
            Pattern.compile("[\\p{L}\\p{N}_](?:[\\p{L}\\p{M}\\p{N}_ .+()=-]{0,98}[\\p{L}\\p{M}\\p{N}_+()=-])?");

    /** Names of devices on Windows, also with an extension ("Naming Files, Paths, and Namespaces"). */
    private static final Pattern RESERVED =
            Pattern.compile("(?:con|prn|aux|nul|(?:com|lpt)[\\d¹²³]) *(?:\\..*)?", Pattern.CASE_INSENSITIVE);

    /** The limit of most file systems. */
    static final int MAX_BYTES = 255;

    /** As {@link #ALLOWED} says. */
    static final int MAX_LENGTH = 100;

    private TestName() {}

    /**
     * Returns the name in the form in which it is stored: the same letter can be one character, or a letter and a mark, and
     * different systems write different ones.
     */
    static String normalized(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    /** @throws BadInputException if the name is invalid */
    static void check(@CheckForNull String name) {
        if (name == null || !ALLOWED.matcher(name).matches()) {
            throw invalid(
                    name,
                    "use up to 100 letters, digits, spaces and _ . + ( ) = -, beginning with a letter or digit and not"
                            + " ending with a dot.");
        }
        if (name.getBytes(UTF_8).length > MAX_BYTES) {
            throw invalid(name, "it is too long for the name of a folder. Use up to 60 letters.");
        }
        if (RESERVED.matcher(name).matches()) {
            throw invalid(
                    name,
                    "no folder on Windows can have it, because it is reserved for a device there; use another one.");
        }
        try {
            Path.of(name);
        } catch (InvalidPathException e) {
            throw invalid(
                    name,
                    "Jenkins runs with a locale in which no file can have this name. Start Jenkins with LANG=C.UTF-8,"
                            + " or use letters without accents.");
        }
    }

    private static BadInputException invalid(@CheckForNull String name, String rule) {
        return new BadInputException(
                "\"" + (name == null ? "" : Printable.line(name)) + "\" is not a valid test name: " + rule);
    }
}
