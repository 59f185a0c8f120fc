package io.jenkins.plugins.locustswarm.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.HoldingChange;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class HoldingChangeTextTest {

    private static HoldingChange change(
            String metric, String type, String name, double before, double after, @CheckForNull Double size) {
        return new HoldingChange(metric, type, name, "#20", before, after, size, true, 1e-9);
    }

    private static final HoldingChange SLOWER = change("p95", "", "Aggregated", 210, 250, 0.19);

    @Test
    void aChangeIsOneLine() {
        assertThat(HoldingChangeText.of(SLOWER)).isEqualTo("p95 +19 %, worse, since #20 (210 ms before, 250 ms now)");
        assertThat(HoldingChangeText.of(change("rps", "GET", "/cart", 50, 40, -0.2)))
                .isEqualTo("GET /cart rps -20 %, worse, since #20 (50.0 /s before, 40.0 /s now)");
        assertThat(HoldingChangeText.of(change("failures", "", "Aggregated", 0, 0.04, null)))
                .isEqualTo("failures from 0, worse, since #20 (0.00 % before, 4.0 % now)");
    }

    @Test
    void aFigureOfALaterVersionIsNamedWithoutItsValues() {
        assertThat(HoldingChangeText.of(change("jitter", "", "Aggregated", 1, 2, 1.0)))
                .isEqualTo("jitter worse, since #20");
    }

    @Test
    void aNameCannotChangeTheTerminal() {
        assertThat(HoldingChangeText.of(change("p95", "GET", "/a\u001b[31m\nb", 210, 250, 0.19)))
                .startsWith("GET /a\\u001b[31m\\u000ab p95");
    }

    @Test
    void tenChangesAreShown() {
        assertThat(HoldingChangeText.lines(List.of())).isEmpty();
        assertThat(HoldingChangeText.lines(Collections.nCopies(10, SLOWER)))
                .hasSize(10)
                .allMatch(line -> line.startsWith("Changed: p95"));
        assertThat(HoldingChangeText.lines(Collections.nCopies(12, SLOWER)))
                .hasSize(11)
                .endsWith("2 less certain changes are not shown.");
    }
}
