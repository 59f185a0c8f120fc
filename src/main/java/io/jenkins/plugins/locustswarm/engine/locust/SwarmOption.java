package io.jenkins.plugins.locustswarm.engine.locust;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An option of Locust that the swarm sets itself. The names of variables are those in Locust's {@code argument_parser.py}; the
 * command line has priority over a variable, and the last of two flags has priority.
 */
enum SwarmOption {
    LOCUSTFILE(null, null, "--locustfile", "-f"),
    LOGLEVEL(null, null, "--loglevel", "-L"),
    /** A host in a variable is the host of a run that names none. */
    HOST(null, null, "--host", "-H"),
    USERS("LOCUST_USERS", "-u (in Jenkins users)", "--users", "-u"),
    SPAWN_RATE("LOCUST_SPAWN_RATE", "-r (in Jenkins spawnRate)", "--spawn-rate", "-r"),
    /** The spawn rate of Locust 2.12. */
    HATCH_RATE("LOCUST_HATCH_RATE", "-r (in Jenkins spawnRate)", "--hatch-rate"),
    RUN_TIME("LOCUST_RUN_TIME", "-t (in Jenkins runTime)", "--run-time", "-t"),
    STOP_TIMEOUT("LOCUST_STOP_TIMEOUT", "--stop-timeout (in Jenkins stopTimeout)", "--stop-timeout", "-s"),
    PROCESSES("LOCUST_PROCESSES", "--processes (in Jenkins processes)", "--processes"),
    RESET_STATS("LOCUST_RESET_STATS", "--reset-stats (in Jenkins resetStats)", "--reset-stats"),
    HEADLESS("LOCUST_HEADLESS", "-t (in Jenkins runTime)", "--headless"),
    HEADFUL("LOCUST_HEADFUL", null, "--headful"),
    AUTOSTART("LOCUST_AUTOSTART", null, "--autostart"),
    WEB_HOST("LOCUST_WEB_HOST", null, "--web-host"),
    WEB_PORT("LOCUST_WEB_PORT", null, "--web-port", "-P"),
    MASTER("LOCUST_MODE_MASTER", null, "--master"),
    WORKER("LOCUST_MODE_WORKER", null, "--worker"),
    MASTER_HOST("LOCUST_MASTER_NODE_HOST", null, "--master-host"),
    MASTER_PORT("LOCUST_MASTER_NODE_PORT", null, "--master-port"),
    MASTER_BIND_HOST("LOCUST_MASTER_BIND_HOST", null, "--master-bind-host"),
    MASTER_BIND_PORT("LOCUST_MASTER_BIND_PORT", null, "--master-bind-port"),
    EXPECT_WORKERS("LOCUST_EXPECT_WORKERS", null, "--expect-workers"),
    EXPECT_WORKERS_MAX_WAIT("LOCUST_EXPECT_WORKERS_MAX_WAIT", null, "--expect-workers-max-wait"),
    CSV("LOCUST_CSV", null, "--csv"),
    CSV_FULL_HISTORY("LOCUST_CSV_FULL_HISTORY", null, "--csv-full-history"),
    HTML("LOCUST_HTML", null, "--html"),
    LOGFILE("LOCUST_LOGFILE", null, "--logfile"),
    SKIP_LOG_SETUP("LOCUST_SKIP_LOG_SETUP", null, "--skip-log-setup"),
    ONLY_SUMMARY("LOCUST_ONLY_SUMMARY", null, "--only-summary");

    @CheckForNull
    private final String variable;

    @CheckForNull
    private final String ours;

    private final List<String> flags;

    /**
     * @param variable the variable that Locust reads as this option; absent if it may be set, since the arguments of every
     *     master and worker have priority or the swarm takes it into account
     * @param ours the option of the swarm to use instead; absent if there is none
     * @param flags the full names
     */
    SwarmOption(@CheckForNull String variable, @CheckForNull String ours, String... flags) {
        this.variable = variable;
        this.ours = ours;
        this.flags = List.of(flags);
    }

    /** Returns the full names of the flags, short and long ones. */
    static Stream<String> allFlags() {
        return Arrays.stream(values()).flatMap(option -> option.flags.stream());
    }

    /** Returns the variables that runs must not set. */
    static Stream<String> allVariables() {
        return Arrays.stream(values()).map(option -> option.variable).flatMap(Stream::ofNullable);
    }

    /** @throws BadInputException if Locust reads the variable as an option that the swarm sets */
    static void checkVariable(String name) {
        Optional<SwarmOption> read = Arrays.stream(values())
                .filter(option -> name.equals(option.variable))
                .findFirst();
        if (read.isPresent()) {
            String ours = read.get().ours;
            throw new BadInputException("The variable " + name + ", which Locust reads as "
                    + read.get().flags.get(0) + ", cannot be passed to Locust, because the swarm sets that: remove it"
                    + (ours == null ? "." : ", and use the option " + ours + "."));
        }
    }
}
