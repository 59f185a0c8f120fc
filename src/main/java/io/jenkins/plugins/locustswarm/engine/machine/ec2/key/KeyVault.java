package io.jenkins.plugins.locustswarm.engine.machine.ec2.key;

import java.util.Optional;

/** Where the private keys of swarms are kept while the swarms live, apart from the records. */
public interface KeyVault {

    /**
     * Keeps the keys; when this returns they survive a crash.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BringUpException when they cannot be written
     */
    void save(String swarm, SwarmKeys keys);

    /**
     * The keys of that swarm, if they are here.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException when they cannot be read
     */
    Optional<SwarmKeys> load(String swarm);

    /** Forgets the keys of that swarm; nothing happens when they are not here. */
    void delete(String swarm);
}
