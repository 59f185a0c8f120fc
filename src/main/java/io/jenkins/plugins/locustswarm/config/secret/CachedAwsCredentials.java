package io.jenkins.plugins.locustswarm.config.secret;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * Credentials of Jenkins', asked for anew before they expire. Those with a role ask AWS for a session each time they
 * are asked, and say nothing, not even no, when they hold no keys: they stand for what the controller itself has.
 */
final class CachedAwsCredentials implements AwsCredentialsProvider {

    /** The shortest session of a role is 15 minutes (STS's API reference, AssumeRole, DurationSeconds). */
    private static final Duration SESSION = Duration.ofMinutes(10);

    private final AwsCredentialsProvider source;
    private final Clock clock;
    private AwsCredentials known;
    private Instant until = Instant.MIN;

    CachedAwsCredentials(AwsCredentialsProvider source) {
        this(source, Clock.systemUTC());
    }

    CachedAwsCredentials(AwsCredentialsProvider source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public synchronized AwsCredentials resolveCredentials() {
        if (!clock.instant().isBefore(until)) {
            AwsCredentials found = source.resolveCredentials();
            known = found == null ? ofController() : found;
            until = known instanceof AwsSessionCredentials ? clock.instant().plus(SESSION) : Instant.MIN;
        }
        return known;
    }

    private static AwsCredentials ofController() {
        try (DefaultCredentialsProvider chain =
                DefaultCredentialsProvider.builder().build()) {
            return chain.resolveCredentials();
        }
    }
}
