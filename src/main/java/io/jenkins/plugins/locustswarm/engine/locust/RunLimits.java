package io.jenkins.plugins.locustswarm.engine.locust;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a run can have, and the sentence for what it cannot. */
final class RunLimits {

    private static final int MOST_USERS = 10_000_000;
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Bash keeps these to itself. */
    private static final Set<String> BASHS_OWN =
            Set.of("BASHOPTS", "BASH_VERSINFO", "EUID", "PPID", "SHELLOPTS", "UID");

    /** The flags that the swarm itself sets: a second one would change the run behind its back. */
    private static final Set<String> OURS = Set.of(
            "-f",
            "--locustfile",
            "--master",
            "--worker",
            "--headless",
            "--processes",
            "--csv",
            "--csv-full-history",
            "--html",
            "--expect-workers",
            "--expect-workers-max-wait",
            "--master-host",
            "--master-port",
            "--master-bind-host",
            "--master-bind-port",
            "--web-port",
            "-P",
            "--web-host",
            "-u",
            "--users",
            "-r",
            "--spawn-rate",
            "-t",
            "--run-time",
            "-H",
            "--host",
            "-s",
            "--stop-timeout",
            "--logfile",
            "--autostart",
            "-L",
            "--loglevel",
            "--skip-log-setup",
            "--only-summary");

    private RunLimits() {}

    static void check(String locustfile, String host, Integer users, Double spawnRate) {
        if (locustfile == null || locustfile.isBlank()) {
            throw new BadInputException("No locustfile was named: say which file of the bootstrap directory to run.");
        }
        if (locustfile.contains(",")) {
            throw new BadInputException("The locustfile " + locustfile + " has a comma in its name, and Locust would"
                    + " take it for several files: rename it.");
        }
        if (host != null && !isWebAddress(host)) {
            throw new BadInputException("The host \"" + host.replaceAll(".*@", "...@")
                    + "\" is no URL: write it like http://staging.example.com or https://10.0.0.5:8443.");
        }
        if (host != null && URI.create(host).getUserInfo() != null) {
            throw new BadInputException("The host holds a user name or a password, which records and results would"
                    + " show: leave them out, hand them over as variables (-e), and let the locustfile log in.");
        }
        if (users != null && (users < 1 || users > MOST_USERS)) {
            throw new BadInputException(users + " users cannot be run: take 1 to " + MOST_USERS + ".");
        }
        if (spawnRate != null && !(spawnRate > 0 && spawnRate <= MOST_USERS)) {
            throw new BadInputException("A spawn rate of " + spawnRate
                    + " users per second cannot be run: take more than 0, at most " + MOST_USERS + ".");
        }
    }

    private static boolean isWebAddress(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    static void check(Duration runTime, Duration stopTimeout, Duration workersWait) {
        if (runTime != null) {
            RunTime.checked(runTime);
        }
        if (stopTimeout.isNegative() || stopTimeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new BadInputException(
                    "A stop timeout of " + stopTimeout.toSeconds() + " s cannot be used: take 0 s to 1 h.");
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
            if (value.indexOf('\0') >= 0) {
                throw new BadInputException("The value of the variable " + name + " holds a NUL character: remove it.");
            }
        });
    }

    static void check(List<String> extraArguments) {
        for (String argument : extraArguments) {
            String flag = argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
            OURS.stream()
                    .filter(ours -> means(flag, ours))
                    .min(Comparator.naturalOrder())
                    .ifPresent(ours -> {
                        boolean cut = ours.startsWith(flag) && !flag.equals(ours);
                        throw new BadInputException(
                                "The argument " + (cut ? flag + ", for Locust the same as " + ours + "," : ours)
                                        + " cannot be handed to Locust: the swarm sets it. Use the swarm's own option for it.");
                    });
        }
    }

    /** Locust takes the beginning of a long flag for all of it, and what follows a short one for its value. */
    private static boolean means(String flag, String ours) {
        if (flag.equals(ours)) {
            return true;
        }
        return ours.startsWith("--") ? flag.length() > "--".length() && ours.startsWith(flag) : flag.startsWith(ours);
    }
}
