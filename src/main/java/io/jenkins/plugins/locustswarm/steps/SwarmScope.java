package io.jenkins.plugins.locustswarm.steps;

import java.io.Serializable;

/** Tells the steps inside of a {@code withLocustSwarm} block which swarm is theirs. */
public final class SwarmScope implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String swarm;

    SwarmScope(String swarm) {
        this.swarm = swarm;
    }

    /** The swarm's name. */
    public String swarm() {
        return swarm;
    }

    /** The one that was named, else the block's; null when there is neither. */
    static String orNamed(String named, SwarmScope scope) {
        if (named != null && !named.isBlank()) {
            return named.strip();
        }
        return scope == null ? null : scope.swarm();
    }
}
