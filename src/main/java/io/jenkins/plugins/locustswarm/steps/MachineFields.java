package io.jenkins.plugins.locustswarm.steps;

import java.util.List;

/** What a form or a Pipeline says of a swarm's machines. */
interface MachineFields {

    /** How many slaves. */
    String getSlaves();

    /** How many of them are enough to go on; empty for all. */
    String getMinSlaves();

    /** The swarm profile. */
    String getProfile();

    /** The bootstrap directory, below the workspace. */
    String getBootstrapDir();

    /** The user's own tags, for machines that can have them. */
    List<NamedValue> getTags();
}
