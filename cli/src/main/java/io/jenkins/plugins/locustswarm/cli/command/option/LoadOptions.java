package io.jenkins.plugins.locustswarm.cli.command.option;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.stop.StopCondition;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The load, except for the locustfile and the host. */
public final class LoadOptions {

    /** Stands for a value in a command line that is shown, if the value may be a secret. */
    public static final String LEFT_OUT = "...";

    @Option(
            names = {"-u", "--users"},
            paramLabel = "USERS",
            description = "Peak number of simulated users.")
    @CheckForNull
    private Integer users;

    @Option(
            names = {"-r", "--spawn-rate"},
            paramLabel = "RATE",
            description = "Users started per second.")
    @CheckForNull
    private Double spawnRate;

    @Option(
            names = {"-t", "--run-time"},
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Duration of the load: 90, 90s, 10m, 1h30m.")
    @CheckForNull
    private Duration runTime;

    @Option(
            names = "--stop-timeout",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Time that users have to finish their task when the run time is over. Default: 0.")
    @CheckForNull
    private Duration stopTimeout;

    @Option(
            names = "--quit-timeout",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Time that Locust has to exit after the load, for example to upload results in a listener,"
                    + " before it is stopped. Default: 2m.")
    @CheckForNull
    private Duration quitTimeout;

    @Option(
            names = "--processes",
            paramLabel = "N",
            description = "Worker processes on each slave; -1 for one per CPU. Default: 1.")
    @CheckForNull
    private Integer processes;

    @Option(
            names = "--reset-stats",
            description = "Reset the statistics when all users are started, so that the figures and the gates are"
                    + " those of the full load.")
    private boolean resetStats;

    @Option(
            names = "--stop-when",
            paramLabel = "CONDITION",
            description =
                    "Condition under which the load is stopped early, such as \"failures > 50%% for 30s\", \"p95 >"
                            + " 5000 for 1m after 2m\" or \"GET /cart p99 > 3000 for 30s\". Repeat the option for more"
                            + " conditions. The results are kept, the verdict is failed and the exit code 1.")
    private List<String> stopWhen = List.of();

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            description = "A note about the run in one line, such as \"new JVM\". It is shown with the results, and"
                    + " beside the run in a trend.")
    @CheckForNull
    private String note;

    @Option(
            names = "--workers-wait",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Time that the master waits for its workers before it gives up. Default: 2m.")
    @CheckForNull
    private Duration workersWait;

    @Option(
            names = {"-e", "--env"},
            paramLabel = "NAME=VALUE",
            description = "Environment variable for Locust and the locustfile, such as MIN_WAIT=500. Repeat the option"
                    + " for more variables. NAME alone takes the value from the environment of this command, which keeps"
                    + " a secret off the command line.")
    private List<String> variables = List.of();

    /**
     * Returns a plan of the load.
     *
     * @param environment variables of this process, for {@code -e NAME}
     * @param defaultUsers used without {@code -u}; Locust decides if absent
     * @param defaultRate used without {@code -r}, in users per second; Locust decides if absent
     * @throws BadInputException if a variable has no value, or a stop condition is not valid
     */
    public RunPlan.Builder plan(
            String locustfile,
            Map<String, String> environment,
            @CheckForNull Integer defaultUsers,
            @CheckForNull Double defaultRate) {
        RunPlan.Builder plan = RunPlan.of(locustfile).users(defaultUsers).spawnRate(defaultRate);
        addTo(plan, environment);
        return plan;
    }

    /**
     * Adds the options that are given to a plan, which keeps its others.
     *
     * @param environment variables of this process, for {@code -e NAME}
     * @throws BadInputException if a variable has no value, or a stop condition is not valid
     */
    public void addTo(RunPlan.Builder plan, Map<String, String> environment) {
        addIfGiven(users, plan::users);
        addIfGiven(spawnRate, plan::spawnRate);
        addIfGiven(runTime, plan::runTime);
        addIfGiven(stopTimeout, plan::stopTimeout);
        addIfGiven(quitTimeout, plan::quitTimeout);
        addIfGiven(processes, plan::processes);
        addIfGiven(resetStats ? true : null, plan::resetStats);
        addIfGiven(
                stopWhen.isEmpty()
                        ? null
                        : stopWhen.stream().map(StopCondition::parse).toList(),
                plan::stopWhen);
        addIfGiven(note, plan::note);
        addIfGiven(workersWait, plan::workersWait);
        variables(environment).forEach(plan::environment);
    }

    private static <T> void addIfGiven(@CheckForNull T value, Consumer<T> option) {
        if (value != null) {
            option.accept(value);
        }
    }

    /**
     * Returns the options for variables as they can be repeated in another command. A value that the environment does not
     * have may be a secret, and is replaced by dots.
     *
     * @param environment variables of this process
     */
    public List<String> variablesToRepeat(Map<String, String> environment) {
        return variables(environment).entrySet().stream()
                .map(variable -> "-e " + variable.getKey()
                        + (variable.getValue().equals(environment.get(variable.getKey())) ? "" : "=" + LEFT_OUT))
                .toList();
    }

    @CheckForNull
    public Duration runTime() {
        return runTime;
    }

    private Map<String, String> variables(Map<String, String> environment) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String variable : variables) {
            int equals = variable.indexOf('=');
            String name = equals < 0 ? variable : variable.substring(0, equals);
            String value = equals < 0 ? environment.get(name) : variable.substring(equals + 1);
            if (value == null) {
                throw new BadInputException("The variable " + name + " (-e) is not set here: write -e " + name
                        + "=VALUE, or set it first.");
            }
            values.put(name, value);
        }
        return values;
    }
}
