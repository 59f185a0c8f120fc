package io.jenkins.plugins.locustswarm.report.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.FreeStyleBuild;
import hudson.model.Result;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.fixture.WebClients;
import io.jenkins.plugins.locustswarm.report.JenkinsWithJob;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.Publisher;
import io.jenkins.plugins.locustswarm.report.Summaries;
import io.jenkins.plugins.locustswarm.report.baseline.BaselineChoice;
import io.jenkins.plugins.locustswarm.report.baseline.BaselineSearch;
import io.jenkins.plugins.locustswarm.report.build.TestPage;
import io.jenkins.plugins.locustswarm.report.history.TestHistory;
import io.jenkins.plugins.locustswarm.report.kept.GateOutcome;
import io.jenkins.plugins.locustswarm.report.kept.HealthNote;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.FailureBuilder;
import org.jvnet.hudson.test.JenkinsRule;

class LocustReportsTest extends JenkinsWithJob {

    @Test
    void theFilesOfARunAreArchivedUnderTheTestsName() throws Exception {
        FreeStyleBuild build = publish("typical load", "2.47.0-hostile");
        Path archive = build.getRootDir().toPath().resolve("archive/locust/typical load");
        assertThat(archive.toFile().list())
                .contains(
                        "locust_stats.csv",
                        "locust_stats_history.csv",
                        "locust_failures.csv",
                        "locust_exceptions.csv",
                        "master.log",
                        "summary.json",
                        "junit.xml");
        assertThat(SummaryJson.readFrom(archive).total().requests()).isEqualTo(540);
    }

    @Test
    void aNameInAnyAlphabetIsAFolderAndAnAddress() throws Exception {
        String name = "Überlast-検査";
        publish(name, "2.46.3-ok");
        FreeStyleBuild build = publish(name, "2.46.3-ok");
        publish(build, "other", "2.46.3-ok");
        JenkinsRule.WebClient browser = WebClients.withoutScripts(jenkins);

        HtmlPage report = browser.getPage(build, "locust").getAnchorByText(name).click();
        assertThat(report.asNormalizedText()).contains("Load test " + name);
        assertThat(report.getAnchorByText("summary.json")
                        .click()
                        .getWebResponse()
                        .getContentAsString())
                .startsWith("{");
        HtmlPage trends = report.getAnchorByText("Trends").click();
        assertThat(trends.asNormalizedText()).contains(name);
        assertThat(browser.goTo(LocustReports.url(build, name)
                                .replace(jenkins.getURL().toString(), ""))
                        .asNormalizedText())
                .contains("Load test " + name);
        assertThat(new File(build.getRootDir(), "archive/locust/" + name)).isDirectory();
        assertThat(TestHistory.before(build, name).runs()).hasSize(1);
    }

    @Test
    void linksAndUnsafeNamesAreNotArchivedAndTheLogSaysSo() throws Exception {
        Path results = Summaries.copy("2.46.3-ok", folder.resolve("results"));
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        Files.createSymbolicLink(results.resolve("link.csv"), secret);
        Files.createDirectory(results.resolve("directory"));
        Files.writeString(results.resolve("<script>.csv"), "");
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        ByteArrayOutputStream log = new ByteArrayOutputStream();

        LocustReports.publish(
                build, new StreamTaskListener(log, StandardCharsets.UTF_8), "test", results, Summaries.of(results));

        File archive = new File(build.getRootDir(), "archive/locust/test");
        assertThat(archive.list()).contains("summary.json").doesNotContain("link.csv", "directory", "<script>.csv");
        assertThat(log.toString(StandardCharsets.UTF_8)).contains("link.csv", "directory", "<script>.csv");
    }

    @Test
    void publishingATestAgainReplacesIt() throws Exception {
        FreeStyleBuild build = publish("one", "2.46.3-ok");
        publish(build, "two", "2.46.3-bad");
        publish(build, "one", "2.47.0-hostile");

        job.getLazyBuildMixIn().getRunMap().purgeCache();
        LocustBuildAction loaded = job.getBuildByNumber(build.getNumber()).getAction(LocustBuildAction.class);
        assertThat(loaded.getTests()).extracting(TestSummary::getTest).containsExactly("one", "two");
        assertThat(loaded.find("one").orElseThrow().getTotal().getRequests()).isEqualTo(540);
        assertThat(loaded.getRun().getNumber()).isEqualTo(build.getNumber());
    }

    @Test
    void publishingATestAgainLeavesNoFileOfTheEarlierAttempt() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        Path results = Summaries.copy("2.46.3-ok", folder.resolve("first"));
        Files.writeString(results.resolve("locust.html"), "the first attempt");
        LocustReports.publish(build, StreamTaskListener.NULL, "one", results, Summaries.of(results));
        publish(build, "two", "2.46.3-ok");
        Path archive = build.getRootDir().toPath().resolve("archive/locust");
        assertThat(archive.resolve("one/locust.html")).exists();

        Path again = Summaries.copy("2.47.0-hostile", folder.resolve("second"));
        Files.deleteIfExists(again.resolve("locust.html"));
        LocustReports.publish(build, StreamTaskListener.NULL, "one", again, Summaries.of(again));
        assertThat(archive.resolve("one/locust.html")).doesNotExist();
        assertThat(archive.resolve("one/summary.json")).exists();
        assertThat(archive.resolve("two/summary.json")).exists();
    }

    @Test
    void recordingATestWithoutAnArchiveLeavesNoFileOfTheEarlierAttempt() throws Exception {
        FreeStyleBuild build = publish("one", "2.46.3-ok");
        publish(build, "two", "2.46.3-ok");
        RunSummary second = Summaries.of("2.47.0-hostile");
        LocustReports.record(build, "one", second);

        Path archive = build.getRootDir().toPath().resolve("archive/locust");
        assertThat(archive.resolve("one")).doesNotExist();
        assertThat(archive.resolve("two/summary.json")).exists();
        TestPage page = (TestPage) build.getAction(LocustBuildAction.class).getTest("one");
        assertThat(page.getTotal().getRequests()).isEqualTo(second.total().requests());
        assertThat(page.getFiles()).isEmpty();
    }

    @Test
    void figuresAreKeptAndTheFilesStayOnTheControllerWhenTheArtifactsCannotBeWritten() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        Path root = build.getRootDir().toPath();
        Files.createDirectory(root.resolve("archive"));
        Path inTheWay = Files.writeString(root.resolve("archive/locust"), "not a folder");
        Path results = Summaries.copy("2.46.3-ok", folder.resolve("results"));
        RunSummary judged = Summaries.judged(Summaries.of(results), null, "p95 < 800");
        assertThat(judged.verdict()).isEqualTo(Verdict.OK);

        RunSummary published = LocustReports.publish(build, StreamTaskListener.NULL, "test", results, judged);

        Path kept = root.resolve("locust-not-archived/test");
        assertThat(published.verdict()).isEqualTo(Verdict.UNSTABLE);
        assertThat(published.health())
                .filteredOn(finding -> finding.kind() == HealthFinding.Kind.RESULTS_NOT_ARCHIVED)
                .extracting(HealthFinding::sentence)
                .singleElement(STRING)
                .startsWith("The files of this run could not be archived: ")
                .contains("archive/locust")
                .endsWith("They are in " + kept + " on the controller.");
        assertThat(kept.resolve("locust_stats_history.csv")).isNotEmptyFile();
        assertThat(kept.resolve("junit.xml")).content().contains("The files of this run could not be archived: ");
        assertThat(results).doesNotExist();
        TestPage page = (TestPage) build.getAction(LocustBuildAction.class).getTest("test");
        assertThat(page.getSummary().getTotal().getRequests())
                .isEqualTo(judged.total().requests());
        assertThat(page.getRequests().getRows()).hasSameSizeAs(judged.names());
        assertThat(page.getHealth()).extracting(HealthNote::getKind).contains(HealthFinding.Kind.RESULTS_NOT_ARCHIVED);
        assertThat(page.getFiles()).isEmpty();

        Files.delete(inTheWay);
        publish(build, "test", "2.47.0-hostile");
        assertThat(kept).doesNotExist();
        assertThat(root.resolve("archive/locust/test/summary.json")).exists();
    }

    @Test
    void filesThatCannotBeStoredStayWhereTheyAre() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        Path root = build.getRootDir().toPath();
        Files.writeString(root.resolve("archive"), "not a folder");
        Files.writeString(root.resolve("locust-not-archived"), "not a folder");
        Path results = Summaries.copy("2.46.3-ok", folder.resolve("results"));

        RunSummary published =
                LocustReports.publish(build, StreamTaskListener.NULL, "test", results, Summaries.of(results));

        assertThat(published.health())
                .extracting(HealthFinding::sentence)
                .anyMatch(sentence ->
                        sentence.endsWith("They are in " + results + " on the controller until the swarm is down."));
        assertThat(results.resolve("locust_stats.csv")).exists();
        assertThat(build.getAction(LocustBuildAction.class).find("test")).isPresent();
    }

    @Test
    void theFiguresAreKeptWithoutAnArchive() throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        LocustReports.record(build, "test", Summaries.of("2.46.3-ok"));
        assertThat(new File(build.getRootDir(), "archive")).doesNotExist();
        assertThat(build.getAction(LocustBuildAction.class).find("test")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../up"})
    void aTestNameThatIsNotAFolderNameIsRefused(String name) throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        RunSummary summary = Summaries.of("2.46.3-ok");
        assertThatThrownBy(() -> LocustReports.record(build, name, summary))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is not a valid test name");
        assertThat(build.getAction(LocustBuildAction.class)).isNull();
    }

    @Test
    void theBaselineIsTheNewestEarlierSuccessfulBuild() throws Exception {
        publish("test", "2.46.3-ok");
        FreeStyleBuild good = publish("test", "2.12.0-ok");
        publish("other test", "2.46.3-ok");
        publish("test", "2.12.0-one-worker-killed");
        FreeStyleBuild now = jenkins.buildAndAssertSuccess(job);

        RunSummary baseline = baseline(now, "test");
        assertThat(baseline)
                .isEqualTo(SummaryJson.readFrom(good.getRootDir().toPath().resolve("archive/locust/test")));
        assertThat(baseline(good, "other test")).isNull();
    }

    @Test
    void anUnsuccessfulBuildIsNotABaseline() throws Exception {
        FreeStyleBuild build = publish("test", "2.46.3-ok");
        FreeStyleBuild now = jenkins.buildAndAssertSuccess(job);
        assertThat(baseline(now, "test")).isNotNull();
        job.getBuildersList().add(new FailureBuilder());
        FreeStyleBuild failed = job.scheduleBuild2(0).get();
        assertThat(failed.getResult()).isEqualTo(Result.FAILURE);
        publish(failed, "test", "2.47.0-hostile");
        FreeStyleBuild last = job.scheduleBuild2(0).get();
        assertThat(baseline(last, "test").total().requests())
                .isEqualTo(build.getAction(LocustBuildAction.class)
                        .find("test")
                        .orElseThrow()
                        .getTotal()
                        .getRequests());
    }

    @Test
    void aBaselineWithoutArtifactsIsReadFromTheBuild() throws Exception {
        FreeStyleBuild good = publish("test", "2.46.3-ok");
        good.deleteArtifacts();
        FreeStyleBuild now = jenkins.buildAndAssertSuccess(job);
        RunSummary baseline = baseline(now, "test");
        assertThat(baseline.total().responseTimes().p95()).isEqualTo(14);
        assertThat(Summaries.judged(
                                Summaries.of("2.46.3-ok"),
                                baseline,
                                "GET items \"quoted\", comma p95 < 101% of baseline")
                        .gates()
                        .get(0)
                        .passed())
                .isTrue();
    }

    @Test
    void aGateOnTheBaselineIsNotMissedInTheFirstBuild() throws Exception {
        FreeStyleBuild first = Publisher.build(job, folder, "test", "2.46.3-ok", "p95 < 110% of baseline", "p95 < 800");
        assertThat(first.getResult()).isEqualTo(Result.SUCCESS);
        assertThat(first.getAction(LocustBuildAction.class).getTests().get(0).getGates())
                .extracting(GateOutcome::isPassed, GateOutcome::getWhy)
                .contains(tuple(true, "there is no earlier successful build with this test to compare with yet"));
        FreeStyleBuild second = Publisher.build(job, folder, "test", "2.46.3-ok", "p95 < 90% of baseline");
        assertThat(second.getResult()).isEqualTo(Result.UNSTABLE);
        FreeStyleBuild empty = Publisher.build(
                jenkins.createFreeStyleProject("other"), folder, "test", "2.47.0-zero", "p95 < 110% of baseline");
        assertThat(empty.getAction(LocustBuildAction.class).getTests().get(0).getGatesMissed())
                .as("a run without requests is no better without a baseline")
                .isEqualTo(1);
    }

    @Test
    void theNumberOfTheBaselineBuildIsKept() throws Exception {
        FreeStyleBuild good = publish("test", "2.12.0-ok");
        FreeStyleBuild now = jenkins.buildAndAssertSuccess(job);
        RunSummary judged = LocustReports.judge(
                now,
                "test",
                Summaries.gates("p95 < 110% of baseline"),
                BaselineChoice.DEFAULT,
                Summaries.of("2.46.3-ok"));
        assertThat(judged.baseline()).isEqualTo("#1");
        LocustReports.record(now, "test", judged);
        TestSummary kept = now.getAction(LocustBuildAction.class).find("test").orElseThrow();
        assertThat(kept.getBaselineBuild()).isEqualTo(good.getNumber());
        assertThat(kept.getGates().get(0).getBaseline()).isEqualTo(14);
    }

    @Test
    void theReportUrlLeadsToTheReport() throws Exception {
        FreeStyleBuild build = publish("typical load", "2.46.3-ok");
        assertThat(LocustReports.url(build, "typical load"))
                .isEqualTo(jenkins.getURL() + "job/kandu/1/locust/test/typical%20load/");
    }

    private FreeStyleBuild publish(String test, String recorded) throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        publish(build, test, recorded);
        return build;
    }

    private void publish(FreeStyleBuild build, String test, String recorded) throws Exception {
        Path results = Summaries.copyWithoutExceptions(recorded, Files.createTempDirectory(folder, "results"));
        LocustReports.publish(build, StreamTaskListener.NULL, test, results, Summaries.of(results));
    }

    @CheckForNull
    private static RunSummary baseline(FreeStyleBuild build, String test) throws Exception {
        return new BaselineSearch(build, test)
                .find(BaselineChoice.DEFAULT, Summaries.of("2.46.3-ok"))
                .summary();
    }
}
