package io.jenkins.plugins.locustswarm.engine.locust;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.stop.HistoryWindow;
import io.jenkins.plugins.locustswarm.engine.stop.StopCondition;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks the values of a run. */
final class RunLimits {

    private static final int MAX_USERS = 10_000_000;
    private static final Duration MIN_QUIT_TIMEOUT = Duration.ofSeconds(5);
    /** Notes are shown beside other ones, and stored with each build. */
    private static final int MAX_NOTE_LENGTH = 200;

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /**
     * Variables that bash 4.4 to 5.3 does not let a script set, does not export, or exports with a value of its own
     * (variables.c).
     */
    private static final Set<String> MANAGED_BY_BASH = Set.of(
            "_",
            "BASHOPTS",
            "BASHPID",
            "BASH_ALIASES",
            "BASH_ARGC",
            "BASH_ARGV",
            "BASH_CMDS",
            "BASH_COMMAND",
            "BASH_LINENO",
            "BASH_MONOSECONDS",
            "BASH_REMATCH",
            "BASH_SOURCE",
            "BASH_SUBSHELL",
            "BASH_TRAPSIG",
            "BASH_VERSINFO",
            "DIRSTACK",
            "EPOCHREALTIME",
            "EPOCHSECONDS",
            "EUID",
            "FUNCNAME",
            "GROUPS",
            "HISTCMD",
            "LINENO",
            "OPTIND",
            "PIPESTATUS",
            "PPID",
            "RANDOM",
            "SECONDS",
            "SHELLOPTS",
            "SHLVL",
            "SRANDOM",
            "UID");

    /**
     * A shell keeps the last million characters of an output, and a row has about 160. A name has rows for each of its
     * types; most names have one or two.
     */
    private static final int MAX_WATCHED_ROWS = 1_500;

    private RunLimits() {}

    static void check(Load load) {
        check(load.locustfile());
        if (load.host() != null) {
            TargetHost.check(load.host());
        }
        check(load.users(), load.spawnRate());
        if (load.runTime() != null) {
            RunTime.checked(load.runTime());
        }
        check("stop timeout", load.stopTimeout(), Duration.ZERO);
        check("quit timeout", load.quitTimeout(), MIN_QUIT_TIMEOUT);
        int processes = load.processes();
        if (processes != -1 && (processes < 1 || processes > 256)) {
            throw new BadInputException(
                    processes + " worker processes per machine cannot be run: use 1 to 256, or -1 for one per CPU.");
        }
        checkStopConditions(load);
        if (load.note() != null && load.note().length() > MAX_NOTE_LENGTH) {
            throw new BadInputException(
                    "The note has " + load.note().length() + " characters: shorten it to " + MAX_NOTE_LENGTH + ".");
        }
    }

    /** A run on Locust's web page is not watched: the command or the step ends when the page answers. */
    private static void checkStopConditions(Load load) {
        long rows = HistoryWindow.rows(load.stopWhen());
        if (rows > MAX_WATCHED_ROWS) {
            throw new BadInputException("The stop conditions need " + rows
                    + " rows of Locust's history at a time, but at most "
                    + MAX_WATCHED_ROWS + " can be watched: use conditions on fewer names, or shorter times after"
                    + " \"for\".");
        }
        if (load.isInteractive() && !load.stopWhen().isEmpty()) {
            throw new BadInputException("A stop condition needs a run time: without one, people start and stop the load"
                    + " on Locust's web page, and nothing watches it. Set a run time (-t, in Jenkins runTime), or leave out"
                    + " the stop conditions.");
        }
        for (StopCondition condition : load.stopWhen()) {
            checkTimes(condition, load.runTime());
        }
    }

    /** When the run time is over, users are being stopped, and rows of Locust's history do not count any more. */
    private static void checkTimes(StopCondition condition, @CheckForNull Duration runTime) {
        if (runTime != null && condition.earliest().compareTo(runTime) >= 0) {
            throw new BadInputException("The stop condition \"" + condition + "\" cannot be met before second "
                    + condition.earliest().toSeconds() + ", and the load lasts " + runTime.toSeconds()
                    + " s: use a longer run time, or shorter times in the condition.");
        }
    }

    private static void check(@CheckForNull String locustfile) {
        if (locustfile == null || locustfile.isBlank()) {
            throw new BadInputException("The locustfile is missing: name a file.");
        }
    }

    private static void check(@CheckForNull Integer users, @CheckForNull Double spawnRate) {
        if (users != null && (users < 1 || users > MAX_USERS)) {
            throw new BadInputException(users + " users cannot be run: use 1 to " + MAX_USERS + ".");
        }
        if (spawnRate != null && !(spawnRate > 0 && spawnRate <= MAX_USERS)) {
            throw new BadInputException("A spawn rate of " + spawnRate
                    + " users per second cannot be run: use more than 0, at most " + MAX_USERS + ".");
        }
    }

    private static void check(String option, Duration time, Duration min) {
        if (time.compareTo(min) < 0 || time.compareTo(Duration.ofHours(1)) > 0) {
            throw new BadInputException("A " + option + " of " + time.toSeconds() + " s cannot be used: use "
                    + min.toSeconds() + " s to 1 h.");
        }
    }

    static void check(Duration workersWait, int webPort) {
        if (workersWait.toSeconds() < 1 || workersWait.compareTo(Duration.ofHours(1)) > 0) {
            throw new BadInputException("The master cannot wait " + workersWait.toSeconds()
                    + " s for its workers: use 1 second to 1 hour.");
        }
        if (webPort < 1 || webPort > 65_535) {
            throw new BadInputException(webPort + " is not a valid port for Locust's web page: use 1 to 65535.");
        }
    }

    static void check(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            if (!VARIABLE.matcher(name).matches()) {
                throw new BadInputException("\"" + name + "\" is not a valid name of an environment variable:"
                        + " use letters, digits and _, and do not begin with a digit.");
            }
            if (MANAGED_BY_BASH.contains(name)) {
                throw new BadInputException(
                        "The variable " + name + " cannot be set, because the shell uses it: choose another name.");
            }
            SwarmOption.checkVariable(name);
            if (value.indexOf('\0') >= 0) {
                throw new BadInputException(
                        "The value of the variable " + name + " contains a NUL character: remove it.");
            }
        });
    }
}
