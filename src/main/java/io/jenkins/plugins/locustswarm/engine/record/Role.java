package io.jenkins.plugins.locustswarm.engine.record;

/** The role of a machine in a swarm. */
public enum Role {
    /** Controls the workers and collects their statistics; generates no load. */
    MASTER,
    /** Generates the load. */
    WORKER
}
