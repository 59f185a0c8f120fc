package io.jenkins.plugins.locustswarm.config.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

class CachedAwsCredentialsTest {

    private static final class MovableClock extends Clock {
        private Instant now = Instant.parse("2026-11-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final MovableClock clock = new MovableClock();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void aRoleIsAssumedAgainBeforeItsSessionCanEnd() {
        CachedAwsCredentials cached = new CachedAwsCredentials(
                "load-aws",
                () -> AwsSessionCredentials.create("AKIA" + asked.incrementAndGet(), "secret", "token"),
                clock);

        assertThat(cached.resolveCredentials().accessKeyId()).isEqualTo("AKIA1");
        clock.now = clock.now.plus(Duration.ofMinutes(9));
        assertThat(cached.resolveCredentials().accessKeyId()).isEqualTo("AKIA1");
        clock.now = clock.now.plus(Duration.ofMinutes(2));
        assertThat(cached.resolveCredentials().accessKeyId()).isEqualTo("AKIA2");
    }

    @Test
    void changedKeysAreUsedAtOnce() {
        CachedAwsCredentials cached = new CachedAwsCredentials(
                "load-aws", () -> AwsBasicCredentials.create("AKIA" + asked.incrementAndGet(), "secret"), clock);

        assertThat(cached.resolveCredentials().accessKeyId()).isEqualTo("AKIA1");
        assertThat(cached.resolveCredentials().accessKeyId()).isEqualTo("AKIA2");
    }

    @Test
    void emptyCredentialsAreNotReplacedByTheControllersOwn() {
        CachedAwsCredentials cached = new CachedAwsCredentials("load-aws", () -> null, clock);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(cached::resolveCredentials)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("The AWS credentials with the id \"load-aws\" have no access key")
                    .hasMessageContaining("useControllerCredentials");
        }
    }
}
