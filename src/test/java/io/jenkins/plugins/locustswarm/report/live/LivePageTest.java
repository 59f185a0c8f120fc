package io.jenkins.plugins.locustswarm.report.live;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.Item;
import io.jenkins.plugins.locustswarm.engine.fixture.RecordedRun;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import io.jenkins.plugins.locustswarm.engine.stats.csv.StatsCsv;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import io.jenkins.plugins.locustswarm.report.JenkinsWithJob;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.Summaries;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.SleepBuilder;

class LivePageTest extends JenkinsWithJob {

    static final Duration RUN_TIME = Duration.ofSeconds(600);

    private static final RunProgress NOW =
            new RunProgress(Duration.ofSeconds(65), RUN_TIME, 50, 123.456, 230.0, 500, 2, 4, 5);

    private FreeStyleBuild build;

    @BeforeEach
    void startBuild() throws Exception {
        job.getBuildersList().add(new SleepBuilder(3_600_000));
        build = job.scheduleBuild2(0).waitForStart();
        browser.getOptions().setPrintContentOnFailingStatusCode(false);
    }

    @AfterEach
    void endBuild() throws Exception {
        if (build.isBuilding()) {
            build.doStop();
            jenkins.waitForCompletion(build);
        }
    }

    private String text(String path) throws Exception {
        return browser.goTo(build.getUrl() + path).asNormalizedText();
    }

    private static List<HistoryRow> rows() {
        List<HistoryRow> rows = new ArrayList<>();
        HistoryCsv.readAggregated(RecordedRun.file("2.47.0-hostile", RunResults.HISTORY), rows::add);
        return rows;
    }

    @Test
    void aTestHasAPageFromTheFirstSecondOn() throws Exception {
        browser.assertFails(build.getUrl() + "locust/", 404);
        assertThat(browser.getPage(build).asNormalizedText()).doesNotContain("Locust:");

        LiveState test = RunningTests.begin(build, "typical load", new PlantedOperation());
        test.message("Bootstrapping 6 machines. \u001b[31m");

        assertThat(text("locust/"))
                .contains("Load test typical load", "Start machines in progress", "Load pending")
                .contains("2 of 6 machines are ready.", "Bootstrapping 6 machines. \\u001b[31m")
                .doesNotContain("Stop the load");
        assertThat(browser.goTo(build.getUrl() + "locust/").getUrl().getPath())
                .as("the address of the report")
                .endsWith("/locust/test/typical%20load/");
        assertThat(browser.getPage(build).asNormalizedText())
                .contains("Locust: typical load", "2 of 6 machines are ready.");
        assertThat(browser.getPage(build)
                        .getAnchorByText("Locust: typical load")
                        .click()
                        .getUrl()
                        .getPath())
                .endsWith("/locust/test/typical%20load/");
        assertThat(text("")).doesNotContain("locust-live");
    }

    @Test
    void aRunningLoadShowsItsFiguresGatesAndNames() throws Exception {
        PlantedOperation step = new PlantedOperation("p95 < 48", "p95 < 40", "requests > 10000", "p95 change < 10%");
        step.phase = LivePhase.LOAD;
        LiveState test = RunningTests.begin(build, "typical load", step);
        test.update(RunProgress.waiting(RUN_TIME, 1, 5));
        assertThat(text("locust/test/typical load/"))
                .contains("Locust is starting.", "1 of 5 worker processes have reported to the master.");

        test.update(NOW);
        test.addRows(rows(), null);
        test.statistics(StatsCsv.read(RecordedRun.file("2.47.0-hostile", RunResults.STATS)), true);
        test.log(List.of("All users spawned", "<b>\u0007"));

        String page = text("locust/test/typical load/");
        assertElapsedAndLeftAreTheRunTime(page);
        assertThat(page)
                .contains("50 of 100", "123", "230 ms", "540", "0.93 %", "4 of 5")
                .contains("1 gate is at risk", "p95 47 ms, gate < 40 ms: at risk", "p95 47 ms, gate < 48 ms")
                .contains("requests 540, gate > 10,000: not yet")
                .contains("1 gate compares with other builds and is evaluated at the end.")
                .contains("Slowest requests so far", "Failing requests so far", "There are too many request names")
                .contains("All users spawned\n<b>\\u0007")
                .contains("Stop the load now, keep the results");
        assertThat(text("locust/test/typical load/now")).contains("p95 47 ms, gate < 40 ms: at risk");
        assertThat(text("locust/test/typical load/brief")).contains("1 gate is at risk");
        assertThat(text("")).contains("50 users, 123 requests/s, p95 230 ms, 0.93 % failed", "1 gate is at risk");
    }

    private static void assertElapsedAndLeftAreTheRunTime(String page) {
        Matcher times =
                Pattern.compile("(\\d+):(\\d\\d) of 10:00, (\\d+):(\\d\\d)").matcher(page);
        assertThat(times.find()).as(page).isTrue();
        Duration elapsed = Duration.parse("PT" + times.group(1) + "M" + times.group(2) + "S");
        Duration left = Duration.parse("PT" + times.group(3) + "M" + times.group(4) + "S");
        assertThat(elapsed).isBetween(NOW.elapsed(), RUN_TIME).isEqualTo(RUN_TIME.minus(left));
    }

    @Test
    void theChartsHaveAllRowsButNoneTwice() throws Exception {
        LiveState test = RunningTests.begin(build, "typical load", new PlantedOperation("p95 < 40", "p90 < 1000"));
        assertThat(charts()).as("before the load").contains("\"lines\"");
        test.addRows(rows(), null);
        test.statistics(StatsCsv.read(RecordedRun.file("2.47.0-hostile", RunResults.STATS)), false);
        String charts = charts();
        assertThat(charts).contains("\"p90\"", "\"p95 < 40 ms\"").doesNotContain("\"passed\":false");
        test.addRows(rows(), null);
        assertThat(charts()).isEqualTo(charts);
        assertThat(JSONObject.fromObject(charts).getLong("secondsPerPoint")).isPositive();
        assertThat(test.newestRow()).isEqualTo(rows().get(rows().size() - 1).timestamp());
    }

    private String charts() throws Exception {
        return browser.goTo(build.getUrl() + "locust/test/typical load/charts", "application/json")
                .getWebResponse()
                .getContentAsString();
    }

    @Test
    void whoMayAbortTheBuildMayStopTheLoad() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.CANCEL)
                .everywhere()
                .to("alice"));
        PlantedOperation step = new PlantedOperation();
        LiveState test = RunningTests.begin(build, "typical load", step);

        browser.login("bob");
        step.phase = LivePhase.LOAD;
        assertThat(text("locust/")).doesNotContain("Stop the load now");
        assertThat(post("stop").getStatusCode()).isEqualTo(403);
        assertThat(step.stop).isNull();

        browser.login("alice");
        step.phase = LivePhase.UP;
        assertThat(refusal()).startsWith("The load of the test typical load has not begun yet: ");
        step.phase = LivePhase.LOAD;
        test.update(NOW);
        assertThat(text("locust/")).contains("Stop the load now");
        browser.assertFails(build.getUrl() + "locust/test/typical load/stop", 404);
        assertThat(post("stop").getStatusCode()).isEqualTo(200);
        assertThat(step.stop.user()).isEqualTo("alice");
        assertThat(text("locust/"))
                .contains("The load is stopped by alice; its results are kept.")
                .doesNotContain("Stop the load now");
        step.phase = LivePhase.COLLECT;
        assertThat(refusal()).isEqualTo("The load of the test typical load is over: there is nothing to stop.");
    }

    @Test
    void aLoadThatHasNotBegunIsNotStoppedUnlessThatIsUnknown() throws Exception {
        PlantedOperation step = new PlantedOperation();
        step.phase = LivePhase.LOAD;
        LiveState test = RunningTests.begin(build, "typical load", step);
        test.update(RunProgress.waiting(RUN_TIME, 1, 5));
        assertThat(refusal())
                .isEqualTo("The load of the test typical load has not begun yet: stop it when it is running, or abort"
                        + " the build.");
        assertThat(step.stop).isNull();

        PlantedOperation resumed = new PlantedOperation();
        resumed.phase = LivePhase.LOAD;
        RunningTests.begin(build, "typical load", resumed);
        assertThat(post("stop").getStatusCode()).as("before the first check").isEqualTo(200);
        assertThat(resumed.stop).isNotNull();
    }

    private String refusal() throws Exception {
        WebResponse response = post("stop");
        assertThat(response.getStatusCode()).isEqualTo(409);
        assertThat(response.getContentType()).isEqualTo("text/plain");
        return response.getContentAsString();
    }

    private WebResponse post(String method) throws Exception {
        URL url = new URL(browser.getContextPath() + build.getUrl() + "locust/test/typical%20load/" + method);
        browser.getOptions().setThrowExceptionOnFailingStatusCode(false);
        Page page = browser.getPage(browser.addCrumb(new WebRequest(url, HttpMethod.POST)));
        browser.getOptions().setThrowExceptionOnFailingStatusCode(true);
        return page.getWebResponse();
    }

    @Test
    void testsThatRunAndTestsThatHaveResultsAreListedTogether() throws Exception {
        LiveState one = RunningTests.begin(build, "one", new PlantedOperation());
        LiveState two = RunningTests.begin(build, "two", new PlantedOperation());
        assertThat(text("locust/"))
                .contains("Test without results yet", "one", "two", "The machines are being started.");

        assertThat(text("locust/now")).contains("Test without results yet", "one", "two");

        publish(one);

        assertThat(text("locust/now")).contains("two").doesNotContain("one");
        assertThat(RunningTests.of(build)).extracting(LiveState::name).containsExactly("two");
        assertThat(text("locust/")).contains("Test without results yet", "two", "Verdict", "one", "Passed");
        assertThat(text("locust/test/one/")).contains("Passed");
        assertThat(text("locust/test/two/")).contains("The machines are being started.");
        assertThat(text("")).contains("Locust: two");

        publish(two);
        assertThat(text("locust/")).doesNotContain("Test without results yet");
        browser.assertFails(build.getUrl() + "locust/test/two/now", 404);
        assertThat(build.getAction(LocustBuildAction.class).getRunning()).isEmpty();
    }

    private void publish(LiveState test) throws Exception {
        LocustReports.record(build, test.name(), Summaries.of("2.46.3-ok"));
        RunningTests.published(build, test);
    }

    @Test
    void testsOfOneNameOnTwoSwarmsHaveTheirOwnPages() throws Exception {
        LiveState one = RunningTests.begin(build, "typical load", new PlantedOperation().on("kandu-1-a"));
        LiveState other = RunningTests.begin(build, "typical load", new PlantedOperation().on("kandu-1-b"));
        one.message("Bootstrapping a.");
        other.message("Bootstrapping b.");

        HtmlPage list = browser.goTo(build.getUrl() + "locust/");
        assertThat(list.asNormalizedText()).contains("on swarm kandu-1-a", "on swarm kandu-1-b");
        List<HtmlAnchor> links = list.getAnchors().stream()
                .filter(link -> link.getTextContent().contains("typical load on swarm"))
                .toList();
        assertThat(links).hasSize(2);
        HtmlPage ofOne = links.get(0).click();
        HtmlPage ofOther = links.get(1).click();
        assertThat(ofOne.asNormalizedText())
                .contains("Load test typical load on swarm kandu-1-a", "Bootstrapping a.")
                .doesNotContain("Bootstrapping b.");
        assertThat(ofOther.asNormalizedText())
                .contains("Load test typical load on swarm kandu-1-b", "Bootstrapping b.");
        assertThat(text("")).contains("Locust: typical load on swarm kandu-1-a", "on swarm kandu-1-b");

        publish(one);

        assertThat(text("locust/test/typical load/"))
                .as("the other one is running")
                .contains("Bootstrapping b.");
        assertThat(browser.getPage(ofOther.getUrl()).getWebResponse().getContentAsString())
                .contains("Bootstrapping b.");
        assertThat(browser.<HtmlPage>getPage(ofOne.getUrl()).asNormalizedText())
                .as("its page becomes the report at the same address")
                .contains("Passed");
    }

    @Test
    void theFailureOfATestIsShownWhereTheBuildHasAReportWithItsName() throws Exception {
        LiveState one = RunningTests.begin(build, "typical load", new PlantedOperation().on("kandu-1-a"));
        LiveState other = RunningTests.begin(build, "typical load", new PlantedOperation().on("kandu-1-b"));
        publish(one);
        other.end();

        assertThat(text("locust/test/typical load/")).contains("Passed");
        assertThat(text("locust/test/typical load~kandu-1-b/"))
                .contains("The test has ended without results.")
                .doesNotContain("Passed");
    }

    @Test
    void aReportComesBeforeAnEarlierWebPageOfLocust() throws Exception {
        PlantedOperation onWebPage = new PlantedOperation().on("kandu-1-a");
        onWebPage.webPage = "http://10.0.0.7:8089";
        RunningTests.begin(build, "typical load", onWebPage);
        publish(RunningTests.begin(build, "typical load", new PlantedOperation().on("kandu-1-b")));

        assertThat(text("locust/test/typical load/")).contains("Passed");
    }

    @Test
    void aLoadOnLocustsWebPageHasAPageWithALinkToIt() throws Exception {
        PlantedOperation step = new PlantedOperation().on("kandu-1-a");
        step.load = Load.of("any.py").build();
        step.phase = LivePhase.LOAD;
        LiveState test = RunningTests.begin(build, "typical load", step);
        test.update(RunProgress.waiting(null, 1, 5));
        assertThat(text("locust/"))
                .contains("Locust is starting.", "1 of 5 worker processes have reported to the master.");
        assertThat(refusal())
                .isEqualTo("The load of the test typical load is started and stopped on Locust's web page.");

        step.webPage = "http://10.0.0.7:8089";
        HtmlPage page = browser.goTo(build.getUrl() + "locust/");
        assertThat(page.asNormalizedText())
                .contains("Locust's web page is open.", "2 of 6 machines are ready.")
                .doesNotContain("Stop the load now");
        assertThat(page.getAnchorByText("http://10.0.0.7:8089").getHrefAttribute())
                .isEqualTo("http://10.0.0.7:8089");
        assertThat(text("")).contains("Locust: typical load", "Locust's web page is open.", "http://10.0.0.7:8089");

        step.machines = new LiveOperation.Machines(0, 0);
        assertThat(text("locust/"))
                .contains("Locust's web page is closed: Locust was stopped, or its swarm was taken down.")
                .doesNotContain("http://10.0.0.7:8089");
        build.doStop();
        jenkins.waitForCompletion(build);
        assertThat(RunningTests.of(build)).as("nothing failed").isEmpty();
    }

    @Test
    void aTestThatFailsBeforeItHasResultsSaysWhy() throws Exception {
        PlantedOperation step = new PlantedOperation();
        LiveState test = RunningTests.begin(build, "typical load", step);
        step.failure = "bootstrap.sh failed on worker-1 <b>.";
        step.phase = LivePhase.DOWN;
        test.end();
        build.doStop();
        jenkins.waitForCompletion(build);

        assertThat(text("locust/"))
                .contains("The test has ended without results.", "bootstrap.sh failed on worker-1 <b>.")
                .doesNotContain("Stop the load");
        browser.goTo(build.getUrl() + "locust/")
                .getAnchorByText("Console output")
                .click();
        build.delete();
        assertThat(RunningTests.of(build)).isEmpty();
    }

    @Test
    void theMachinesOfATestThatFailedAreNotSaidToGoDownIfTheyStay() throws Exception {
        PlantedOperation step = new PlantedOperation();
        RunningTests.begin(build, "typical load", step);
        step.failure = "The results could not be collected.";
        step.phases = List.of(LivePhase.LOAD, LivePhase.COLLECT, LivePhase.STOP);
        step.phase = LivePhase.STOP;

        assertThat(text("locust/"))
                .contains("The test has failed; Locust is being stopped.")
                .doesNotContain("taken down");
        assertThat(text("")).contains("Locust is being stopped.").doesNotContain("taken down");
    }
}
