package io.jenkins.plugins.locustswarm.config.secret;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import hudson.util.Secret;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * AWS credentials of Jenkins, asked for again before they expire. Those with a role ask AWS for a new session each time
 * they are resolved.
 */
final class CachedAwsCredentials implements AwsCredentialsProvider {

    /** The shortest session of a role is 15 minutes (STS's API reference, AssumeRole, DurationSeconds). */
    private static final Duration SESSION = Duration.ofMinutes(10);

    private final String id;
    private final AwsCredentialsProvider source;
    private final Clock clock;
    private AwsCredentials known;
    private Instant until = Instant.MIN;

    /** @param id the credentials' id, for messages */
    CachedAwsCredentials(String id, AwsCredentialsProvider source) {
        this(id, source, Clock.systemUTC());
    }

    CachedAwsCredentials(String id, AwsCredentialsProvider source, Clock clock) {
        this.id = id;
        this.source = source;
        this.clock = clock;
    }

    /**
     * Refuses credentials without keys. The aws-credentials plugin lets them stand for the controller's own identity:
     * without a role they resolve to null, and with one the role is assumed by the SDK's default credentials
     * (AWSCredentialsImpl.resolveCredentials).
     *
     * @throws BadInputException when they have none
     */
    void requireKeys() {
        if (source instanceof AWSCredentialsImpl keys
                && (isBlank(keys.getAccessKey()) || isBlank(Secret.toString(keys.getSecretKey())))) {
            throw noKeys();
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private BadInputException noKeys() {
        return new BadInputException("The AWS credentials with the id \"" + id + "\" have no access key and secret key,"
                + " and nothing else is taken in their place: give them keys, or choose useControllerCredentials in the"
                + " swarm profile, with its roleArn where a role is to be assumed.");
    }

    /** @throws BadInputException when the credentials have no keys */
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
