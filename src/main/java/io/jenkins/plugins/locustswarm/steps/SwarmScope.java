package io.jenkins.plugins.locustswarm.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;

/** The swarm of a {@code withLocustSwarm} block, for the steps in the block. */
public final class SwarmScope implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String swarm;

    SwarmScope(String swarm) {
        this.swarm = swarm;
    }

    /** Returns the swarm's name. */
    public String swarm() {
        return swarm;
    }

    /**
     * Returns the name that a step was given, or else the name of the block's swarm, if the step is in a block.
     *
     * @param named the name that the step was given; may be blank
     */
    @CheckForNull
    static String nameFor(@CheckForNull String named, @CheckForNull SwarmScope scope) {
        if (named != null && !named.isBlank()) {
            return named.strip();
        }
        return scope == null ? null : scope.swarm();
    }
}
