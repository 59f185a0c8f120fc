package io.jenkins.plugins.locustswarm.engine.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells what to do about errors with which Locust often ends before a load begins. */
final class StartAdvice {

    private static final Pattern MISSING_MODULE =
            Pattern.compile("ModuleNotFoundError: No module named '([\\w.]{1,100})'.*");

    /** The message of Python's argparse. */
    private static final Pattern MISSING_ARGUMENTS =
            Pattern.compile(".*error: the following arguments are required: ([\\w, /-]{1,200})");

    private StartAdvice() {}

    /**
     * Returns a sentence that begins with a space; empty for another error.
     *
     * @param lines the last lines of Locust
     * @param locustfileFolder the folder whose files the machines got; they got a bootstrap directory if absent
     */
    static String of(List<String> lines, @CheckForNull String locustfileFolder) {
        for (String line : lines) {
            Matcher module = MISSING_MODULE.matcher(line.strip());
            if (module.matches()) {
                return missingModule(module.group(1), locustfileFolder);
            }
            Matcher arguments = MISSING_ARGUMENTS.matcher(line.strip());
            if (arguments.matches()) {
                return missingArguments(arguments.group(1));
            }
        }
        return "";
    }

    private static String missingModule(String module, @CheckForNull String locustfileFolder) {
        String requirements = "requirements.txt";
        if (locustfileFolder == null) {
            requirements += " in the bootstrap directory";
        } else if (!locustfileFolder.equals(".")) {
            requirements = locustfileFolder + "/" + requirements;
        }
        return " The Python module " + module + " is missing on the machines: add its package to " + requirements
                + ", or, if it is a file of your own, put it beside the locustfile.";
    }

    private static String missingArguments(String arguments) {
        return " The locustfile requires the argument " + arguments + ": pass it to Locust (on the command line after"
                + " --, in Jenkins with arguments).";
    }
}
