package io.jenkins.plugins.locustswarm.swarms;

import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;

/** How far a swarm is that its build has left, in words. */
public final class AbandonedSwarm {

    private final SwarmRecord record;

    public AbandonedSwarm(SwarmRecord record) {
        this.record = record;
    }

    /** Whether there is anything to take down; of the others only a record is left. */
    public boolean hasResources() {
        return SwarmTeardown.hasResources(record);
    }

    /** Such as "Swarm load-1 is still up". */
    @Override
    public String toString() {
        String state =
                switch (record.phase()) {
                    case COMING_UP -> hasResources() ? " has not come up completely" : " never came up";
                    case UP -> " is still up";
                    case GOING_DOWN, DOWN -> " is not down yet";
                };
        return "Swarm " + record.name() + state;
    }
}
