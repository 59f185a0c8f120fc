package io.jenkins.plugins.locustswarm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab.Locust;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gates that compare with several earlier runs, with folders of results. */
class ChangeGateCommandTest {

    private static final String GATE = "average change < 10%";

    /** The date of the recorded run. */
    private static final String STARTED = "2026-11-24";

    /** That of all requests of the recorded run. */
    private static final String AVERAGE = "\"average\" : 9.421053300921281";

    private static final String STATS = """
            Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,\
            Max Response Time,Average Content Size,Requests/s,Failures/s,50%%,95%%,99%%,100%%
            GET,/cart,1000,0,90,%1$s,1,900,100,50,0,90,200,300,900
            ,Aggregated,1000,0,90,%1$s,1,900,100,50,0,90,200,300,900
            """;

    @NewLab(locust = Locust.NONE)
    private CommandLab lab;

    private final List<String> folders = new ArrayList<>();

    /** Writes the files of a Locust without a swarm. */
    private void run(double average) {
        String folder = String.format(Locale.ROOT, "runs/%02d", folders.size());
        lab.write(folder + "/load_stats.csv", String.format(Locale.ROOT, STATS, average));
        folders.add(folder);
    }

    /** Runs with a little noise. */
    private void runs(int count, double average) {
        for (int i = 0; i < count; i++) {
            run(average + folders.size() * 7 % 5);
        }
    }

    /** Writes a summary of a run on a swarm, which differs from the recorded one in a replaced text. */
    private void onSwarm(String text, String replacement) throws IOException {
        String folder = String.format(Locale.ROOT, "runs/%02d", folders.size());
        String summary = Files.readString(
                Repository.path("cli/src/test/resources/io/jenkins/plugins/locustswarm/cli/command/summary.json"));
        assertThat(summary).contains(text, STARTED);
        lab.write(
                folder + "/summary.json",
                summary.replace(text, replacement)
                        .replace(STARTED, String.format(Locale.ROOT, "2026-11-%02d", folders.size() + 1)));
        folders.add(folder);
    }

    /** Shows the last run by a gate, with all runs as its history. */
    private CommandLab.Result report(String... options) {
        List<String> arguments = new ArrayList<>(List.of("report", folders.get(folders.size() - 1)));
        arguments.add("--history");
        arguments.addAll(folders);
        arguments.addAll(List.of(options));
        return lab.run(arguments.toArray(String[]::new));
    }

    private void assertPassed(CommandLab.Result result, String why) {
        assertThat(result.out()).contains("Gate passed: " + GATE + ": " + why + "\n");
        assertThat(result.code()).as(result.err()).isZero();
    }

    @Test
    void aMissedGateNamesTheFolderWhereTheChangeBegan() {
        runs(12, 100);
        runs(6, 120);
        CommandLab.Result result = report("--gate", GATE);
        assertThat(result.code()).as(result.err()).isEqualTo(1);
        assertThat(result.out())
                .contains("Gate missed (unstable): " + GATE + ": 122 ms is 20 % over the 102 ms before runs/12\n")
                .contains("Changed: average +20 %, worse, since runs/12 (102 ms before, 122 ms now)\n")
                .contains("Changed: GET /cart average +20 %, worse, since runs/12 (102 ms before, 122 ms now)\n")
                .endsWith("Load test is unstable: average 122 ms is 20 % over the 102 ms before runs/12"
                        + " (gate: change < 10%)\n");
    }

    @Test
    void jsonHasTheGateAndTheChanges() throws IOException {
        runs(12, 100);
        runs(6, 120);
        JsonNode json =
                new ObjectMapper().readTree(report("--gate", GATE, "--json").out());
        assertThat(json.get("changes")).hasSize(2);
        JsonNode change = json.get("changes").get(0);
        assertThat(change.get("metric").asText()).isEqualTo("average");
        assertThat(change.get("since").asText()).isEqualTo("runs/12");
        JsonNode gate = json.get("gates").get(0);
        assertThat(gate.get("passed").asBoolean()).isFalse();
        assertThat(gate.get("condition").get("metric").asText()).isEqualTo("average change");
        assertThat(gate.get("condition").get("threshold").asText()).isEqualTo("10%");
    }

    @Test
    void changesAreShownWithoutAGateToo() {
        runs(12, 100);
        runs(6, 80);
        CommandLab.Result result = report();
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("Changed: average -19 %, better, since runs/12");
    }

    @Test
    void theJUnitReportHasATestForTheGate() throws IOException {
        runs(12, 100);
        runs(6, 120);
        report("--gate", GATE, "--gate", "rps change < 5%", "--junit", "junit.xml");
        assertThat(lab.path("junit.xml"))
                .content()
                .contains("<testcase classname=\"locust.gates\" name=\"average change &lt; 10%\" time=\"0.122\">")
                .contains("message=\"average 122 ms is 20 % over the 102 ms before runs/12 (gate: change &lt; 10%)\"")
                .contains("<testcase classname=\"locust.gates\" name=\"rps change &lt; 5%\"")
                .contains("no change for the worse in the last 18 runs");
    }

    @Test
    void aSteadyTestPasses() {
        runs(18, 100);
        assertPassed(report("--gate", GATE), "no change for the worse in the last 18 runs");
    }

    @Test
    void tooFewRunsPassAndAreNamed() {
        runs(4, 100);
        runs(2, 200);
        assertPassed(
                report("--gate", GATE),
                "only 5 comparable earlier runs; at least 6 are needed to tell a change from noise");
    }

    @Test
    void anAcceptedRunIsTheNewLevel() {
        runs(12, 100);
        runs(6, 120);
        assertPassed(
                report("--gate", GATE, "--accepted", "runs/14"),
                "no change for the worse since runs/14, whose figures were accepted");
        assertPassed(
                report("--gate", GATE, "--accepted", "./runs/12", "--accepted", "runs/03"),
                "no change for the worse since runs/12, whose figures were accepted");
        assertThat(report("--gate", GATE, "--accepted", "runs/03").code()).isEqualTo(1);
    }

    @Test
    void anAcceptedRunIsTheNewLevelWhetherOrNotARunIsBeforeIt() {
        run(100);
        run(100);
        run(100);
        for (int i = 0; i < 5; i++) {
            run(150);
        }
        for (int first = 0; first <= 1; first++) {
            List<String> arguments = new ArrayList<>(List.of("report", "runs/07", "--gate", GATE));
            arguments.addAll(List.of("--accepted", "runs/01", "--history"));
            arguments.addAll(folders.subList(first, folders.size()));
            CommandLab.Result result = lab.run(arguments.toArray(String[]::new));
            assertThat(result.out()).contains(": 150 ms is 50 % over the 100 ms before runs/03\n");
            assertThat(result.code()).as(result.err()).isEqualTo(1);
        }
    }

    @Test
    void aChangeThatIsTooLongAgoPasses() {
        runs(12, 100);
        runs(31, 120);
        assertPassed(report("--gate", GATE), "no change for the worse in the last 30 runs");
        assertThat(report("--gate", GATE + " within 31 runs").code()).isEqualTo(1);
    }

    @Test
    void aRunThatIsLeftOutPassesAndSaysWhy() throws IOException {
        for (int i = 0; i < 8; i++) {
            onSwarm("\"users\" : 50", "\"users\" : 50");
        }
        onSwarm(
                "\"health\" : [ ]",
                "\"health\" : [ { \"kind\" : \"WORKER_LOST\", \"severity\" : \"unstable\", \"sentence\" : \"Worker 2"
                        + " was lost.\" } ]");
        assertThat(report("--gate", GATE).out())
                .contains("Gate passed: " + GATE + ": this run is not compared with earlier ones: Worker 2 was lost\n");
        onSwarm("\"users\" : 50", "\"users\" : 70");
        assertPassed(
                report("--gate", GATE),
                "no comparable earlier run with users 70 instead of 50; at least 6 are needed to tell a change from"
                        + " noise");
    }

    @Test
    void runsAfterTheOneThatIsShownDoNotCount() {
        runs(12, 100);
        runs(6, 120);
        List<String> arguments = new ArrayList<>(List.of("report", "runs/11", "--gate", GATE, "--history"));
        arguments.addAll(folders);
        CommandLab.Result result = lab.run(arguments.toArray(String[]::new));
        assertPassed(result, "no change for the worse in the last 12 runs");
    }

    @Test
    void aRunIsNotComparedWithACopyOfItself() throws IOException {
        for (int i = 0; i < 8; i++) {
            onSwarm("\"users\" : 50", "\"users\" : 50");
        }
        lab.write("copy/summary.json", Files.readString(lab.path("runs/04/summary.json")));
        folders.add("copy");
        assertPassed(
                report("--gate", GATE),
                "only 4 comparable earlier runs; at least 6 are needed to tell a change from noise");
    }

    @Test
    void runsThatBeganLaterDoNotCountEvenIfTheFolderOfTheRunIsNotInTheHistory() throws IOException {
        for (int i = 0; i < 18; i++) {
            onSwarm(AVERAGE, "\"average\" : " + ((i < 7 ? 100 : 150) + i * 7 % 5));
        }
        lab.write("copy/summary.json", Files.readString(lab.path("runs/06/summary.json")));
        List<String> arguments = new ArrayList<>(List.of("report", "copy", "--gate", GATE, "--history"));
        arguments.addAll(folders.subList(0, 6));
        arguments.addAll(folders.subList(7, folders.size()));
        CommandLab.Result result = lab.run(arguments.toArray(String[]::new));
        assertPassed(result, "no change for the worse in the last 7 runs");
        assertThat(result.out()).doesNotContain("Changed:");
    }

    @Test
    void theHistoryIsInTheOrderOfTheStartsWhateverTheOrderOfTheFolders() throws IOException {
        for (int i = 0; i < 18; i++) {
            onSwarm(AVERAGE, "\"average\" : " + ((i < 12 ? 100 : 120) + i * 7 % 5));
        }
        List<String> arguments = new ArrayList<>(List.of("report", "runs/17", "--gate", GATE, "--history"));
        folders.stream().sorted(Comparator.reverseOrder()).forEach(arguments::add);
        CommandLab.Result result = lab.run(arguments.toArray(String[]::new));
        assertThat(result.out()).contains("122 ms is 20 % over the 102 ms before runs/12\n");
        assertThat(result.code()).as(result.err()).isEqualTo(1);
    }

    @Test
    void theHistoryEndsAtTheNextOption() {
        runs(12, 100);
        runs(6, 120);
        CommandLab.Result result =
                lab.run("report", "runs/17", "--history", "runs/00", "runs/01", "--history=runs/02", "--gate", GATE);
        assertPassed(result, "only 3 comparable earlier runs; at least 6 are needed to tell a change from noise");
        assertThat(lab.run("report", "runs/17", "--history", "--json").err())
                .contains("The option --history has no value: --json is the next option.");
    }

    @Test
    void aFolderThatCannotBeReadIsNamedAndTheOthersAreUsed() {
        runs(12, 100);
        runs(6, 120);
        folders.add(4, "nowhere");
        CommandLab.Result result = report("--gate", GATE);
        assertThat(result.err()).startsWith("Warning: There is no file or folder " + lab.path("nowhere") + ": name ");
        assertThat(result.out()).contains("before runs/12");
        assertThat(result.code()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--gate#p95 change < 10%|The gate \"p95 change < 10%\" needs earlier runs: name their folders with --history.",
                "--history#nodir#--gate#p95 change < 10%|The gate \"p95 change < 10%\" needs earlier runs, and none of the"
                        + " folders of --history has one.",
                "--history#nodir#old-*/#--gate#p95 change < 10%|, and none of the folders of --history has one.",
                "--gate#p95 < 110% of baseline|The gate \"p95 < 110% of baseline\" needs a baseline: name the folder of an"
                        + " earlier run with --baseline.",
                "--accepted#a|--accepted names a run of the history: name the folders of the history with --history.",
                "--history#.#--accepted#a|is not one of the folders of --history: name one of them."
            })
    void whatLacksEarlierRunsIsRefusedBeforeAnythingIsMade(String options, String message) {
        lab.write("locustfile.py", "");
        run(100);
        for (String command : List.of("report runs/00", "test -f locustfile.py -H http://127.0.0.1:1 -o out")) {
            List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
            arguments.addAll(List.of(options.split("#")));
            CommandLab.Result result = lab.run(arguments.toArray(String[]::new));
            assertThat(result.code()).as(command).isEqualTo(2);
            assertThat(result.err()).endsWith(message + "\n");
        }
        assertThat(lab.path("out")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"old-*/", "killed"})
    void aPatternThatMatchesNothingAndAFolderWithoutResultsPassBeforeTheFirstRun(String history) {
        run(100);
        lab.write("killed/.locust-swarm-lock", "");
        CommandLab.Result result = lab.run("report", "runs/00", "--history", history, "--gate", GATE);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err()).startsWith("Warning: There is no ");
        assertThat(result.out()).contains("Gate passed");
    }

    @Test
    void severalBaselinesAreComparedByTheirMedian() {
        run(100);
        run(300);
        run(120);
        run(125);
        String gate = "average < 110% of baseline";
        CommandLab.Result result = lab.run(
                "report",
                "runs/03",
                "--gate",
                gate,
                "--baseline",
                "runs/00",
                "--baseline",
                "runs/01",
                "--baseline",
                "runs/02");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("Gate passed: " + gate + ": 125 ms < 132 ms (110 % of the baseline's 120 ms)\n")
                .contains("Baseline: median of runs/00, runs/01, runs/02\n");
        assertThat(lab.run("report", "runs/03", "--gate", gate, "--baseline", "runs/00")
                        .out())
                .contains("Gate missed", "Baseline: runs/00\n");
    }

    @Test
    void aReportNamesTheBaselineThatItsOwnGatesCompareWith() throws IOException {
        onSwarm("\"health\" : [ ]", "\"baseline\" : \"monday\", \"health\" : [ ]");
        assertThat(report().out()).contains("Baseline: monday\n");
        assertThat(report("--gate", "average < 800").out())
                .contains("Gate passed")
                .doesNotContain("Baseline");
    }

    @Test
    void baselinesThatAreNotComparableAreLeftOutOfTheMedian() throws IOException {
        onSwarm("\"users\" : 50", "\"users\" : 70");
        onSwarm("\"users\" : 50", "\"users\" : 70");
        onSwarm("\"users\" : 50", "\"users\" : 50");
        onSwarm("\"users\" : 50", "\"users\" : 50");
        String gate = "average < 110% of baseline";
        assertThat(lab.run("report", "runs/03", "--gate", gate, "--baseline", "runs/00", "--baseline", "runs/02")
                        .out())
                .contains("Gate passed", "Baseline: runs/02\n");
        CommandLab.Result none =
                lab.run("report", "runs/03", "--gate", gate, "--baseline", "runs/00", "--baseline", "runs/01");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.out())
                .contains(
                        "none of the 2 baselines is comparable: use runs with the same users, run time, workers, host"
                                + " and Locust version whose load was as requested (locust-swarm compare shows the differences)");
    }
}
