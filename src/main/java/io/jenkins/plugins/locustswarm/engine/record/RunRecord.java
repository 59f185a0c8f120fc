package io.jenkins.plugins.locustswarm.engine.record;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A run on a swarm. The record has no values of environment variables: they may be secrets, and a run that was started does
 * not need them again.
 *
 * @param id name of the run's folder on every machine
 * @param load the load that was requested
 * @param workersWaitSeconds how long the master waits for its workers
 * @param workers number of worker processes in the swarm for which the master waits
 * @param masterPort port on which the master listens for workers
 * @param webPort port of Locust's web page; absent for a run without one
 * @param outputFolder folder for the results, if one was requested
 * @param askedAt when the run was requested
 * @param phase how far the run has got
 * @param earlyStop why the load is ended early; absent if no stop condition was met and no user stopped it
 * @param arguments number of extra arguments of Locust, which may be secrets themselves; absent in records of earlier versions
 * @param variables names of the environment variables of Locust, sorted; absent in records of earlier versions
 */
public record RunRecord(
        String id,
        @JsonUnwrapped Load load,
        int workersWaitSeconds,
        int workers,
        int masterPort,
        @Nullable Integer webPort,
        @CheckForNull String outputFolder,
        Instant askedAt,
        Phase phase,
        @CheckForNull EarlyStop earlyStop,
        @CheckForNull Integer arguments,
        @CheckForNull List<String> variables) {

    public RunRecord {
        variables = variables == null ? null : List.copyOf(variables);
        Objects.requireNonNull(id, "a run has an id");
        Objects.requireNonNull(askedAt, "a run was requested at some time");
        Objects.requireNonNull(phase, "a run has a phase");
    }

    /** How far a run has got. */
    public enum Phase {
        /** Recorded; Locust was started on no machine yet, or on some of them. */
        STARTING,
        /** Locust was started on all requested machines; slaves may still join a master later. */
        STARTED,
        /** The results were collected. */
        COLLECTED,
        /** The run was stopped or failed, and its results were discarded. */
        STOPPED
    }

    public RunRecord withLoad(Load other) {
        return copy(other, workers, phase, earlyStop);
    }

    public RunRecord withPhase(Phase next) {
        return copy(load, workers, next, earlyStop);
    }

    public RunRecord withWorkers(int count) {
        return copy(load, count, phase, earlyStop);
    }

    /** Returns a copy with the reason for an early end; the first one is kept. */
    public RunRecord stoppedBy(EarlyStop reason) {
        return copy(load, workers, phase, earlyStop == null ? reason : earlyStop);
    }

    private RunRecord copy(Load newLoad, int newWorkers, Phase newPhase, @CheckForNull EarlyStop newStop) {
        return new RunRecord(
                id,
                newLoad,
                workersWaitSeconds,
                newWorkers,
                masterPort,
                webPort,
                outputFolder,
                askedAt,
                newPhase,
                newStop,
                arguments,
                variables);
    }

    /** Returns the latest end of a run with a run time, if it was started when it was requested. */
    public Instant latestEnd() {
        return askedAt.plusSeconds(workersWaitSeconds).plus(load.longest());
    }

    /** Whether this is the same run: ids repeat if a swarm is taken down and another one gets its name. */
    public boolean isSame(RunRecord other) {
        return id.equals(other.id) && askedAt.equals(other.askedAt);
    }

    public String locustfile() {
        return load.locustfile();
    }

    /** Whether Locust may still run on the machines, or the results may still be there. */
    public boolean isOpen() {
        return phase == Phase.STARTING || phase == Phase.STARTED;
    }

    /** Whether people start and stop the load on Locust's web page. */
    public boolean isInteractive() {
        return webPort != null;
    }
}
