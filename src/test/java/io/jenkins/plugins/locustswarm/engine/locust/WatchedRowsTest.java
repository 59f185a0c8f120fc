package io.jenkins.plugins.locustswarm.engine.locust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import io.jenkins.plugins.locustswarm.engine.stop.StopCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of a history that the script run.sh reads for stop conditions, with the real script. */
class WatchedRowsTest {

    private static final String HEADER = "Timestamp,User Count,Type,Name,Requests/s,Total Request Count\r\n";

    @TempDir
    private Path folder;

    private MachineRecord machine;
    private Path history;

    @BeforeEach
    void makeRun() throws IOException {
        machine = MachineRecord.asked(Role.MASTER, 0)
                .withAddresses("127.0.0.1", "127.0.0.1", null)
                .withFolders(folder.toString(), folder.toString());
        Path run = Files.createDirectories(Path.of(machine.runFolder("1")));
        Files.writeString(run.resolve("began"), "1000\n");
        history = run.resolve("locust_stats_history.csv");
    }

    private List<String> rows(String... conditions) throws InterruptedException {
        return new LocustOnMachine(run(conditions), machine, new LocalShell("master"))
                .state()
                .watchedRows();
    }

    private static RunRecord run(String... conditions) {
        return new RunRecord(
                "1",
                Load.of("any.py")
                        .runTime(Duration.ofMinutes(1))
                        .stopWhen(
                                Stream.of(conditions).map(StopCondition::parse).toList())
                        .build(),
                120,
                1,
                5557,
                null,
                null,
                Instant.EPOCH,
                RunRecord.Phase.STARTED,
                null,
                null,
                null);
    }

    /** Writes rows of four names for each of these seconds. */
    private void write(int from, int to, String end) throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int second = from; second < to; second++) {
            for (String name : List.of("GET,/cart", "GET,/cart/42", "POST,\"/order, \"\"quick\"\"\"", ",Aggregated")) {
                text.append(second).append(",5,").append(name).append(",1.0,7\r\n");
            }
        }
        Files.writeString(history, text + end, UTF_8);
    }

    @Test
    void onlyTheRowsOfTheNeededTimeAndNamesAreRead() throws Exception {
        write(1000, 1200, "");
        assertThat(rows("failures > 50% for 30s"))
                .hasSize(30 + 15 + 1)
                .startsWith("1154,5,,Aggregated,1.0,7")
                .endsWith("1199,5,,Aggregated,1.0,7");
        assertThat(rows("GET /cart failures > 50% for 30s")).hasSize(46).allMatch(row -> row.contains(",GET,/cart,"));
        assertThat(rows("/order, \"quick\" failures > 50% for 30s", "failures > 50% for 10s"))
                .hasSize(92)
                .contains("1199,5,POST,\"/order, \"\"quick\"\"\",1.0,7", "1199,5,,Aggregated,1.0,7");
    }

    @Test
    void rowsOfALongTimeAreFiveSecondsApart() throws Exception {
        write(1000, 5000, "");
        assertThat(rows("failures > 50% for 10m"))
                .hasSize((600 + 15) / 5 + 1)
                .endsWith("4994,5,,Aggregated,1.0,7", "4999,5,,Aggregated,1.0,7");
    }

    @Test
    void rowsThatDoNotFitAreLeftOutForWholeTypes() throws Exception {
        StringBuilder text = new StringBuilder(HEADER);
        String figures = ",1.0" + "0".repeat(130) + ",7\r\n";
        for (int second = 1000; second < 5000; second++) {
            for (String name : List.of("A,/a", "B,/a", "C,/a", "D,/b", "E,/b", "F,/b", "G,/b", ",Aggregated")) {
                text.append(second).append(",5,").append(name).append(figures);
            }
        }
        Files.writeString(history, text);
        Map<String, Long> rows = rows("/a p95 > 5000 for 1h", "/b p95 > 5000 for 1h", "rps < 1 for 30s").stream()
                .collect(Collectors.groupingBy(row -> row.split(",")[2], Collectors.counting()));
        assertThat(rows).containsKey("").hasSizeBetween(6, 7);
        assertThat(rows.values()).containsOnly((3600L + 15) / 5 + 1);
    }

    @Test
    void aRowThatIsBeingWrittenIsLeftOut() throws Exception {
        write(1000, 1100, "1100,5,,Aggregated,1.0");
        assertThat(rows("failures > 50% for 30s")).endsWith("1099,5,,Aggregated,1.0,7");
    }

    @Test
    void aShortHistoryIsReadWithoutItsFirstRows() throws Exception {
        write(1000, 1003, "");
        assertThat(rows("failures > 50% for 30s"))
                .containsExactly("1000,5,,Aggregated,1.0,7", "1001,5,,Aggregated,1.0,7", "1002,5,,Aggregated,1.0,7");
        Files.writeString(history, HEADER);
        assertThat(rows("failures > 50% for 30s")).isEmpty();
    }

    @Test
    void withoutConditionsNothingIsRead() throws Exception {
        write(1000, 1100, "");
        assertThat(rows()).isEmpty();
    }

    @Test
    void aMachineThatCannotReadAHistoryBackwardsTakesNoConditions() throws IOException {
        Path tac = Files.createDirectories(folder.resolve("bin")).resolve("tac");
        Files.writeString(tac, "#!/bin/sh\n[ \"$1\" != -b ]\n");
        assertThat(tac.toFile().setExecutable(true)).isTrue();
        LocustOnMachine master = new LocustOnMachine(
                run("failures > 50% for 30s"),
                machine,
                new PrefixedShell(List.of("env", "PATH=" + tac.getParent() + ":" + System.getenv("PATH"))));
        assertThatThrownBy(() -> master.start(
                        RunPlan.of("any.py").build(),
                        new LocustOnMachine.Launch(List.of(), 60L, Duration.ofMinutes(1), List.of())))
                .isInstanceOf(BringUpException.class)
                .hasMessageContaining("Stop conditions need awk and the tac of GNU coreutils on master: install them");
    }
}
