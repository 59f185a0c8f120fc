package io.jenkins.plugins.locustswarm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab.Locust;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** {@code trend} and {@code compare}, with folders of results. */
class TrendCommandTest {

    private static final String STATS = """
            Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,\
            Max Response Time,Average Content Size,Requests/s,Failures/s,50%%,95%%,99%%,100%%
            GET,%2$s,1000,0,90,%1$s,1,900,100,50,0,90,200,300,900
            ,Aggregated,1000,0,90,%1$s,1,900,100,50,0,90,200,300,900
            """;

    @NewLab(locust = Locust.NONE)
    private CommandLab lab;

    private final List<String> folders = new ArrayList<>();

    /** Writes the files of a Locust without a swarm. */
    private void plain(double average, String name) {
        String folder = String.format(Locale.ROOT, "runs/%02d", folders.size());
        lab.write(folder + "/load_stats.csv", String.format(Locale.ROOT, STATS, average, name));
        folders.add(folder);
    }

    /** Runs with a little noise. */
    private void plain(int count, double average) {
        for (int i = 0; i < count; i++) {
            plain(average + folders.size() * 7 % 5, "/cart");
        }
    }

    /** Writes a summary of a run on a swarm, which differs from the recorded one in a replaced text. */
    private void onSwarm(String text, String replacement) throws IOException {
        String folder = String.format(Locale.ROOT, "runs/%02d", folders.size());
        String summary = Files.readString(
                Repository.path("cli/src/test/resources/io/jenkins/plugins/locustswarm/cli/command/summary.json"));
        assertThat(summary).contains(text);
        lab.write(folder + "/summary.json", summary.replace(text, replacement));
        folders.add(folder);
    }

    private CommandLab.Result trend(String... options) {
        List<String> arguments = new ArrayList<>(List.of("trend"));
        arguments.addAll(List.of(options));
        arguments.addAll(folders);
        return lab.run(arguments.toArray(String[]::new));
    }

    private static JsonNode json(CommandLab.Result result) throws IOException {
        assertThat(result.code()).as(result.err()).isZero();
        return new ObjectMapper().readTree(result.out());
    }

    @Test
    void aTableNamesTheFolderSinceWhichARequestIsSlower() {
        plain(12, 100);
        plain(8, 118);
        CommandLab.Result result = trend();
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out().lines().toList())
                .hasSize(3)
                .first()
                .asString()
                .matches("Type +Name +Figure +Before +After +Change +Since +p value");
        assertThat(result.out())
                .containsPattern("GET +/cart +average +102 ms +120 ms +\\+18 %, worse +runs/12 +< 0\\.000001");
    }

    @Test
    void jsonHasEachChange() throws IOException {
        plain(12, 100);
        plain(8, 118);
        JsonNode changes = json(trend("--json")).get("changes");
        assertThat(changes).hasSize(2);
        assertThat(changes.get(0).get("name").asText()).isEqualTo("Aggregated");
        assertThat(changes.get(0).get("type").asText()).isEmpty();
        JsonNode change = changes.get(1);
        assertThat(change.get("metric").asText()).isEqualTo("average");
        assertThat(change.get("type").asText()).isEqualTo("GET");
        assertThat(change.get("name").asText()).isEqualTo("/cart");
        assertThat(change.get("index").asInt()).isEqualTo(12);
        assertThat(change.get("folder").asText()).isEqualTo("runs/12");
        assertThat(change.get("before").asDouble()).isCloseTo(102, within(0.5));
        assertThat(change.get("after").asDouble()).isCloseTo(120, within(0.5));
        assertThat(change.get("change").asDouble()).isCloseTo(0.18, within(0.01));
        assertThat(change.get("pValue").asDouble()).isBetween(0.0, 1e-6);
    }

    @Test
    void oneSentenceSaysThatNothingChangedOrThatThereAreTooFewRuns() {
        plain(4, 100);
        assertThat(trend().out())
                .isEqualTo(
                        "Too few runs: 5 comparable ones are needed to tell a change from noise, and there are 4.\n");
        plain(6, 100);
        assertThat(trend().out()).isEqualTo("Nothing changed in 10 runs.\n");
    }

    @Test
    void whatIsLeftOutOrNotComparedIsNamedWithItsReason() throws IOException {
        onSwarm("\"users\" : 50", "\"users\" : 50");
        onSwarm("\"users\" : 50", "\"users\" : 70");
        onSwarm("\"users\" : 50", "\"users\" : 50");
        onSwarm(
                "\"health\" : [ ]",
                "\"health\" : [ { \"kind\" : \"WORKER_LOST\", \"severity\" : \"unstable\", \"sentence\" : \"Worker 2"
                        + " was lost.\" } ]");
        onSwarm("\"runTime\" : 4", "\"runTime\" : 60");
        assertThat(trend().out().lines().toList())
                .containsExactly(
                        "Too few runs: 5 comparable ones are needed to tell a change from noise, and there are 2.",
                        "New conditions since runs/04: run time 60 s instead of 4 s. It is not compared with the runs"
                                + " before it, and there are too few runs since then: 1 of 5.",
                        "Left out: runs/01: users 70 instead of 50.",
                        "Left out: runs/03: Worker 2 was lost.");
        JsonNode json = json(trend("--json"));
        assertThat(json.get("changes")).isEmpty();
        assertThat(json.get("leftOut").get(1).get("faults").get(0).asText()).isEqualTo("Worker 2 was lost.");
        assertThat(json.get("segments").get(1).get("folder").asText()).isEqualTo("runs/04");
    }

    @Test
    void notesAreShownWithTheirRuns() throws IOException {
        plain(4, 100);
        for (int run = 4; run < 30; run++) {
            String average = String.valueOf(200 + run * 7 % 5);
            onSwarm("\"resetStats\" : false", "\"note\" : \"JVM\\u001b[31m " + run + "\"");
            lab.write(folders.get(run) + "/locust_stats.csv", String.format(Locale.ROOT, STATS, average, "/cart"));
        }
        JsonNode json = json(trend("--json"));
        assertThat(json.get("notes")).hasSize(26);
        assertThat(json.get("notes").get(0).get("index").asInt()).isEqualTo(4);
        assertThat(json.get("notes").get(0).get("folder").asText()).isEqualTo("runs/04");
        assertThat(json.get("notes").get(0).get("note").asText()).isEqualTo("JVM [31m 4");
        assertThat(trend().out()
                        .lines()
                        .filter(line -> line.startsWith("Note "))
                        .toList())
                .hasSize(20)
                .endsWith("Note on runs/29: JVM [31m 29");
        assertThat(trend().out()).contains("6 older notes are not shown.");
        assertThat(lab.run("compare", "runs/00", "runs/04").out()).startsWith("A: runs/00\nB: runs/04: JVM [31m 4\n");
    }

    @Test
    void runsAreInTheOrderOfTheirStartsIfTheseAreKnown() throws IOException {
        for (int run = 0; run < 18; run++) {
            onSwarm("2026-11-24", String.format(Locale.ROOT, "2026-11-%02d", run + 1));
            Path summary = lab.path(folders.get(run)).resolve("summary.json");
            Files.writeString(
                    summary,
                    Files.readString(summary)
                            .replace(
                                    "\"average\" : 9.421053300921281",
                                    "\"average\" : " + ((run < 12 ? 100 : 120) + run * 7 % 5)));
        }
        folders.sort(Comparator.reverseOrder());
        folders.add(2, "nowhere");
        JsonNode json = new ObjectMapper().readTree(trend("--json").out());
        assertThat(json.get("leftOut").get(0).get("index").asInt()).isEqualTo(2);
        JsonNode change = json.get("changes").get(0);
        assertThat(change.get("folder").asText()).isEqualTo("runs/12");
        assertThat(change.get("index").asInt()).isEqualTo(13);
        assertThat(change.get("worse").asBoolean()).isTrue();
    }

    @Test
    void runsAreInTheGivenOrderIfAStartIsUnknown() throws IOException {
        onSwarm("\"resetStats\" : false", "\"note\" : \"new JVM\"");
        plain(1, 100);
        onSwarm("2026-11-24", "2026-11-02");
        assertThat(json(trend("--json")).get("notes").get(0).get("index").asInt())
                .isZero();
    }

    @Test
    void aFolderThatCannotBeReadIsNamedAndTheOthersAreShown() {
        plain(10, 100);
        folders.add(5, "nowhere");
        CommandLab.Result result = trend();
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("locust-swarm: There is no file or folder " + lab.path("nowhere") + ": name ");
        assertThat(result.out())
                .startsWith("Nothing changed in 10 runs.\n")
                .contains("Left out: nowhere: There is no ");
        assertThat(lab.run("trend", "nowhere").out()).isEmpty();
        assertThat(lab.run("trend").err()).contains("Missing required parameter: 'DIR'");
    }

    @Test
    void aRequestNameCannotChangeTheTerminal() {
        for (int i = 0; i < 20; i++) {
            plain(i < 10 ? 100 + i * 7 % 5 : 150 + i * 7 % 5, "/a\u001b[31m");
        }
        assertThat(trend().out()).contains("/a\\u001b[31m").doesNotContain("\u001b");
    }

    @Test
    void theTableShowsTheFiftyMostCertainOfManyChanges() throws IOException {
        for (int run = 0; run < 12; run++) {
            StringBuilder stats =
                    new StringBuilder(STATS.lines().findFirst().orElseThrow().replace("%%", "%")).append('\n');
            for (int name = 0; name < 60; name++) {
                // a larger change with more noise is less certain
                double average = 100 + run * 7 % 5 * (60 - name) / 60.0 + (run < 6 ? 0 : 120 - name);
                stats.append("GET,/")
                        .append(name)
                        .append(",1000,0,90,")
                        .append(average)
                        .append(",1,900,100,50,0,90,200,300,900\n");
            }
            stats.append(",Aggregated,60000,0,90,100,1,900,100,50,0,90,200,300,900\n");
            lab.write("runs/" + run + "/load_stats.csv", stats.toString());
            folders.add("runs/" + run);
        }
        assertThat(json(trend("--json")).get("changes")).hasSize(60);
        assertThat(trend().out().lines().toList())
                .hasSize(52)
                .endsWith("10 less certain changes are not shown.")
                .anySatisfy(line -> assertThat(line).startsWith("GET   /59 "))
                .noneSatisfy(line -> assertThat(line).startsWith("GET   /0 "));
    }

    @Test
    void compareShowsBothRunsAndWhatMatters() throws IOException {
        plain(1, 100);
        plain(1, 150);
        CommandLab.Result result = lab.run("compare", "runs/00", "runs/01");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith("A: runs/00\nB: runs/01\n")
                .containsPattern("GET +/cart +A +1000 +90\\.0 +100 +200 +300 +50\\.0 +0\\.00 %\n +B +1000 +90\\.0 +152")
                .contains("Differences that matter:")
                .containsPattern("GET +/cart +average +100 ms +152 ms +\\+52 %, worse");
        JsonNode json = json(lab.run("compare", "runs/00", "runs/01", "--json"));
        assertThat(json.get("names").get(1).get("b").get("average").asDouble()).isEqualTo(152);
        assertThat(json.get("differences").get(0).get("metric").asText()).isEqualTo("average");
    }

    @Test
    void compareNamesWhatWasAskedDifferently() throws IOException {
        onSwarm("\"users\" : 50", "\"users\" : 50");
        onSwarm("\"users\" : 50", "\"users\" : 70");
        assertThat(lab.run("compare", "runs/00", "runs/01").out())
                .contains("Different conditions, A and B: users 50 and 70.", "No difference that matters.");
    }

    @Test
    void compareOfAFolderWithoutARunIsRefused() {
        plain(1, 100);
        CommandLab.Result result = lab.run("compare", "runs/00", "nowhere");
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("locust-swarm: There is no file or folder " + lab.path("nowhere") + ": name ");
        assertThat(lab.run("compare", "runs/00").err()).contains("Missing required parameter: 'B'");
    }
}
