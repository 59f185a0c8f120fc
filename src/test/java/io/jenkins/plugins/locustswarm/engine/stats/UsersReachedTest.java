package io.jenkins.plugins.locustswarm.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsersReachedTest {

    @Test
    void theUsersOfTheFirstSecondAreStartedWithinASecond() {
        assertThat(new UsersReached(10, 0).startedPerSecond()).isEqualTo(10);
        assertThat(new UsersReached(20, 1).startedPerSecond())
                .as("10 at once, 10 more")
                .isEqualTo(10);
    }
}
