package io.jenkins.plugins.locustswarm.engine.locust;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run as it was asked for: what to run, against which host, how hard, how long. Whole and checked once it is built.
 *
 * @param locustfile path below the bootstrap directory, with {@code /} between its parts
 * @param host of the target, for HTTP its base URL; null when the locustfile brings its own
 * @param users simulated users at the peak; null when the web page or a load shape says
 * @param spawnRate users started per second; null likewise
 * @param runTime how long the load lasts; null for a run that people start and stop on Locust's web page
 * @param stopTimeout how long users may finish what they do when the run ends
 * @param quitTimeout how long Locust may take to end after that, for example to upload results in a listener of {@code
 *     test_stop} or {@code quitting}, before the swarm ends it
 * @param processes worker processes on each machine; -1 for one per CPU
 * @param webPort where Locust's web page is, in a run without a run time
 * @param environment variables for Locust and the locustfile; they may be secrets, and are kept nowhere
 * @param extraArguments handed to Locust as they are, on the master and on every worker
 * @param workersWait how long the master waits for its workers before it gives up
 * @param outputFolder where the person who asked wants the results; null when nobody said
 */
public record RunPlan(
        String locustfile,
        String host,
        Integer users,
        Double spawnRate,
        Duration runTime,
        Duration stopTimeout,
        Duration quitTimeout,
        int processes,
        int webPort,
        Map<String, String> environment,
        List<String> extraArguments,
        Duration workersWait,
        Path outputFolder) {

    /** Where Locust's web page is unless somebody says otherwise: the port it always had. */
    public static final int DEFAULT_WEB_PORT = 8089;

    /** How long the master waits for its workers unless told otherwise. */
    public static final Duration DEFAULT_WORKERS_WAIT = Duration.ofMinutes(2);

    /** How long Locust may take to end unless told otherwise: enough for an upload of results. */
    public static final Duration DEFAULT_QUIT_TIMEOUT = Duration.ofMinutes(2);

    /** @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException for what no run can have */
    public RunPlan {
        environment = Map.copyOf(environment);
        extraArguments = List.copyOf(extraArguments);
        RunLimits.check(locustfile, host, users, spawnRate);
        RunLimits.check(runTime, stopTimeout, quitTimeout, workersWait);
        RunLimits.check(processes, webPort);
        RunLimits.check(environment);
        ExtraArguments.check(extraArguments);
    }

    /** A plan for this locustfile. */
    public static Builder of(String locustfile) {
        return new Builder(locustfile);
    }

    /** Whether Locust's web page starts and stops the load. */
    public boolean isInteractive() {
        return runTime == null;
    }

    /** The longest time from the start of Locust to its end. Only for a run with a run time. */
    public Duration longest() {
        return workersWait.plus(runTime).plus(stopTimeout).plus(quitTimeout);
    }

    /** Says what is asked for, without the values of the environment. */
    @Override
    public String toString() {
        return "RunPlan[" + locustfile + ", host=" + host + ", users=" + users + ", runTime=" + runTime + "]";
    }

    /** Collects the parts of a plan. */
    public static final class Builder {

        private final String locustfile;
        private final Map<String, String> environment = new TreeMap<>();
        private String host;
        private Integer users;
        private Double spawnRate;
        private Duration runTime;
        private Duration stopTimeout = Duration.ZERO;
        private Duration quitTimeout = DEFAULT_QUIT_TIMEOUT;
        private int processes = 1;
        private int webPort = DEFAULT_WEB_PORT;
        private List<String> extraArguments = List.of();
        private Duration workersWait = DEFAULT_WORKERS_WAIT;
        private Path outputFolder;

        private Builder(String locustfile) {
            this.locustfile = locustfile;
        }

        public Builder host(String url) {
            host = url;
            return this;
        }

        public Builder users(Integer count) {
            users = count;
            return this;
        }

        public Builder spawnRate(Double perSecond) {
            spawnRate = perSecond;
            return this;
        }

        public Builder runTime(Duration time) {
            runTime = time;
            return this;
        }

        public Builder stopTimeout(Duration time) {
            stopTimeout = time;
            return this;
        }

        public Builder quitTimeout(Duration time) {
            quitTimeout = time;
            return this;
        }

        public Builder processes(int perMachine) {
            processes = perMachine;
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
            return new RunPlan(
                    locustfile,
                    host,
                    users,
                    spawnRate,
                    runTime,
                    stopTimeout,
                    quitTimeout,
                    processes,
                    webPort,
                    environment,
                    extraArguments,
                    workersWait,
                    outputFolder);
        }
    }
}
