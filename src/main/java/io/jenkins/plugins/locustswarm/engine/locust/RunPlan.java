package io.jenkins.plugins.locustswarm.engine.locust;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run that is requested. The values are checked when the plan is built.
 *
 * @param load the load to generate
 * @param webPort port of Locust's web page, for a run without a run time
 * @param environment variables for Locust and the locustfile; they may be secrets and are not recorded
 * @param extraArguments arguments that the master and every worker pass to Locust unchanged
 * @param workersWait how long the master waits for its workers before it gives up
 * @param outputFolder folder for the results, if one is requested
 */
public record RunPlan(
        Load load,
        int webPort,
        Map<String, String> environment,
        List<String> extraArguments,
        Duration workersWait,
        @CheckForNull Path outputFolder) {

    /** Locust's own default. */
    public static final int DEFAULT_WEB_PORT = 8089;

    public static final Duration DEFAULT_WORKERS_WAIT = Duration.ofMinutes(2);

    /** @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if a value cannot be used */
    public RunPlan {
        environment = Map.copyOf(environment);
        extraArguments = List.copyOf(extraArguments);
        RunLimits.check(load);
        RunLimits.check(workersWait, webPort);
        RunLimits.check(environment);
        ExtraArguments.check(extraArguments);
    }

    /** Starts a plan for this locustfile. */
    public static Builder of(String locustfile) {
        return new Builder().locustfile(locustfile);
    }

    /** Starts a plan with the options of a run that was started. Its variables and extra arguments are not recorded. */
    public static Builder asOf(RunRecord run) {
        return new Builder()
                .load(run.load())
                .workersWait(Duration.ofSeconds(run.workersWaitSeconds()))
                .webPort(run.webPort() == null ? DEFAULT_WEB_PORT : run.webPort());
    }

    /** Whether people start and stop the load on Locust's web page. */
    public boolean isInteractive() {
        return load.isInteractive();
    }

    /** Whether Locust gets a host from the plan, or may get one from a configuration file that its arguments name. */
    public boolean mayHaveHost() {
        return load.host() != null
                || environment.containsKey("LOCUST_HOST")
                || extraArguments.stream().anyMatch(argument -> argument.startsWith("--conf"));
    }

    /** Returns the longest time from the start of Locust to its end, for a run with a run time. */
    public Duration longest() {
        return workersWait.plus(load.longest());
    }

    /** Describes the plan without the environment, which may contain secrets. */
    @Override
    public String toString() {
        return "RunPlan[" + load + "]";
    }

    /** Collects the parts of a plan. */
    public static final class Builder extends Load.Options<Builder> {

        private final Map<String, String> environment = new TreeMap<>();
        private int webPort = DEFAULT_WEB_PORT;
        private List<String> extraArguments = List.of();
        private Duration workersWait = DEFAULT_WORKERS_WAIT;

        @CheckForNull
        private Path outputFolder;

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        public Builder webPort(int port) {
            webPort = port;
            return this;
        }

        public Builder environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        public Builder extraArguments(List<String> arguments) {
            extraArguments = arguments;
            return this;
        }

        public Builder workersWait(Duration time) {
            workersWait = time;
            return this;
        }

        public Builder outputFolder(@CheckForNull Path folder) {
            outputFolder = folder;
            return this;
        }

        /** @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if a value cannot be used */
        public RunPlan build() {
            return new RunPlan(load(), webPort, environment, extraArguments, workersWait, outputFolder);
        }
    }
}
