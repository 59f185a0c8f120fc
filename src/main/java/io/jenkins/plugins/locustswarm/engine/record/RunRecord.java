package io.jenkins.plugins.locustswarm.engine.record;

import java.time.Instant;
import java.util.Objects;

/**
 * A run that was asked for on a swarm. Values of the environment that the user gave are not in it: they may be
 * secrets, and a run that goes on does not need them again.
 *
 * @param id names the run's folder on every machine
 * @param locustfile path below the bootstrap directory
 * @param host base URL of the target; null when the locustfile brings its own
 * @param users simulated users at the peak; null when Locust's web page or a load shape says
 * @param spawnRate users started per second; null likewise
 * @param runTimeSeconds how long the load lasts, from the start of the test on; null for a run until it is stopped
 * @param stopTimeoutSeconds how long users may finish what they do when the run ends
 * @param quitTimeoutSeconds how long Locust may take to end after that
 * @param workersWaitSeconds how long the master waits for its workers
 * @param processes worker processes per machine; -1 for one per CPU
 * @param workers worker processes in the whole swarm that the master waits for
 * @param masterPort where the master listens for workers
 * @param webPort where Locust's web page is; null when there is none
 * @param outputFolder where the person who asked wants the results; null when nobody said
 * @param askedAt when the run was asked for
 * @param phase how far it got
 */
public record RunRecord(
        String id,
        String locustfile,
        String host,
        Integer users,
        Double spawnRate,
        Long runTimeSeconds,
        int stopTimeoutSeconds,
        Integer quitTimeoutSeconds,
        Integer workersWaitSeconds,
        int processes,
        int workers,
        int masterPort,
        Integer webPort,
        String outputFolder,
        Instant askedAt,
        Phase phase) {

    public RunRecord {
        Objects.requireNonNull(id, "a run has an id");
        Objects.requireNonNull(phase, "a run has a phase");
        // A record that an earlier version wrote lacks these; it then used these values.
        quitTimeoutSeconds = Objects.requireNonNullElse(quitTimeoutSeconds, 15);
        workersWaitSeconds = Objects.requireNonNullElse(workersWaitSeconds, 120);
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
        return new RunRecord(
                id,
                locustfile,
                host,
                users,
                spawnRate,
                runTimeSeconds,
                stopTimeoutSeconds,
                quitTimeoutSeconds,
                newWait,
                processes,
                newWorkers,
                masterPort,
                webPort,
                outputFolder,
                askedAt,
                newPhase);
    }

    /** When a run with a run time has ended at the latest, if it was started when it was asked for. */
    public Instant latestEnd() {
        long load = runTimeSeconds == null ? 0 : runTimeSeconds;
        return askedAt.plusSeconds(workersWaitSeconds + load + stopTimeoutSeconds + quitTimeoutSeconds);
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
