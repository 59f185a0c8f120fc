package io.jenkins.plugins.locustswarm.engine.machine.ec2.key;

import java.util.Optional;

/** Keeps the private keys of swarms during their life, apart from the records. */
public interface KeyVault {

    /**
     * Saves the keys, which survive a crash once this method has returned.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BringUpException if they cannot be written
     */
    void save(String swarm, SwarmKeys keys);

    /**
     * Returns the keys of a swarm; empty if they are not in this vault.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if they cannot be read
     */
    Optional<SwarmKeys> load(String swarm);

    /** Deletes the keys of a swarm, if they are in this vault. */
    void delete(String swarm);
}
