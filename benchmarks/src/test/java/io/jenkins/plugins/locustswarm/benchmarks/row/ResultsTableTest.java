package io.jenkins.plugins.locustswarm.benchmarks.row;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTableTest {

    private static final Row UPLOAD = Row.ratio(
                    Topic.UPLOAD,
                    "5 MB",
                    "rsync",
                    Goal.atMost(0.7),
                    "s",
                    new Rounds(List.of(1.0, 2.0, 3.0), List.of(2.0, 2.0, 4.0)))
            .version("rsync", "3.2.7");
    private static final Row CALLS =
            Row.figure(Topic.API_CALLS, "a swarm of 100", "", Goal.atMost(25), "calls", List.of(26.0));

    @Test
    void aRatioIsTakenRoundByRound() {
        assertThat(UPLOAD.judged().values()).containsExactly(0.5, 1.0, 0.75);
    }

    @Test
    void aMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(new Figures(List.of(9.0, 1.0, 3.0, 2.0)).median()).isEqualTo(2.5);
    }

    @Test
    void whoIsFirstAlternates() throws Exception {
        List<String> turns = new ArrayList<>();
        Deque<Double> clock = new ArrayDeque<>(List.of(1.0, 2.0, 3.0, 4.0));
        Rounds rounds = Rounds.alternating(
                2,
                () -> {
                    turns.add("ours");
                    return clock.pop();
                },
                () -> {
                    turns.add("theirs");
                    return clock.pop();
                });
        assertThat(turns).containsExactly("ours", "theirs", "theirs", "ours");
        assertThat(rounds).isEqualTo(new Rounds(List.of(1.0, 4.0), List.of(2.0, 3.0)));
    }

    @Test
    void theTableSaysMedianSpreadBothSidesAndVerdict() {
        assertThat(new ResultsTable(List.of(UPLOAD, CALLS)).markdown())
                .contains("| 5 MB | rsync | at most 0.7 | 0.75 | 0.5–1 | 2 s | 2 s | **missed** |\n")
                .contains("| a swarm of 100 |  | at most 25 calls | 26 calls |  |  |  | **missed** |\n");
        assertThat(new ResultsTable(List.of(UPLOAD)).versions()).isEqualTo("- rsync 3.2.7");
    }

    @Test
    void aNoteThatRowsShareIsPrintedOnce() {
        Row noted = UPLOAD.noted("Both over OpenSSH.");
        assertThat(new ResultsTable(List.of(noted, CALLS, noted)).markdown())
                .contains("| 5 MB (1) |")
                .endsWith("\n\n1. Both over OpenSSH.\n");
    }

    @Test
    void figuresAreAsLongAsTheyCount() {
        assertThat(List.of(
                        Figures.text(0.12345),
                        Figures.text(12.345),
                        Figures.text(123.45),
                        Figures.text(1_234_567.8),
                        Figures.text(0)))
                .containsExactly("0.123", "12.3", "123", "1234568", "0");
    }

    @Test
    void rowsComeBackFromTheirFilesInTheOrderOfTheTopics(@TempDir Path folder) throws IOException {
        RowFiles files = new RowFiles(folder);
        files.write(Topic.API_CALLS, List.of(CALLS));
        files.write(Topic.UPLOAD, List.of(UPLOAD));
        assertThat(files.read()).containsExactly(UPLOAD, CALLS);
    }
}
