package io.jenkins.plugins.locustswarm.engine.locust;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a run can have, and the sentence for what it cannot. */
final class RunLimits {

    private static final int MAX_USERS = 10_000_000;
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Bash keeps these to itself. */
    private static final Set<String> BASHS_OWN =
            Set.of("BASHOPTS", "BASH_VERSINFO", "EUID", "PPID", "SHELLOPTS", "UID");

    /** Locust takes these for --processes, --master and --worker, and ends where they meet the swarm's own. */
    private static final Set<String> MODES = Set.of("LOCUST_PROCESSES", "LOCUST_MODE_MASTER", "LOCUST_MODE_WORKER");

    private RunLimits() {}

    static void check(String locustfile, String host, Integer users, Double spawnRate) {
        if (locustfile == null || locustfile.isBlank()) {
            throw new BadInputException("No locustfile was named: say which file of the bootstrap directory to run.");
        }
        if (locustfile.contains(",")) {
            throw new BadInputException("The locustfile " + locustfile + " has a comma in its name, and Locust would"
                    + " take it for several files: rename it.");
        }
        if (host != null) {
            TargetHost.check(host);
        }
        if (users != null && (users < 1 || users > MAX_USERS)) {
            throw new BadInputException(users + " users cannot be run: take 1 to " + MAX_USERS + ".");
        }
        if (spawnRate != null && !(spawnRate > 0 && spawnRate <= MAX_USERS)) {
            throw new BadInputException("A spawn rate of " + spawnRate
                    + " users per second cannot be run: take more than 0, at most " + MAX_USERS + ".");
        }
    }

    static void check(Duration runTime, Duration stopTimeout, Duration quitTimeout, Duration workersWait) {
        if (runTime != null) {
            RunTime.checked(runTime);
        }
        if (stopTimeout.isNegative() || stopTimeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new BadInputException(
                    "A stop timeout of " + stopTimeout.toSeconds() + " s cannot be used: take 0 s to 1 h.");
        }
        if (quitTimeout.toSeconds() < 5 || quitTimeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new BadInputException(
                    "A quit timeout of " + quitTimeout.toSeconds() + " s cannot be used: take 5 s to 1 h.");
        }
        if (workersWait.toSeconds() < 1 || workersWait.compareTo(Duration.ofHours(1)) > 0) {
            throw new BadInputException("The master cannot wait " + workersWait.toSeconds()
                    + " s for its workers: take 1 second to 1 hour.");
        }
    }

    static void check(int processes, int webPort) {
        if (processes != -1 && (processes < 1 || processes > 256)) {
            throw new BadInputException(
                    processes + " worker processes per machine cannot be run: take 1 to 256, or -1 for one per CPU.");
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
