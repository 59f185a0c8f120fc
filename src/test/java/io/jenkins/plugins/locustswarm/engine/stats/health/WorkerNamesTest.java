package io.jenkins.plugins.locustswarm.engine.stats.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerNamesTest {

    @Test
    void fiveNamesAreShownAndTheOthersCounted() {
        assertThat(WorkerNames.list(List.of("a", "b", "c", "d", "e"))).isEqualTo("a, b, c, d, e");
        assertThat(WorkerNames.list(List.of("a", "b", "c", "d", "e", "f"))).isEqualTo("a, b, c, d, e and 1 more");
    }
}
