package io.jenkins.plugins.locustswarm.engine.machine.ec2.key;

/**
 * The key pairs of a swarm.
 *
 * @param client logs in to the machines
 * @param host the host key of all machines
 */
public record SwarmKeys(Ed25519Key client, Ed25519Key host) {

    public static SwarmKeys make() {
        return new SwarmKeys(Ed25519Key.make(), Ed25519Key.make());
    }
}
