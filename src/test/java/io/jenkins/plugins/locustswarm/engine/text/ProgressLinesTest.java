package io.jenkins.plugins.locustswarm.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {

    private static final Duration RUN_TIME = Duration.ofSeconds(6);

    private final List<String> said = new ArrayList<>();
    private final ProgressLines lines = new ProgressLines(said::add, Duration.ofHours(1));

    private static RunProgress with(int users) {
        return new RunProgress(Duration.ofSeconds(4), RUN_TIME, users, 2, 30.0, 10, 0, 2, 2);
    }

    @Test
    void theFirstUsersAreToldAtOnceAndLaterOnesInTurn() {
        lines.running(RunProgress.waiting(RUN_TIME, 0, 2));
        lines.running(RunProgress.begun(Duration.ofSeconds(3), RUN_TIME, 2));
        lines.running(with(4));
        lines.running(with(5));

        assertThat(said).hasSize(2);
        assertThat(said.get(0)).contains("0 of 2 worker processes are ready");
        assertThat(said.get(1)).contains("4 s of 6 s: 4 users, ");
    }

    @Test
    void theFirstUsersOfTheNextRunAreToldAtOnceToo() {
        lines.running(with(4));
        lines.running(RunProgress.waiting(RUN_TIME, 2, 2));
        lines.running(with(7));

        assertThat(said).hasSize(2);
        assertThat(said.get(1)).contains("7 users, ");
    }
}
