package io.jenkins.plugins.locustswarm.steps.operation;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import io.jenkins.plugins.locustswarm.steps.form.MachineSettings;
import io.jenkins.plugins.locustswarm.swarms.SwarmWork;
import java.io.Serializable;
import java.util.LinkedHashMap;

/**
 * What is to be done to a swarm for a build, and how far that is. A Pipeline keeps it, so that it goes on after a
 * restart of Jenkins; every phase can be repeated. It holds no secret that is readable. Safe for use by several threads.
 */
public final class SwarmOperation implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What is to be done next. */
    public enum Phase {
        /** Find out which swarm it is about. */
        FINDING("looking for the swarm", true, SwarmWork.RUN),
        /** Write the swarm down and copy the bootstrap directory. */
        PREPARING("copying the bootstrap directory", true, SwarmWork.BRING_UP),
        COMING_UP("bringing the swarm up", true, SwarmWork.BRING_UP),
        STARTING("starting Locust", true, SwarmWork.RUN),
        RUNNING("running the load", true, SwarmWork.RUN),
        COLLECTING("collecting the results", false, SwarmWork.RUN),
        STOPPING("stopping Locust", true, SwarmWork.RUN),
        GOING_DOWN("taking the swarm down", false, SwarmWork.TEARDOWN),
        DONE("done", false, SwarmWork.RUN);

        private final String words;
        private final boolean abortable;
        private final SwarmWork work;

        Phase(String words, boolean abortable, SwarmWork work) {
            this.words = words;
            this.abortable = abortable;
            this.work = work;
        }

        /** Which threads go through it. */
        public SwarmWork work() {
            return work;
        }

        /** Whether somebody who asks for the end need not wait for the end of the phase. */
        public boolean isAbortable() {
            return abortable;
        }
    }

    private final MachineSettings machines;
    private final LoadSettings load;
    private final boolean takesDown;
    private String swarm;
    private Phase phase;
    private String earlierRun;
    private String failure;
    private boolean aborted;
    private Verdict verdict;
    private LinkedHashMap<String, Object> result;
    private long changes;

    private SwarmOperation(MachineSettings machines, LoadSettings load, boolean takesDown, String swarm, Phase phase) {
        this.machines = machines;
        this.load = load;
        this.takesDown = takesDown;
        this.swarm = swarm;
        this.phase = phase;
    }

    /**
     * Up, run, down.
     *
     * @throws BadInputException when the run has no end
     */
    public static SwarmOperation whole(String newSwarm, MachineSettings machines, LoadSettings load) {
        if (load.isInteractive()) {
            throw new BadInputException("Without a run time the load would never end, and the swarm never go down:"
                    + " give one (runTime), or bring a swarm up first and run on that.");
        }
        return new SwarmOperation(machines, load, true, newSwarm, Phase.PREPARING);
    }

    /** Up. */
    public static SwarmOperation up(String newSwarm, MachineSettings machines) {
        return new SwarmOperation(machines, null, false, newSwarm, Phase.PREPARING);
    }

    /** A run on a swarm that is up. */
    public static SwarmOperation run(String swarm, LoadSettings load) {
        return new SwarmOperation(null, load, false, swarm, Phase.FINDING);
    }

    /** Locust is stopped, whatever runs. */
    public static SwarmOperation killAll(String swarm) {
        return new SwarmOperation(null, null, false, swarm, Phase.FINDING);
    }

    /** Down. */
    public static SwarmOperation down(String swarm) {
        return new SwarmOperation(null, null, true, swarm, Phase.GOING_DOWN);
    }

    /** Null when nothing is brought up. */
    public MachineSettings machines() {
        return machines;
    }

    /** Null when nothing is run. */
    public LoadSettings load() {
        return load;
    }

    /** Whether the swarm goes down at the end, whatever happens. */
    boolean takesDown() {
        return takesDown;
    }

    /** Whether machines may be left when this operation is cut short. */
    boolean mayLeaveMachines() {
        return takesDown || machines != null;
    }

    /** How many times anything that is kept has changed. */
    public synchronized long changes() {
        return changes;
    }

    public synchronized Phase phase() {
        return phase;
    }

    public boolean isDone() {
        return phase() == Phase.DONE;
    }

    /** Null until it is found. */
    public synchronized String swarm() {
        return swarm;
    }

    /** The swarm is this one. */
    synchronized void found(String name) {
        swarm = name;
        changes++;
    }

    /** The id of the swarm's newest run before this operation's own; empty when there was none. */
    synchronized String earlierRun() {
        return earlierRun;
    }

    synchronized void runBefore(String id) {
        earlierRun = id;
        changes++;
    }

    /** That phase has been gone through; nothing happens when somebody has decided otherwise meanwhile. */
    public synchronized void ended(Phase ended) {
        if (phase == ended) {
            phase = afterwards(ended);
            changes++;
        }
    }

    private Phase afterwards(Phase ended) {
        return switch (ended) {
            case FINDING -> load == null ? Phase.STOPPING : Phase.STARTING;
            case PREPARING -> Phase.COMING_UP;
            case COMING_UP -> load == null ? Phase.DONE : Phase.STARTING;
            case STARTING -> Phase.RUNNING;
            case RUNNING -> load.isInteractive() ? Phase.DONE : Phase.COLLECTING;
            case COLLECTING -> ending();
            case STOPPING, GOING_DOWN, DONE -> Phase.DONE;
        };
    }

    /** What was brought up for this goes down also when it failed. */
    private Phase ending() {
        boolean failedToComeUp = machines != null && (failure != null || aborted);
        return takesDown || failedToComeUp ? Phase.GOING_DOWN : Phase.DONE;
    }

    /** That phase could not be gone through; nothing happens when somebody has decided otherwise meanwhile. */
    public synchronized void failed(Phase at, String sentence) {
        if (phase == at) {
            String said = sentence == null ? "Something failed and did not say why: " + this + "." : sentence;
            failure = failure == null ? said : failure + "\n" + said;
            phase = at == Phase.GOING_DOWN ? Phase.DONE : ending();
            changes++;
        }
    }

    /**
     * Asks for the end: what there is of a run is collected, and what was brought up goes down.
     *
     * @return whether the phase that is being gone through is to be cut short
     */
    public synchronized boolean abort() {
        aborted = true;
        changes++;
        if (!phase.abortable) {
            return false;
        }
        boolean runs = phase == Phase.STARTING || phase == Phase.RUNNING;
        phase = runs ? Phase.COLLECTING : ending();
        return true;
    }

    public synchronized boolean isAborted() {
        return aborted;
    }

    /** What a script gets; null when it gets nothing. */
    public synchronized LinkedHashMap<String, Object> result() {
        return result;
    }

    synchronized void results(LinkedHashMap<String, Object> numbers) {
        result = numbers;
        changes++;
    }

    /** What the run is worth; null before there was one. */
    public synchronized Verdict verdict() {
        return verdict;
    }

    synchronized void judged(Verdict worth) {
        verdict = worth;
        changes++;
    }

    /** Sentences for the person who asked; null when nothing went wrong. */
    public synchronized String failure() {
        return failure;
    }

    /** What a run that is not fine is worth, for people. */
    public synchronized String sentence() {
        return "The load test " + load.test() + " is " + (verdict == Verdict.FAILED ? "failed" : "unstable")
                + ": its health and gates are above.";
    }

    /** What is being done, for people. */
    @Override
    public synchronized String toString() {
        return phase.words + (swarm == null ? "" : ", swarm " + swarm);
    }
}
