package io.jenkins.plugins.locustswarm.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.cli.fixture.CommandLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab;
import io.jenkins.plugins.locustswarm.cli.fixture.NewLab.Locust;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** {@code report}: the results of a run, judged or shown again. */
class ReportCommandTest {

    private static final String STATS_OF_100_REQUESTS = """
            Type,Name,Request Count,Failure Count,Median Response Time,Average Response Time,Min Response Time,\
            Max Response Time,Average Content Size,Requests/s,Failures/s,50%,95%,100%
            GET,/a,100,2,5,6.5,1,20,100,2.5,0.25,5,10,20
            ,Aggregated,100,2,5,6.5,1,20,100,2.5,0.25,5,10,20
            """;

    @NewLab(locust = Locust.NONE)
    private CommandLab lab;

    @Test
    void reportJudgesFilesThatLocustWroteWithoutASwarm() {
        lab.write("plain/example_stats.csv", STATS_OF_100_REQUESTS);
        CommandLab.Result passed = lab.run("report", "plain", "--gate", "p95 < 11", "--gate", "failures < 3%");
        assertThat(passed.code()).as(passed.err()).isZero();
        assertThat(passed.out())
                .contains("GET   /a", "Gate passed: p95 < 11", "Verdict: ok")
                .contains("Health, note: There is no example_stats_history.csv in the results.")
                .doesNotContain("Workers:", "null");
        CommandLab.Result missed = lab.run("report", "plain", "--gate", "p95 < 9");
        assertThat(missed.code()).isEqualTo(1);
        assertThat(missed.out().stripTrailing())
                .endsWith("\nLoad test is unstable: p95 10 ms is above the threshold of 9 ms");
        assertThat(lab.run(
                                "report",
                                "plain/example_stats.csv",
                                "--gate",
                                "p95 < 101% of baseline",
                                "--baseline",
                                "plain")
                        .out())
                .contains("Gate passed");
        assertThat(lab.run("report", "plain", "--json").out()).contains("\"requests\" : 100");
        lab.write("plain/example_stats.csv", STATS_OF_100_REQUESTS.replace("/a", "/\ud83e\udee0"));
        assertThat(lab.run("report", "plain", "--json").out()).contains("\"/\\ud83e\\udee0\"");
        assertThat(lab.path("plain")).isDirectoryNotContaining("glob:**/summary.json");
    }

    @Test
    void reportShowsARecordedRunAgain() throws IOException {
        Files.createDirectories(lab.path("results"));
        Files.copy(
                Repository.path("cli/src/test/resources/io/jenkins/plugins/locustswarm/cli/command/summary.json"),
                lab.path("results/summary.json"));
        CommandLab.Result plain = lab.run("report", "results");
        assertThat(plain.code()).isZero();
        assertThat(plain.out()).contains("/kandus/[id]").contains("Verdict: ok");
        CommandLab.Result judged = lab.run("report", "results", "--gate", "GET /kandus/[id] p95 < 1");
        assertThat(judged.code()).isEqualTo(1);
        assertThat(judged.out()).contains("Gate missed (unstable)").contains("Verdict: unstable");
        CommandLab.Result compared =
                lab.run("report", "results", "--gate", "p95 < 110% of baseline", "--baseline", "results");
        assertThat(compared.code()).isZero();
        assertThat(lab.run("report", "results", "--json").out()).contains("\"verdict\" : \"ok\"");
    }

    @Test
    void reportWritesTheVerdictForACiServer() throws IOException {
        lab.write("plain/my_stats.csv", STATS_OF_100_REQUESTS);
        lab.run("report", "plain", "--gate", "failures < 1%", "--junit", "junit.xml");
        assertThat(lab.path("junit.xml"))
                .content()
                .contains("<testcase classname=\"locust.gates\" name=\"failures &lt; 1%\"")
                .contains(
                        "message=\"2 of 100 requests failed: 2 % of all requests failed, above the threshold of 1 %\"");
        Files.createDirectories(lab.path("results"));
        Files.copy(
                Repository.path("cli/src/test/resources/io/jenkins/plugins/locustswarm/cli/command/summary.json"),
                lab.path("results/summary.json"));
        assertThat(lab.run("report", "results", "--junit", "junit.xml", "--json")
                        .out())
                .startsWith("{");
        assertThat(lab.path("junit.xml"))
                .content()
                .contains("\"typical_load.requests\"")
                .doesNotContain("<failure");
        lab.refuses(
                "The JUnit report cannot be written to " + lab.path("none/junit.xml") + ": the folder "
                        + lab.path("none") + " does not exist. Make the folder",
                "report",
                "results",
                "--junit",
                "none/junit.xml");
    }

    @Test
    void reportOfAFolderThatHasNoRunIsRefused() {
        lab.refuses("There is no summary.json in " + lab.folder(), "report", ".");
        lab.write("other/summary.json", "{\"some\": \"thing\"}");
        lab.refuses("cannot be read", "report", "other");
        lab.write("broken/summary.json", "{");
        lab.refuses("cannot be read", "report", "broken");
    }
}
