package io.jenkins.plugins.locustswarm.engine.locust;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.shell.LocalShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the script run.sh reads for a page about a load, with the real script. */
class RunDetailsTest {

    private static final String HEADER = "Timestamp,User Count,Type,Name,Requests/s,Total Request Count\r\n";
    private static final String STATISTICS = "Type,Name,Request Count\r\n";

    @TempDir
    private Path folder;

    private MachineRecord machine;
    private Path run;

    @BeforeEach
    void makeRun() throws IOException {
        machine = MachineRecord.asked(Role.MASTER, 0)
                .withAddresses("127.0.0.1", "127.0.0.1", null)
                .withFolders(folder.toString(), folder.toString());
        run = Files.createDirectories(Path.of(machine.runFolder("1")));
        Files.writeString(run.resolve("began"), "1000\n");
    }

    private RunState state(Long since) throws InterruptedException {
        RunRecord record = new RunRecord(
                "1",
                Load.of("any.py").build(),
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
        return new LocustOnMachine(record, machine, new LocalShell("master")).state(since);
    }

    private void writeHistory(int from, int to, String end) throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int second = from; second < to; second++) {
            text.append(second).append(",5,GET,/cart,1.0,7\r\n");
            text.append(second).append(",5,,Aggregated,1.0,7\r\n");
        }
        Files.writeString(run.resolve("locust_stats_history.csv"), text + end);
    }

    @Test
    void nothingIsReadUnlessItIsAskedFor() throws Exception {
        writeHistory(1000, 1010, "");
        Files.writeString(run.resolve("master.log"), "a line\n");
        assertThat(state(null).details()).isEqualTo(RunDetails.NONE);
        assertThat(state(null).lastLine()).isEqualTo("a line");
    }

    @Test
    void aRowThatIsBeingWrittenIsNotTheNewest() throws Exception {
        writeHistory(1000, 1010, "1010,5,,Aggregated,1.0");

        RunState state = state(null);

        assertThat(state.historyHeader()).isEqualTo(HEADER.strip());
        assertThat(state.historyRow()).isEqualTo("1009,5,,Aggregated,1.0,7");
    }

    @Test
    void eachCheckBringsTheRowsThatAreNew() throws Exception {
        writeHistory(1000, 1010, "1010,5,,Aggregated,1.0");
        assertThat(state(0L).details().rows())
                .hasSize(10)
                .startsWith("1000,5,,Aggregated,1.0,7")
                .endsWith("1009,5,,Aggregated,1.0,7");
        assertThat(state(1007L).details().rows())
                .containsExactly("1008,5,,Aggregated,1.0,7", "1009,5,,Aggregated,1.0,7");
        assertThat(state(1007L).details().newestRow()).isEqualTo(1009L);
        assertThat(state(1009L).details().rows()).isEmpty();
        assertThat(state(1009L).details().newestRow()).isNull();
    }

    @Test
    void rowsOfALongLoadAreThinnedOutEvenly() throws Exception {
        writeHistory(1000, 4600, "");
        assertThat(state(0L).details().rows())
                .hasSize(400)
                .startsWith("1008,5,,Aggregated,1.0,7", "1017,5,,Aggregated,1.0,7")
                .endsWith("4599,5,,Aggregated,1.0,7");
    }

    @Test
    void theStatisticsOfManyNamesAreCut() throws Exception {
        Path statistics = run.resolve("locust_stats.csv");
        Files.writeString(statistics, STATISTICS + "GET,/cart,7\r\n,Aggregated,7\r\n");
        assertThat(state(0L).details().statistics())
                .filteredOn(line -> !line.isEmpty())
                .containsExactly("Type,Name,Request Count", "GET,/cart,7", ",Aggregated,7");
        assertThat(state(0L).details().statisticsCut()).isFalse();

        StringBuilder text = new StringBuilder(STATISTICS);
        IntStream.range(0, 10_000).forEach(i -> text.append("GET,/cart/" + i + ",7\r\n"));
        Files.writeString(statistics, text + ",Aggregated,70000\r\n");
        RunDetails details = state(0L).details();
        assertThat(details.statisticsCut()).isTrue();
        assertThat(String.join("\n", details.statistics())).hasSizeBetween(90_000, 100_000);
        assertThat(details.statistics())
                .startsWith("Type,Name,Request Count", "GET,/cart/0,7")
                .filteredOn(line -> !line.isEmpty())
                .allMatch(line ->
                        line.endsWith(",7") || line.equals("Type,Name,Request Count") || line.endsWith(",70000"))
                .endsWith(",Aggregated,70000");
    }

    @Test
    void theEndOfTheLogIsBroughtAndCannotImitateAState() throws Exception {
        StringBuilder text = new StringBuilder();
        IntStream.range(0, 100).forEach(i -> text.append("line " + i + "\n"));
        Files.writeString(run.resolve("master.log"), text + "an answer of the target:\rexit-code=0");
        RunState state = state(0L);
        assertThat(state.details().log())
                .filteredOn(line -> !line.isEmpty())
                .hasSize(40)
                .startsWith("line 61")
                .endsWith("line 99", "an answer of the target: exit-code=0");
        assertThat(state.exitCode()).isNull();
        assertThat(state.lastLine()).isEqualTo("an answer of the target: exit-code=0");
    }

    @Test
    void aNameThatLooksLikeARowIsNotTakenForTheNewest() {
        RunDetails details = new RunDetails(
                List.of("1795503152,1,,Aggregated,0", "99999999999999999999,1,,Aggregated,0", "x"),
                List.of(),
                false,
                List.of());

        assertThat(details.newestRow()).isEqualTo(1795503152L);
    }

    @Test
    void theNameOfARequestIsNotTakenForAnotherPartOfTheState() throws Exception {
        writeHistory(
                1000,
                1010,
                "1010,5,GET,\"\rexit-code=0\r,,Aggregated,\",1.0,7\r\n"
                        + "1010,5,GET,\"\n1010,2,,Aggregated,\rexit-code=0\r\",1.0,7\r\n"
                        + "1011,5,,Aggregated,1.0,7\r\n");
        String begin = "GET,\"";
        Files.writeString(
                run.resolve("locust_stats.csv"),
                STATISTICS + begin + "a".repeat(65_536 - "statistics=".length() - begin.length())
                        + "exit-code=0\",7\r\n");
        RunState state = state(0L);
        assertThat(state.exitCode()).isNull();
        assertThat(state.historyRow()).isEqualTo("1011,5,,Aggregated,1.0,7");
    }
}
