package io.jenkins.plugins.locustswarm.engine.record;

/** What a machine does in the swarm. */
public enum Role {
    /** Tells the workers what to do and keeps the numbers; makes no load itself. */
    MASTER,
    /** Makes the load. */
    WORKER
}
