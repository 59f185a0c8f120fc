package io.jenkins.plugins.locustswarm.steps.operation;

import io.jenkins.plugins.locustswarm.swarms.SwarmWork;

/** The phases of operations; each operation goes through some of them. Every phase can be repeated. */
public enum OperationPhase {
    /** Finds the swarm to work on. */
    FINDING("looking for the swarm", true, SwarmWork.RUN),
    /** Records the swarm and copies the files that its machines get. */
    PREPARING("copying the files of the machines", true, SwarmWork.BRING_UP),
    COMING_UP("bringing the swarm up", true, SwarmWork.BRING_UP),
    STARTING("starting Locust", true, SwarmWork.RUN),
    RUNNING("running the load", true, SwarmWork.RUN),
    COLLECTING("collecting the results", false, SwarmWork.RUN),
    STOPPING("stopping Locust", true, SwarmWork.RUN),
    GOING_DOWN("taking the swarm down", false, SwarmWork.TEARDOWN),
    DONE("done", false, SwarmWork.RUN);

    private final String description;
    private final boolean abortable;
    private final SwarmWork work;

    OperationPhase(String description, boolean abortable, SwarmWork work) {
        this.description = description;
        this.abortable = abortable;
        this.work = work;
    }

    /** Describes the phase for the user. */
    String description() {
        return description;
    }

    /** Returns which threads do the phase's work. */
    public SwarmWork work() {
        return work;
    }

    /** Whether an abort interrupts the phase. Collecting and taking down are completed instead. */
    public boolean isAbortable() {
        return abortable;
    }
}
