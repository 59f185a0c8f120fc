package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import java.time.Duration;
import java.util.Objects;

/**
 * How to log in to machines and how patient to be.
 *
 * @param user the login user
 * @param key that logs in
 * @param trust which host keys are believed
 * @param connectTime the longest for each of: TCP connection, key exchange, login
 * @param keepAlive between two signs of life that a quiet connection asks for; four missed ones end it
 */
public record SshAccess(String user, SshKey key, HostTrust trust, Duration connectTime, Duration keepAlive) {

    public SshAccess {
        Objects.requireNonNull(user);
        Objects.requireNonNull(key);
        Objects.requireNonNull(trust);
    }

    /** With 15 s for each step of connecting, and a sign of life each 15 s. */
    public static SshAccess of(String user, SshKey key, HostTrust trust) {
        return new SshAccess(user, key, trust, Duration.ofSeconds(15), Duration.ofSeconds(15));
    }

    /** The same with another patience. */
    public SshAccess patience(Duration connect, Duration signOfLife) {
        return new SshAccess(user, key, trust, connect, signOfLife);
    }
}
