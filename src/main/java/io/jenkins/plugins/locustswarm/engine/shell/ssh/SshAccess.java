package io.jenkins.plugins.locustswarm.engine.shell.ssh;

import java.time.Duration;
import java.util.Objects;

/**
 * Login and timeouts for SSH connections.
 *
 * @param user the login user
 * @param key the user's private key
 * @param trust the host keys to trust
 * @param connectTime timeout for each of TCP connection, key exchange and login
 * @param keepAlive interval of keep-alive requests on a quiet connection; four without an answer end it
 */
public record SshAccess(String user, SshKey key, HostTrust trust, Duration connectTime, Duration keepAlive) {

    public SshAccess {
        Objects.requireNonNull(user);
        Objects.requireNonNull(key);
        Objects.requireNonNull(trust);
    }

    /** Returns access settings with 15 s for each step of connecting and for the keep-alive interval. */
    public static SshAccess of(String user, SshKey key, HostTrust trust) {
        return new SshAccess(user, key, trust, Duration.ofSeconds(15), Duration.ofSeconds(15));
    }

    /** Returns the same access with other timeouts. */
    public SshAccess timeouts(Duration connect, Duration keepAliveInterval) {
        return new SshAccess(user, key, trust, connect, keepAliveInterval);
    }
}
