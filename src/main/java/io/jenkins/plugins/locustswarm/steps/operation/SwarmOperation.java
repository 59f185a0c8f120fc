package io.jenkins.plugins.locustswarm.steps.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import io.jenkins.plugins.locustswarm.steps.form.MachineSettings;
import io.jenkins.plugins.locustswarm.steps.workspace.CopiedFiles;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * The operation of a step or a freestyle builder on a swarm, and its next phase. Pipeline stores it with the step, so
 * that the operation continues after a restart of Jenkins: every phase can be repeated. It holds no readable secret.
 * Safe for use by several threads.
 */
public final class SwarmOperation implements Serializable {

    private static final long serialVersionUID = 1L;

    @CheckForNull
    private final MachineSettings machines;

    @CheckForNull
    private final LoadSettings load;

    private final boolean takesDown;

    @CheckForNull
    private String swarm;

    @CheckForNull
    private CopiedFiles files;

    /** Absent before it is known, and in operations that an earlier version stored. */
    @CheckForNull
    private String testName;

    private OperationPhase phase;

    /** Only set in operations that an earlier version stored, which have no {@link #ownRun}. */
    private String earlierRun = "";

    @CheckForNull
    private OwnRun ownRun = new OwnRun();

    @CheckForNull
    private String failure;

    private boolean aborted;

    @CheckForNull
    private Verdict verdict;

    private String verdictText = "";

    @CheckForNull
    private LinkedHashMap<String, Object> result;

    private long changes;

    private SwarmOperation(
            @CheckForNull MachineSettings machines,
            @CheckForNull LoadSettings load,
            boolean takesDown,
            @CheckForNull String swarm,
            OperationPhase phase) {
        this.machines = machines;
        this.load = load;
        this.takesDown = takesDown;
        this.swarm = swarm;
        this.phase = phase;
    }

    /**
     * Brings a swarm up, runs a locustfile on it, and takes it down.
     *
     * @throws BadInputException if the run has no end
     */
    public static SwarmOperation test(String newSwarm, MachineSettings machines, LoadSettings load) {
        if (load.isInteractive()) {
            throw LoadSettings.withoutEnd();
        }
        return new SwarmOperation(machines, load, true, newSwarm, OperationPhase.PREPARING);
    }

    /** Brings a swarm up. */
    public static SwarmOperation up(String newSwarm, MachineSettings machines) {
        return new SwarmOperation(machines, null, false, newSwarm, OperationPhase.PREPARING);
    }

    /**
     * Runs a locustfile on a swarm that is up.
     *
     * @param swarm the swarm's name; the build's only swarm if absent
     */
    public static SwarmOperation run(@CheckForNull String swarm, LoadSettings load) {
        return new SwarmOperation(null, load, false, swarm, OperationPhase.FINDING);
    }

    /**
     * Stops Locust on a swarm.
     *
     * @param swarm the swarm's name; the build's only swarm if absent
     */
    public static SwarmOperation killAll(@CheckForNull String swarm) {
        return new SwarmOperation(null, null, false, swarm, OperationPhase.FINDING);
    }

    /**
     * Takes a swarm down.
     *
     * @param swarm the swarm's name; all swarms of the build if absent
     */
    public static SwarmOperation down(@CheckForNull String swarm) {
        return new SwarmOperation(null, null, true, swarm, OperationPhase.GOING_DOWN);
    }

    /** Returns the machines to bring up, if the operation brings a swarm up. */
    public Optional<MachineSettings> machines() {
        return Optional.ofNullable(machines);
    }

    /** Returns the load to run, if the operation runs one. */
    public Optional<LoadSettings> load() {
        return Optional.ofNullable(load);
    }

    /** Whether machines may be left if this operation is cut short. */
    boolean mayLeaveMachines() {
        return takesDown || machines != null;
    }

    /** Returns how often the operation's state has changed. */
    public synchronized long changes() {
        return changes;
    }

    public synchronized OperationPhase phase() {
        return phase;
    }

    public boolean isDone() {
        return phase() == OperationPhase.DONE;
    }

    /** Returns the swarm's name, once it is known. */
    public synchronized Optional<String> swarm() {
        return Optional.ofNullable(swarm);
    }

    synchronized void found(String name) {
        swarm = name;
        changes++;
    }

    /**
     * Returns the name under which the build records the test, once it is known; empty for an operation without a load.
     */
    synchronized Optional<String> testName() {
        return Optional.ofNullable(testName);
    }

    synchronized void named(String name) {
        testName = name;
        changes++;
    }

    /** Returns the files of the machines, once they were copied. */
    synchronized Optional<CopiedFiles> files() {
        return Optional.ofNullable(files);
    }

    synchronized void copied(CopiedFiles copied) {
        files = copied;
        changes++;
    }

    synchronized OwnRun ownRun() {
        if (ownRun == null) {
            ownRun = OwnRun.after(earlierRun);
        }
        return ownRun;
    }

    /** Moves to the phase after this one. Does nothing if an abort has changed the phase in the meantime. */
    public synchronized void completed(OperationPhase completed) {
        if (phase == completed) {
            phase = next(completed);
            changes++;
        }
    }

    private OperationPhase next(OperationPhase completed) {
        return switch (completed) {
            case FINDING -> load == null ? OperationPhase.STOPPING : OperationPhase.STARTING;
            case PREPARING -> OperationPhase.COMING_UP;
            case COMING_UP -> load == null ? OperationPhase.DONE : OperationPhase.STARTING;
            case STARTING -> OperationPhase.RUNNING;
            case RUNNING -> load != null && load.isInteractive() ? OperationPhase.DONE : OperationPhase.COLLECTING;
            case COLLECTING -> lastPhase();
            case STOPPING, GOING_DOWN, DONE -> OperationPhase.DONE;
        };
    }

    /** A swarm that this operation brought up goes down also when the operation failed or was aborted. */
    private OperationPhase lastPhase() {
        boolean failedToComeUp = machines != null && (failure != null || aborted);
        return takesDown || failedToComeUp ? OperationPhase.GOING_DOWN : OperationPhase.DONE;
    }

    /**
     * Records that this phase failed, and moves to taking down, to stopping a run on a swarm that stays up, or to the end. Does
     * nothing if an abort has changed the phase in the meantime.
     *
     * @param message one sentence for the user
     */
    public synchronized void failed(OperationPhase at, @CheckForNull String message) {
        if (phase == at) {
            String known = message == null ? "The step failed without a message: " + this + "." : message;
            failure = failure == null || failure.equals(known) ? known : failure + "\n" + known;
            phase = afterFailure(at);
            changes++;
        }
    }

    /** A run that failed must not stay open on its swarm, which would refuse the next run. */
    private OperationPhase afterFailure(OperationPhase at) {
        if (at == OperationPhase.GOING_DOWN) {
            return OperationPhase.DONE;
        }
        boolean hasRun = at == OperationPhase.RUNNING || at == OperationPhase.COLLECTING;
        boolean ends = load != null && !load.isInteractive();
        return hasRun && ends && !takesDown ? OperationPhase.STOPPING : lastPhase();
    }

    /**
     * Aborts the operation. An {@linkplain OperationPhase#isAbortable abortable} phase is left: after starting or
     * running, the results are collected; after any other, what the operation brought up is taken down. A phase that is
     * not abortable is completed, and the phase after it follows.
     *
     * @return whether the phase in progress is to be interrupted
     */
    public synchronized boolean abort() {
        aborted = true;
        changes++;
        if (!phase.isAbortable()) {
            return false;
        }
        boolean hasRun = phase == OperationPhase.STARTING || phase == OperationPhase.RUNNING;
        phase = hasRun ? OperationPhase.COLLECTING : lastPhase();
        return true;
    }

    public synchronized boolean isAborted() {
        return aborted;
    }

    /** Returns the step's return value, if the operation has one. */
    @CheckForNull
    public synchronized LinkedHashMap<String, Object> result() {
        return result;
    }

    synchronized void result(LinkedHashMap<String, Object> value) {
        result = value;
        changes++;
    }

    /** Returns the verdict of the run, once it was judged. */
    @CheckForNull
    public synchronized Verdict verdict() {
        return verdict;
    }

    synchronized void judged(Verdict judged, String text) {
        verdict = judged;
        verdictText = text;
        changes++;
    }

    /** Returns the verdict and its reason, for the build's error; empty before the run was judged. */
    public synchronized String verdictText() {
        return verdictText;
    }

    /** Returns what failed, in sentences for the user, if anything did. */
    public synchronized Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** Describes the phase in progress for the user. */
    @Override
    public synchronized String toString() {
        return phase.description() + (swarm == null ? "" : ", swarm " + swarm);
    }
}
