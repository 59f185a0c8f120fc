package io.jenkins.plugins.locustswarm.cli.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import io.jenkins.plugins.locustswarm.engine.text.RunLine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {

    private static final Duration TIME = Duration.ofSeconds(20);
    private static final RunProgress MOMENT =
            new RunProgress(Duration.ofSeconds(7), TIME, 50, 123.4, 23.0, 3000, 2, 2, 2);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Terminal terminal(boolean live, Charset charset) {
        return new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), live, 100, charset);
    }

    private String said() {
        return err.toString(UTF_8);
    }

    @Test
    void aBuildLogGetsWholeLinesAndNotOneForEverySecond() {
        ProgressDisplay progress = new PlainProgress(terminal(false, UTF_8), Duration.ofHours(1));
        progress.phase("Starting.");
        progress.detail("master", "first");
        progress.detail("master", "second");
        progress.running(RunProgress.waiting(TIME, 1, 2));
        progress.running(MOMENT);
        progress.warning("Mind this.");
        assertThat(said()).isEqualTo("""
                Starting.
                  master: first
                  waiting for the load to begin: 1 of 2 worker processes are ready
                Warning: Mind this.
                """);
    }

    @Test
    void aBuildLogGetsALineOfProgress() {
        new PlainProgress(terminal(false, UTF_8), Duration.ZERO).running(MOMENT);
        assertThat(said())
                .isEqualTo("  7 s of 20 s: 50 users, 123.4 requests/s, p95 23 ms, 2 of 3000 requests failed\n");
    }

    @Test
    void aTerminalHasOneLineThatChangesWithABar() {
        try (LiveProgress progress = new LiveProgress(terminal(true, UTF_8))) {
            progress.running(MOMENT);
        }
        assertThat(said())
                .contains("\r")
                .contains("35%")
                .contains("(0:00:07")
                .contains("\u2588")
                .contains("50 users, 123/s, p95 23 ms, 2 failed, 13 s left");
        assertThat(said()).doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {59, 40, 20, 8, 1})
    void aStatusLineIsNotWiderThanTheTerminal(int width) {
        Terminal narrow =
                new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), true, width, UTF_8);
        assertThat(narrow.width()).isEqualTo(60);
        try (LiveProgress progress = new LiveProgress(narrow)) {
            progress.detail("master", "x".repeat(100));
            progress.running(MOMENT);
        }
        assertThat(said().split("\r\u001b\\[2K")).allMatch(line -> line.strip().length() < Math.max(2, width));
    }

    @Test
    void aBarOfALoadWithoutFiguresYetShowsNoZeros() {
        try (LiveProgress progress = new LiveProgress(terminal(true, UTF_8))) {
            progress.running(RunProgress.begun(Duration.ofSeconds(2), TIME, 2));
        }
        assertThat(said()).contains("10%").contains("no figures yet, 18 s left").doesNotContain("users");
    }

    @Test
    void theBarOfARunThatIsEndingIsFullAndSaysSo() {
        try (LiveProgress progress = new LiveProgress(terminal(true, UTF_8))) {
            progress.running(new RunProgress(Duration.ofSeconds(22), TIME, 0, 10, 23.0, 3000, 2, 2, 2));
        }
        assertThat(said()).contains("100%").contains("ending, 2 failed").doesNotContain("0 users", "left");
    }

    @Test
    void aTerminalThatCannotShowBlocksGetsAnotherBar() {
        try (LiveProgress progress = new LiveProgress(terminal(true, US_ASCII))) {
            progress.running(MOMENT);
        }
        assertThat(said()).contains("35% [").doesNotContain("\u2588");
    }

    @Test
    void theProgressLineIsClearedBeforeAnotherLineIsPrinted() {
        LiveProgress progress = new LiveProgress(terminal(true, UTF_8));
        progress.detail("worker-1", "Installing");
        progress.phase("Up.");
        assertThat(said()).isEqualTo("\r\u001b[2K  worker-1: Installing\r\u001b[2KUp.\n");
    }

    @Test
    void aMachineCannotRewriteTheScreen() {
        LiveProgress progress = new LiveProgress(terminal(true, UTF_8));
        progress.detail("worker-1", "\u001b[2Jgone\u0007");
        assertThat(said()).isEqualTo("\r\u001b[2K  worker-1: \\u001b[2Jgone\\u0007");
    }

    @Test
    void aRunOnTheWebPageHasNoTimeLeft() {
        LiveProgress progress = new LiveProgress(terminal(true, UTF_8));
        progress.running(new RunProgress(Duration.ofSeconds(70), null, 5, 1, null, 10, 0, 2, 2));
        assertThat(said()).contains("1 min 10 s: 5 users, 1.0 requests/s, 0 of 10 requests failed");
    }

    @Test
    void aDurationIsPrintedForPeople() {
        assertThat(RunLine.time(Duration.ZERO)).isEqualTo("0 s");
        assertThat(RunLine.time(Duration.ofSeconds(600))).isEqualTo("10 min");
        assertThat(RunLine.time(Duration.ofSeconds(605))).isEqualTo("10 min 5 s");
        assertThat(RunLine.time(Duration.ofMinutes(90).plusSeconds(5))).isEqualTo("1 h 30 min");
    }
}
