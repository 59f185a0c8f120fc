package io.jenkins.plugins.locustswarm.swarms;

import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Describes the state of a swarm whose build has ended. */
@Restricted(NoExternalUse.class)
public final class AbandonedSwarm {

    private final SwarmRecord record;

    public AbandonedSwarm(SwarmRecord record) {
        this.record = record;
    }

    /** Returns whether there is anything to take down besides the record. */
    public boolean hasResources() {
        return SwarmTeardown.hasResources(record);
    }

    /** Returns a sentence without a full stop, such as "Swarm load-1 is still up". */
    @Override
    public String toString() {
        String state =
                switch (record.phase()) {
                    case COMING_UP -> hasResources() ? " did not come up completely" : " never came up";
                    case UP -> " is still up";
                    case GOING_DOWN, DOWN -> " is not down yet";
                };
        return "Swarm " + record.name() + state;
    }
}
