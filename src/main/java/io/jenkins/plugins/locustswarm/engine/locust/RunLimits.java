package io.jenkins.plugins.locustswarm.engine.locust;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a run can have, and the sentence for what it cannot. */
final class RunLimits {

    private static final int MAX_USERS = 10_000_000;
    private static final Duration MIN_QUIT_TIMEOUT = Duration.ofSeconds(5);
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Bash keeps these to itself. */
    private static final Set<String> BASHS_OWN =
            Set.of("BASHOPTS", "BASH_VERSINFO", "EUID", "PPID", "SHELLOPTS", "UID");

    /** Locust takes these for --processes, --master and --worker, and ends where they meet the swarm's own. */
    private static final Set<String> MODES = Set.of("LOCUST_PROCESSES", "LOCUST_MODE_MASTER", "LOCUST_MODE_WORKER");

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
                    processes + " worker processes per machine cannot be run: take 1 to 256, or -1 for one per CPU.");
        }
    }

    private static void check(@CheckForNull String locustfile) {
        if (locustfile == null || locustfile.isBlank()) {
            throw new BadInputException("No locustfile was named: say which file of the bootstrap directory to run.");
        }
        if (locustfile.contains(",")) {
            throw new BadInputException("The locustfile " + locustfile + " has a comma in its name, and Locust would"
                    + " take it for several files: rename it.");
        }
    }

    private static void check(@CheckForNull Integer users, @CheckForNull Double spawnRate) {
        if (users != null && (users < 1 || users > MAX_USERS)) {
            throw new BadInputException(users + " users cannot be run: take 1 to " + MAX_USERS + ".");
        }
        if (spawnRate != null && !(spawnRate > 0 && spawnRate <= MAX_USERS)) {
            throw new BadInputException("A spawn rate of " + spawnRate
                    + " users per second cannot be run: take more than 0, at most " + MAX_USERS + ".");
        }
    }

    private static void check(String option, Duration time, Duration min) {
        if (time.compareTo(min) < 0 || time.compareTo(Duration.ofHours(1)) > 0) {
            throw new BadInputException("A " + option + " of " + time.toSeconds() + " s cannot be used: take "
                    + min.toSeconds() + " s to 1 h.");
        }
    }

    static void check(Duration workersWait, int webPort) {
        if (workersWait.toSeconds() < 1 || workersWait.compareTo(Duration.ofHours(1)) > 0) {
            throw new BadInputException("The master cannot wait " + workersWait.toSeconds()
                    + " s for its workers: take 1 second to 1 hour.");
        }
        if (webPort < 1 || webPort > 65_535) {
            throw new BadInputException(webPort + " is no port for Locust's web page: take 1 to 65535.");
        }
    }

    static void check(Map<String, String> environment) {
        environment.forEach((name, value) -> {
            if (!VARIABLE.matcher(name).matches()) {
                throw new BadInputException("\"" + name + "\" is no name of an environment variable:"
                        + " take letters, digits and _, not beginning with a digit.");
            }
            if (BASHS_OWN.contains(name)) {
                throw new BadInputException(
                        "The variable " + name + " cannot be set: it belongs to the shell. Choose another name.");
            }
            if (MODES.contains(name)) {
                throw new BadInputException("The variable " + name + " cannot be handed to Locust: the swarm decides"
                        + " that. Leave it out"
                        + (name.endsWith("PROCESSES") ? ", and use the swarm's own option." : "."));
            }
            if (value.indexOf('\0') >= 0) {
                throw new BadInputException("The value of the variable " + name + " holds a NUL character: remove it.");
            }
        });
    }
}
