package io.jenkins.plugins.locustswarm.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {

    private static final Duration RUN_TIME = Duration.ofSeconds(60);

    private final List<String> said = new ArrayList<>();

    private static RunProgress begun(int seconds) {
        return RunProgress.begun(Duration.ofSeconds(seconds), RUN_TIME, 2);
    }

    @Test
    void missingFiguresAreNotReportedInTheFirstSeconds() {
        ProgressLines lines = new ProgressLines(said::add, Duration.ofHours(1));
        lines.running(begun(3));
        lines.running(new RunProgress(Duration.ofSeconds(4), RUN_TIME, 4, 2, 30.0, 10, 0, 2, 2));

        assertThat(said).hasSize(1);
        assertThat(said.get(0)).contains("4 s of 1 min: 4 users, ");
    }

    @Test
    void missingFiguresAreReportedLater() {
        ProgressLines lines = new ProgressLines(said::add, Duration.ZERO);
        lines.running(begun(9));
        assertThat(said).isEmpty();
        lines.running(begun(10));
        assertThat(said).hasSize(1);
        assertThat(said.get(0)).contains("10 s of 1 min: no figures yet");
    }

    @Test
    void aMasterThatWaitsForItsWorkersIsReportedAtOnce() {
        ProgressLines lines = new ProgressLines(said::add, Duration.ofHours(1));
        lines.running(RunProgress.waiting(RUN_TIME, 0, 2));
        assertThat(said).hasSize(1);
        assertThat(said.get(0)).contains("0 of 2 worker processes are ready");
    }

    @Test
    void anUnchangedStateIsReportedOnce() {
        ProgressLines lines = new ProgressLines(said::add, Duration.ZERO);
        for (int i = 0; i < 43; i++) {
            lines.running(RunProgress.waiting(RUN_TIME, 0, 2));
            lines.detail("worker-1", "waiting for a lock");
            lines.detail("worker-1", "waiting for a lock");
        }
        assertThat(said).hasSize(2);

        lines.running(RunProgress.waiting(RUN_TIME, 1, 2));
        assertThat(said).hasSize(3);
        assertThat(said.get(2)).contains("1 of 2 worker processes are ready");
    }
}
