package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** How Locust is to load the target, beside the locustfile and the host. */
final class LoadOptions {

    @Option(
            names = {"-u", "--users"},
            paramLabel = "USERS",
            description = "Simulated users at the peak.")
    private Integer users;

    @Option(
            names = {"-r", "--spawn-rate"},
            paramLabel = "RATE",
            description = "Users started per second.")
    private Double spawnRate;

    @Option(
            names = {"-t", "--run-time"},
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How long the load lasts: 90, 90s, 10m, 1h30m.")
    private Duration runTime;

    @Option(
            names = "--stop-timeout",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How long users may finish what they do when the run time is over. Without it: no time.")
    private Duration stopTimeout = Duration.ZERO;

    @Option(
            names = "--quit-timeout",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How long Locust may take to end after the load, for example to upload results in a listener,"
                    + " before it is ended. Without it: 2m.")
    private Duration quitTimeout = RunPlan.DEFAULT_QUIT_TIMEOUT;

    @Option(
            names = "--processes",
            paramLabel = "N",
            description = "Worker processes on each slave, -1 for one per CPU. Without it: 1.")
    private int processes = 1;

    @Option(
            names = "--workers-wait",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How long the master waits for its workers before it gives up. Without it: 2m.")
    private Duration workersWait = RunPlan.DEFAULT_WORKERS_WAIT;

    @Option(
            names = {"-e", "--env"},
            paramLabel = "NAME=VALUE",
            description =
                    "A variable for Locust and the locustfile, such as MIN_WAIT=500. Repeat it for more. NAME alone"
                            + " takes the value that the variable has here, and so keeps a secret off the command line.")
    private List<String> variables = List.of();

    /** A plan with what was given here and, where that says nothing, with these. */
    RunPlan.Builder plan(String locustfile, Map<String, String> environment, Integer usualUsers, Double usualRate) {
        RunPlan.Builder plan = RunPlan.of(locustfile)
                .users(users == null ? usualUsers : users)
                .spawnRate(spawnRate == null ? usualRate : spawnRate)
                .runTime(runTime)
                .stopTimeout(stopTimeout)
                .quitTimeout(quitTimeout)
                .processes(processes)
                .workersWait(workersWait);
        variables(environment).forEach(plan::environment);
        return plan;
    }

    /** The run time; null when none was given. */
    Duration runTime() {
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
                        + "=VALUE, or set it before.");
            }
            values.put(name, value);
        }
        return values;
    }
}
