package io.jenkins.plugins.locustswarm.swarms;

/**
 * Why a swarm needs a thread. Each kind of work has threads of its own: however many swarms are being brought up and
 * hang, others are still looked at, kept alive and taken down.
 */
public enum SwarmWork {
    /** Copying files from the workspace, and everything until the swarm is up. */
    BRING_UP(32),
    /** Everything on a swarm that is up. */
    RUN(32),
    /** Taking swarms down. */
    TEARDOWN(32),
    /** Extending leases. */
    LEASE(8);

    private final int maxThreads;

    SwarmWork(int maxThreads) {
        this.maxThreads = maxThreads;
    }

    public int maxThreads() {
        return maxThreads;
    }
}
