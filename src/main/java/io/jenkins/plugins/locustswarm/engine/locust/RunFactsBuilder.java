package io.jenkins.plugins.locustswarm.engine.locust;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Collects what is known about a run. */
public final class RunFactsBuilder extends Load.Options<RunFactsBuilder> {

    @CheckForNull
    private final String swarm;

    @CheckForNull
    private final String provider;

    @CheckForNull
    private Instant startedAt;

    @CheckForNull
    private Instant endedAt;

    private int workersAsked;
    private int workerMachinesAsked;
    private int workerMachinesReady;
    private Map<String, String> workersGone = Map.of();

    @CheckForNull
    private Integer exitCode;

    @CheckForNull
    private TerminationReason termination;

    private boolean stoppedByUser;
    private boolean killedBySwarm;

    @CheckForNull
    private EarlyStop earlyStop;

    private List<String> strayConfiguration = List.of();
    private List<String> namedConfiguration = List.of();
    private List<WorkerExit> workerExits = List.of();
    private List<SlaveClock> slaveClocks = List.of();

    RunFactsBuilder(@CheckForNull String swarm, @CheckForNull String provider) {
        this.swarm = swarm;
        this.provider = provider;
    }

    @Override
    protected RunFactsBuilder self() {
        return this;
    }

    /** Sets when the load began and ended. */
    public RunFactsBuilder lasted(@CheckForNull Instant began, @CheckForNull Instant ended) {
        startedAt = began;
        endedAt = ended;
        return this;
    }

    /** Sets the numbers of worker processes requested, machines requested, and machines on which Locust was started. */
    public RunFactsBuilder workers(int processesAsked, int machinesAsked, int machinesReady) {
        workersAsked = processesAsked;
        workerMachinesAsked = machinesAsked;
        workerMachinesReady = machinesReady;
        return this;
    }

    public RunFactsBuilder workersGone(Map<String, String> reasons) {
        workersGone = reasons;
        return this;
    }

    public RunFactsBuilder exitCode(@CheckForNull Integer code) {
        exitCode = code;
        return this;
    }

    public RunFactsBuilder termination(@CheckForNull TerminationReason reason) {
        termination = reason;
        return this;
    }

    public RunFactsBuilder killedBySwarm(boolean it) {
        killedBySwarm = it;
        return this;
    }

    public RunFactsBuilder earlyStop(@CheckForNull EarlyStop reason) {
        earlyStop = reason;
        return this;
    }

    public RunFactsBuilder stoppedByUser(boolean it) {
        stoppedByUser = it;
        return this;
    }

    public RunFactsBuilder strayConfiguration(List<String> files) {
        strayConfiguration = files;
        return this;
    }

    public RunFactsBuilder namedConfiguration(List<String> files) {
        namedConfiguration = files;
        return this;
    }

    public RunFactsBuilder workerExits(List<WorkerExit> exits) {
        workerExits = exits;
        return this;
    }

    public RunFactsBuilder slaveClocks(List<SlaveClock> clocks) {
        slaveClocks = clocks;
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
                termination,
                stoppedByUser,
                killedBySwarm,
                earlyStop,
                strayConfiguration,
                namedConfiguration,
                workerExits,
                slaveClocks);
    }
}
