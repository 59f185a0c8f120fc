package io.jenkins.plugins.locustswarm.engine.locust;

import io.jenkins.plugins.locustswarm.engine.record.Load;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Collects what is known of a run. */
public final class RunFactsBuilder extends Load.Options<RunFactsBuilder> {

    private final String swarm;
    private final String provider;
    private Instant startedAt;
    private Instant endedAt;
    private int workersAsked;
    private int workerMachinesAsked;
    private int workerMachinesReady;
    private Map<String, String> workersGone = Map.of();
    private Integer exitCode;
    private TerminationReason outerClock;
    private boolean stoppedByUser;
    private boolean killedBySwarm;
    private List<String> strayConfiguration = List.of();
    private List<WorkerExit> workerExits = List.of();

    RunFactsBuilder(String swarm, String provider) {
        this.swarm = swarm;
        this.provider = provider;
    }

    @Override
    protected RunFactsBuilder self() {
        return this;
    }

    /** When the load began and ended; began is null when it never did. */
    public RunFactsBuilder lasted(Instant began, Instant ended) {
        startedAt = began;
        endedAt = ended;
        return this;
    }

    /** Worker processes asked for, worker machines asked for, and machines on which Locust was started. */
    public RunFactsBuilder workers(int processesAsked, int machinesAsked, int machinesReady) {
        workersAsked = processesAsked;
        workerMachinesAsked = machinesAsked;
        workerMachinesReady = machinesReady;
        return this;
    }

    /** Why worker machines are gone for good, by their names. */
    public RunFactsBuilder workersGone(Map<String, String> reasons) {
        workersGone = reasons;
        return this;
    }

    /** The master's exit code; null when it ended without one. */
    public RunFactsBuilder exitCode(Integer code) {
        exitCode = code;
        return this;
    }

    /** Why the swarm ended Locust; null when it did not. */
    public RunFactsBuilder outerClock(TerminationReason reason) {
        outerClock = reason;
        return this;
    }

    /** Whether Locust did not end when it was asked to, and the swarm killed it. */
    public RunFactsBuilder killedBySwarm(boolean it) {
        killedBySwarm = it;
        return this;
    }

    /** Whether somebody stopped it. */
    public RunFactsBuilder stoppedByUser(boolean it) {
        stoppedByUser = it;
        return this;
    }

    /** Locust's own configuration files that lay beside the locustfile. */
    public RunFactsBuilder strayConfiguration(List<String> files) {
        strayConfiguration = files;
        return this;
    }

    /** How Locust ended on the workers, where the swarm did not end it. */
    public RunFactsBuilder workerExits(List<WorkerExit> exits) {
        workerExits = exits;
        return this;
    }

    public RunFacts build() {
        return new RunFacts(
                swarm,
                provider,
                load(),
                startedAt,
                endedAt,
                workersAsked,
                workerMachinesAsked,
                workerMachinesReady,
                workersGone,
                exitCode,
                outerClock,
                stoppedByUser,
                killedBySwarm,
                strayConfiguration,
                workerExits);
    }
}
