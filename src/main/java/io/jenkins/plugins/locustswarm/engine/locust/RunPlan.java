package io.jenkins.plugins.locustswarm.engine.locust;

import io.jenkins.plugins.locustswarm.engine.record.Load;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run as it was asked for: what to run, against which host, how hard, how long. Whole and checked once it is built.
 *
 * @param load what Locust is asked for
 * @param webPort where Locust's web page is, in a run without a run time
 * @param environment variables for Locust and the locustfile; they may be secrets, and are kept nowhere
 * @param extraArguments handed to Locust as they are, on the master and on every worker
 * @param workersWait how long the master waits for its workers before it gives up
 * @param outputFolder where the person who asked wants the results; null when nobody said
 */
public record RunPlan(
        Load load,
        int webPort,
        Map<String, String> environment,
        List<String> extraArguments,
        Duration workersWait,
        Path outputFolder) {

    /** Where Locust's web page is unless somebody says otherwise: the port it always had. */
    public static final int DEFAULT_WEB_PORT = 8089;

    /** How long the master waits for its workers unless told otherwise. */
    public static final Duration DEFAULT_WORKERS_WAIT = Duration.ofMinutes(2);

    /** @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException for what no run can have */
    public RunPlan {
        environment = Map.copyOf(environment);
        extraArguments = List.copyOf(extraArguments);
        RunLimits.check(load);
        RunLimits.check(workersWait, webPort);
        RunLimits.check(environment);
        ExtraArguments.check(extraArguments);
    }

    /** A plan for this locustfile. */
    public static Builder of(String locustfile) {
        return new Builder().locustfile(locustfile);
    }

    /** Whether Locust's web page starts and stops the load. */
    public boolean isInteractive() {
        return load.isInteractive();
    }

    /** The longest time from the start of Locust to its end. Only for a run with a run time. */
    public Duration longest() {
        return workersWait.plus(load.longest());
    }

    /** Says what is asked for, without the values of the environment. */
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

        public Builder outputFolder(Path folder) {
            outputFolder = folder;
            return this;
        }

        /** @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException for what no run can have */
        public RunPlan build() {
            return new RunPlan(load(), webPort, environment, extraArguments, workersWait, outputFolder);
        }
    }
}
