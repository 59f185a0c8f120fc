package io.jenkins.plugins.locustswarm.steps.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.regex.Pattern;

/** A folder of the workspace, as a form names it. */
final class WorkspaceFolder {

    /** Of any operating system, since the path is checked before the node is known. */
    private static final Pattern ABSOLUTE = Pattern.compile("[/\\\\~].*|[A-Za-z]:.*");

    private WorkspaceFolder() {}

    /**
     * Returns the path below the workspace; absent if there is none. Links are not followed here.
     *
     * @param field the name of the field, for the message
     * @throws BadInputException if the path leads out of the workspace
     */
    @CheckForNull
    static String parse(String field, @CheckForNull String text) {
        String path = Util.fixEmptyAndTrim(text);
        if (path != null
                && (ABSOLUTE.matcher(path).matches()
                        || leadsOut(path)
                        || path.chars().anyMatch(Character::isISOControl))) {
            throw new BadInputException(
                    "\"" + path + "\" is not a folder of the workspace: name one by its path below the"
                            + " workspace, such as load (" + field + ").");
        }
        return path;
    }

    private static boolean leadsOut(String path) {
        int depth = 0;
        for (String part : path.split("[/\\\\]")) {
            depth += part.equals("..") ? -1 : part.isEmpty() || part.equals(".") ? 0 : 1;
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }
}
