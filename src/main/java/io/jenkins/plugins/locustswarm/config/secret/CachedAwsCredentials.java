package io.jenkins.plugins.locustswarm.config.secret;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.Secret;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Caches the sessions of AWS credentials with a role, which would request a new session each time they are resolved,
 * and renews them before they expire.
 */
final class CachedAwsCredentials implements AwsCredentialsProvider {

    /** Less than the shortest session of a role, 15 minutes (AWS STS API Reference, AssumeRole, DurationSeconds). */
    private static final Duration SESSION = Duration.ofMinutes(10);

    private final String id;
    private final AwsCredentialsProvider source;
    private final Clock clock;
    private @CheckForNull AwsCredentials known;
    private Instant until = Instant.MIN;

    /** @param id the id of the credentials, for messages */
    CachedAwsCredentials(String id, AwsCredentialsProvider source) {
        this(id, source, Clock.systemUTC());
    }

    CachedAwsCredentials(String id, AwsCredentialsProvider source, Clock clock) {
        this.id = id;
        this.source = source;
        this.clock = clock;
    }

    /**
     * Rejects credentials without keys, which the aws-credentials plugin treats as the controller's own identity: without
     * a role they resolve to null; with a role, the SDK's default credentials assume it
     * (AWSCredentialsImpl.resolveCredentials).
     *
     * @throws BadInputException if there are no keys
     */
    void requireKeys() {
        if (source instanceof AWSCredentialsImpl keys
                && (isBlank(keys.getAccessKey()) || isBlank(Secret.toString(keys.getSecretKey())))) {
            throw noKeys();
        }
    }

    private static boolean isBlank(@CheckForNull String text) {
        return text == null || text.isBlank();
    }

    private BadInputException noKeys() {
        return new BadInputException("The AWS credentials with the id \"" + id + "\" have no access key and secret key,"
                + " and there is no fallback: add the keys, or set useControllerCredentials in the swarm profile, with"
                + " roleArn if a role is to be assumed.");
    }

    /** @throws BadInputException if the credentials have no keys */
    @Override
    public synchronized AwsCredentials resolveCredentials() {
        if (!clock.instant().isBefore(until)) {
            requireKeys();
            known = source.resolveCredentials();
            if (known == null) {
                throw noKeys();
            }
            until = known instanceof AwsSessionCredentials ? clock.instant().plus(SESSION) : Instant.MIN;
        }
        return known;
    }
}
