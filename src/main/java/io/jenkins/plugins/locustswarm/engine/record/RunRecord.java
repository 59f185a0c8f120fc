package io.jenkins.plugins.locustswarm.engine.record;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Objects;

/**
 * A run that was asked for on a swarm. Values of the environment that the user gave are not in it: they may be
 * secrets, and a run that goes on does not need them again.
 *
 * @param id names the run's folder on every machine
 * @param load what Locust was asked for
 * @param workersWaitSeconds how long the master waits for its workers
 * @param workers worker processes in the whole swarm that the master waits for
 * @param masterPort where the master listens for workers
 * @param webPort where Locust's web page is; null when there is none
 * @param outputFolder where the person who asked wants the results; null when nobody said
 * @param askedAt when the run was asked for
 * @param phase how far it got
 */
public record RunRecord(
        String id,
        @JsonUnwrapped Load load,
        int workersWaitSeconds,
        int workers,
        int masterPort,
        Integer webPort,
        String outputFolder,
        Instant askedAt,
        Phase phase) {

    public RunRecord {
        Objects.requireNonNull(id, "a run has an id");
        Objects.requireNonNull(phase, "a run has a phase");
    }

    /** How far a run got. */
    public enum Phase {
        /** Written down; nothing was started yet, or only on some machines. */
        STARTING,
        /** Every machine was told to start that whoever started it had in mind: slaves may join a master later. */
        STARTED,
        /** Its results are with the person who asked. */
        COLLECTED,
        /** It was stopped, or it failed, and its results are not wanted. */
        STOPPED
    }

    /** The same run in another phase. */
    public RunRecord withPhase(Phase next) {
        return copy(workers, workersWaitSeconds, next);
    }

    /** The same run with another number of worker processes. */
    public RunRecord withWorkers(int count) {
        return copy(count, workersWaitSeconds, phase);
    }

    /** The same run with so many worker processes, which are waited for that long. */
    public RunRecord joinedBy(int count, int waitSeconds) {
        return copy(count, waitSeconds, phase);
    }

    private RunRecord copy(int newWorkers, int newWait, Phase newPhase) {
        return new RunRecord(id, load, newWait, newWorkers, masterPort, webPort, outputFolder, askedAt, newPhase);
    }

    /** When a run with a run time has ended at the latest, if it was started when it was asked for. */
    public Instant latestEnd() {
        return askedAt.plusSeconds(workersWaitSeconds).plus(load.longest());
    }

    /** The locustfile of the load. */
    public String locustfile() {
        return load.locustfile();
    }

    /** Whether it may still be running on the machines, or its results may still lie there. */
    public boolean isOpen() {
        return phase == Phase.STARTING || phase == Phase.STARTED;
    }

    /** Whether Locust's web page starts and stops the load. */
    public boolean isInteractive() {
        return webPort != null;
    }
}
