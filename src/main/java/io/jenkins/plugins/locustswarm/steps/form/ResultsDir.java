package io.jenkins.plugins.locustswarm.steps.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** The folder of the workspace that results are copied to, as a form names it. */
final class ResultsDir {

    /** Of any operating system, since the path is checked before the node is known. */
    private static final Pattern ABSOLUTE = Pattern.compile("[/\\\\~].*|[A-Za-z]:.*");

    private ResultsDir() {}

    /**
     * Returns the path below the workspace; absent if there is none.
     *
     * @throws BadInputException if the path leads out of the workspace
     */
    @CheckForNull
    static String parse(@CheckForNull String text) {
        String path = Util.fixEmptyAndTrim(text);
        if (path == null) {
            return null;
        }
        boolean leadsOut = ABSOLUTE.matcher(path).matches()
                || Arrays.asList(path.split("[/\\\\]")).contains("..")
                || path.chars().anyMatch(Character::isISOControl);
        if (leadsOut) {
            throw new BadInputException(
                    "\"" + path + "\" is not a folder of the workspace: name one by its path below the"
                            + " workspace, such as load (resultsDir).");
        }
        return path;
    }
}
