package io.jenkins.plugins.locustswarm.swarms;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The kinds of work on a swarm. Each kind has threads of its own, so that bring-ups that hang do not prevent status checks,
 * lease extensions and teardowns of other swarms.
 */
@Restricted(NoExternalUse.class)
public enum SwarmWork {
    /** Copying files from the workspace, and bringing the swarm up. */
    BRING_UP(32),
    /** Operations on a swarm that is up. */
    RUN(32),
    /** Taking swarms down, and removing what EC2 still has of them or of images. */
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
