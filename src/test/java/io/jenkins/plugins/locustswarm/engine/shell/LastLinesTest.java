package io.jenkins.plugins.locustswarm.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LastLinesTest {

    @Test
    void aProgramWithoutOutputIsReportedAsSuch() {
        assertThat(LastLines.of(List.of())).isEqualTo(" It printed nothing.");
        assertThat(LastLines.of(List.of("", " "))).isEqualTo(" It printed nothing.");
        assertThat(LastLines.of(null)).isEqualTo(" Its last lines could not be read.");
    }

    @Test
    void theLastLinesFollowOnLinesOfTheirOwn() {
        assertThat(LastLines.of(List.of("one", "two"))).isEqualTo(" Its last lines:\none\ntwo");
    }
}
