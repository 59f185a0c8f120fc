package io.jenkins.plugins.locustswarm.engine.machine.ec2.key;

/**
 * The keys made for one swarm.
 *
 * @param client with which we log in
 * @param host with which every machine of the swarm proves who it is
 */
public record SwarmKeys(Ed25519Key client, Ed25519Key host) {

    public static SwarmKeys make() {
        return new SwarmKeys(Ed25519Key.make(), Ed25519Key.make());
    }
}
