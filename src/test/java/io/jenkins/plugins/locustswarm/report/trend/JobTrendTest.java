package io.jenkins.plugins.locustswarm.report.trend;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.locustswarm.report.JenkinsWithJob;
import io.jenkins.plugins.locustswarm.report.PlantedRun;
import io.jenkins.plugins.locustswarm.report.Publisher;
import io.jenkins.plugins.locustswarm.report.Summaries;
import io.jenkins.plugins.locustswarm.report.kept.NameId;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.sf.json.JSONObject;
import org.apache.commons.io.FileUtils;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;

class JobTrendTest extends JenkinsWithJob {

    @Test
    void theJobsPageHasOneCardWithTheVerdictAndOneChartOfItsTest() throws Exception {
        Publisher.build(job, folder, "test", "2.46.3-ok");
        HtmlPage page = browser.getPage(job);
        assertThat(charts(page)).as("one build makes no trend").isEmpty();
        assertThat(page.asNormalizedText())
                .contains("#1: Load test test passed", "The trend begins with the second build.");

        Publisher.build(job, folder, "test", "2.47.0-hostile");
        page = browser.getPage(job);
        assertThat(page.<HtmlElement>querySelectorAll(".jenkins-card .locust-trend"))
                .hasSize(1);
        HtmlElement chart = charts(page).get(0);
        assertThat(chart.getAttribute("data-url")).isEqualTo("locust/test/test/");
        assertThat(chart.getAttribute("data-build-url")).isEqualTo("locust/test/test/");
        assertThat(chart.<HtmlElement>querySelector("[role=img]").getAttribute("aria-label"))
                .contains("Trend of test", "table below");
        assertThat(page.asNormalizedText()).contains("#2: Load test test");
        assertThat(page.<HtmlElement>querySelectorAll("[role=tab]")).isEmpty();
    }

    @Test
    void theCardNamesTheLatestChangeThatHoldsAndLinksToItsBuild() throws Exception {
        for (int i = 1; i <= 20; i++) {
            PlantedRun.build(job, PlantedRun.of(PlantedRun.noisy(i < 12 ? 200 : 260, i)));
        }
        HtmlPage page = browser.getPage(job);
        assertThat(page.asNormalizedText()).containsPattern("Latest change: p95 \\+[23]\\d %, worse, since #12");
        assertThat(page.getAnchorByText("#12").click().getUrl().getPath())
                .endsWith("/job/kandu/12/locust/test/checkout/");
    }

    @Test
    void eachOfSeveralTestsHasATabWithItsVerdict() throws Exception {
        for (String recorded : List.of("2.46.3-ok", "2.47.0-hostile")) {
            FreeStyleBuild build = Publisher.build(job, folder, "signups", recorded);
            Path results = Summaries.copy(recorded, Files.createTempDirectory(folder, "second"));
            LocustReports.publish(build, StreamTaskListener.NULL, "viral load", results, Summaries.of(results));
        }
        HtmlPage page = browser.getPage(job);
        List<HtmlElement> tabs = elements(page, "//*[@role='tab']");
        assertThat(tabs)
                .extracting(
                        tab -> tab.asNormalizedText().strip().replaceFirst("^(Passed|Unstable|Failed) ", "verdict of "))
                .containsExactly("verdict of signups", "verdict of viral load");
        assertThat(tabs).extracting(tab -> tab.getAttribute("aria-selected")).containsExactly("true", "false");
        List<HtmlElement> panels = elements(page, "//*[@role='tabpanel']");
        assertThat(panels).extracting(panel -> panel.hasAttribute("hidden")).containsExactly(false, true);
        assertThat(charts(page))
                .extracting(chart -> chart.getAttribute("data-url"))
                .containsExactly("locust/test/signups/", "locust/test/viral%20load/");
        assertThat(elements(page, "//*[@role='tab']//*[name()='svg']"))
                .as("the verdicts")
                .hasSize(2);
    }

    @Test
    void aJobWithoutASuccessfulBuildShowsItsTrend() throws Exception {
        for (int i = 0; i < 3; i++) {
            Publisher.build(job, folder, "test", "2.46.3-bad", Result.FAILURE);
        }
        assertThat(job.getLastSuccessfulBuild()).isNull();
        assertThat(charts(browser.getPage(job))).hasSize(1);
        assertThat(chart("{}").getString("builds")).isEqualTo("[1,2,3]");
    }

    @Test
    void theLastTestIsFoundBeforeBuildsWithoutOne() throws Exception {
        Publisher.build(job, folder, "test", "2.46.3-ok");
        Publisher.build(job, folder, "test", "2.46.3-ok");
        job.getBuildersList().clear();
        for (int i = 0; i < 3; i++) {
            jenkins.buildAndAssertSuccess(job);
        }
        HtmlPage page = browser.getPage(job);
        assertThat(charts(page)).hasSize(1);
        assertThat(page.asNormalizedText()).contains("#2: Load test test passed");
    }

    @Test
    void aTestThatNoneOfTheLatestBuildsRanHasItsTrendsAndNoTab() throws Exception {
        FreeStyleBuild early = PlantedRun.build(job, PlantedRun.of(200));
        PlantedRun.build(job, PlantedRun.of(210));
        job.getBuildersList().clear();
        for (int i = 0; i < 11; i++) {
            LocustReports.record(jenkins.buildAndAssertSuccess(job), "other", PlantedRun.of(300));
        }
        assertThat(browser.getPage(job).asNormalizedText())
                .contains("#13: Load test other passed")
                .doesNotContain(PlantedRun.TEST);
        HtmlPage trends = browser.goTo("job/kandu/locust/");
        HtmlElement earlier = trends.getHtmlElementById("locust-earlier-tests");
        assertThat(earlier.asNormalizedText()).isEqualTo(PlantedRun.TEST);

        HtmlPage ofTest =
                browser.getPage(early, "locust").getAnchorByText("Trends").click();
        assertThat(ofTest.getUrl())
                .isEqualTo(trends.getAnchorByText(PlantedRun.TEST).click().getUrl());
        assertThat(json("job/kandu/locust/test/checkout/trend?configuration={}").getString("builds"))
                .isEqualTo("[1,2]");
        assertThat(ofTest.getAnchorByText("/cart").click().getWebResponse().getContentAsString())
                .contains("GET /cart");
    }

    @Test
    void aReportHasNoLinkToTrendsThatTheJobNoLongerShows() throws Exception {
        FreeStyleBuild early = PlantedRun.build(job, PlantedRun.of(200));
        assertThat(trendLinks(early)).isNotEmpty();
        job.getBuildersList().clear();
        for (int i = 0; i < 11; i++) {
            jenkins.buildAndAssertSuccess(job);
        }
        assertThat(action()).isNull();
        assertThat(trendLinks(early)).isEmpty();
        assertThat(browser.getPage(early, "locust")
                        .getAnchorByText("/cart")
                        .click()
                        .getWebResponse()
                        .getContentAsString())
                .contains("GET /cart")
                .doesNotContain("/job/kandu/locust/");
    }

    private List<HtmlElement> trendLinks(FreeStyleBuild build) throws Exception {
        return elements(browser.getPage(build, "locust"), "//a[contains(@href,'/job/kandu/locust/')]");
    }

    @Test
    void aPipelinesPageHasTheSameCard() throws Exception {
        WorkflowJob pipeline = jenkins.createProject(WorkflowJob.class, "pipeline");
        pipeline.setDefinition(new CpsFlowDefinition("", true));
        for (String recorded : List.of("2.46.3-ok", "2.47.0-hostile")) {
            Path results = Summaries.copy(recorded, Files.createTempDirectory(folder, "pipeline"));
            LocustReports.publish(
                    jenkins.buildAndAssertSuccess(pipeline),
                    StreamTaskListener.NULL,
                    "test",
                    results,
                    Summaries.of(results));
        }
        assertThat(charts(browser.goTo(pipeline.getUrl()))).hasSize(1);
    }

    @Test
    void aJobWithoutLoadTestsHasNoTrend() throws Exception {
        jenkins.buildAndAssertSuccess(job);
        assertThat(action()).isNull();
        assertThat(browser.getPage(job).<HtmlElement>querySelectorAll(".locust-job"))
                .isEmpty();
    }

    @Test
    void aJobWithoutLoadTestsLoadsNoBuildButItsNewest() throws Exception {
        for (int i = 0; i < 4; i++) {
            jenkins.buildAndAssertSuccess(job);
        }
        jenkins.jenkins.reload();
        FreeStyleProject reloaded = jenkins.jenkins.getItemByFullName(job.getFullName(), FreeStyleProject.class);

        assertThat(reloaded.getAction(LocustJobAction.class)).isNull();
        assertThat(reloaded._getRuns().getLoadedBuilds().keySet()).containsExactly(4);
    }

    @Test
    void onlyTheSelectedResponseTimesAreDrawn() throws Exception {
        Publisher.build(job, folder, "test", "2.46.3-ok");
        Publisher.build(job, folder, "test", "2.46.3-ok");
        Publisher.build(job, folder, "test", "2.47.0-hostile");
        assertThat(names(chart("{}"))).containsExactly("Median", "p95", "p99", "Requests/s", "Failed");
        JSONObject chosen = chart("{\"metrics\":{\"MEDIAN\":false,\"P95\":true},\"numberOfBuilds\":\"2\"}");
        assertThat(names(chosen)).containsExactly("p95", "Requests/s", "Failed");
        assertThat(chosen.getString("builds")).isEqualTo("[2,3]");
        assertThat(names(chart("{\"metrics\":{\"MEDIAN\":false}}")))
                .as("none chosen")
                .startsWith("Median", "p95", "p99");
        assertThat(names(chart("no JSON"))).hasSize(5);
    }

    @Test
    void aTrendReadsOnlyBuildXml() throws Exception {
        Publisher.build(job, folder, "test", "2.46.3-ok");
        FreeStyleBuild newest = Publisher.build(job, folder, "test", "2.47.0-hostile");
        for (FreeStyleBuild build : job.getBuilds()) {
            build.deleteArtifacts();
        }
        JSONObject trend = json("job/kandu/locust/test/test/trend?configuration={}");
        assertThat(trend.getJSONArray("lines")
                        .getJSONObject(1)
                        .getJSONArray("figures")
                        .getDouble(1))
                .isEqualTo(47);
        assertThat(trend.getJSONArray("builds").getInt(1)).isEqualTo(newest.getNumber());
    }

    @Test
    void eachRequestNameHasItsOwnTrend() throws Exception {
        Publisher.build(job, folder, "test", "2.46.3-ok");
        Publisher.build(job, folder, "test", "2.47.0-hostile");
        HtmlPage trends = browser.goTo("job/kandu/locust/");
        HtmlPage test = trends.getAnchorByText("test").click();
        HtmlPage name = test.getAnchorByText("it's").click();
        assertThat(name.asNormalizedText()).contains("Trends of GET it's");
        assertThat(json("job/kandu/locust/test/test/name/" + NameId.of("GET", "it's") + "/trend?configuration={}")
                        .getString("builds"))
                .as("only one build had it")
                .isEqualTo("[2]");
        browser.getOptions().setPrintContentOnFailingStatusCode(false);
        browser.assertFails("job/kandu/locust/test/test/name/" + NameId.of("GET", "/none") + "/", 404);
    }

    @Test
    void aTestThatHasNoTrendAnyMoreHasNoLinkToIt() throws Exception {
        FreeStyleBuild early = PlantedRun.build(job, PlantedRun.of(200));
        job.getBuildersList().clear();
        Path without = jenkins.buildAndAssertSuccess(job).getRootDir().toPath();
        int last = 2 + 101;
        for (int number = 3; number <= last; number++) {
            FileUtils.copyDirectory(
                    without.toFile(),
                    without.resolveSibling(String.valueOf(number)).toFile());
        }
        job.getLazyBuildMixIn().getRunMap().purgeCache(); // finds the new folders
        job.updateNextBuildNumber(last + 1);
        LocustReports.record(jenkins.buildAndAssertSuccess(job), "other", PlantedRun.of(200));

        String other = browser.getPage(job.getLastBuild(), "locust/test/other").asXml();
        String checkout = browser.getPage(job.getBuildByNumber(early.getNumber()), "locust/test/checkout")
                .asXml();

        assertThat(other).contains("/job/kandu/locust/test/other/");
        assertThat(checkout).doesNotContain("/job/kandu/locust/test/checkout/");
        browser.assertFails("job/kandu/locust/test/checkout/", 404);
    }

    @Test
    void thePagesSayHowManyNamesWereLeftOut() throws Exception {
        Path results = Summaries.copy("2.46.3-ok", folder.resolve("many"));
        Path stats = results.resolve("locust_stats.csv");
        List<String> rows = new ArrayList<>(Files.readAllLines(stats));
        for (int i = 0; i < 250; i++) {
            rows.add(1, rows.get(1).replaceFirst("^([^,]*),[^,]*,[^,]*,", "$1,/item/" + i + ",1,"));
        }
        Files.write(stats, rows);
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        LocustReports.publish(build, StreamTaskListener.NULL, "test", results, Summaries.of(results));
        int leftOut = rows.size() - 2 - 200;

        assertThat(browser.goTo("job/kandu/locust/test/test/").asNormalizedText())
                .contains("/item/249", leftOut + " more are not shown");
        assertThat(browser.getPage(build, "locust").asNormalizedText()).doesNotContain("more are not shown");
        HtmlPage dropped = browser.getPage(build, "locust/test/test/name/" + NameId.of("GET", "/item/0"));
        assertThat(dropped.asNormalizedText())
                .as("a name that the build did not keep has no trend")
                .contains("/item/0")
                .doesNotContain("Trends");
        build.deleteArtifacts();
        assertThat(browser.getPage(build, "locust").asNormalizedText()).contains(leftOut + " more are not shown");
    }

    @Test
    void notesAndDescriptionsAreShownBesideTheirBuildsAndAreNoMarkup() throws Exception {
        List<String> alerts = new ArrayList<>();
        browser.setJavaScriptEnabled(true);
        browser.getOptions().setThrowExceptionOnScriptError(false);
        browser.setAlertHandler((page, text) -> alerts.add(text));
        String evil = "<img src=x onerror=alert(1)>";
        for (String note : new String[] {"new JVM", null, evil}) {
            FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
            Path results = Summaries.copy("2.46.3-ok", Files.createTempDirectory(folder, "results"));
            LocustReports.publish(build, StreamTaskListener.NULL, "test", results, Summaries.of(results, note));
        }
        job.getBuildByNumber(1).setDescription("slow\n disk " + evil);
        job.getLazyBuildMixIn().getRunMap().purgeCache();

        HtmlPage page = withScripts("job/kandu/locust/test/test/");
        assertThat(page.<HtmlElement>getByXPath("//table[@id='locust-notes']/tbody/tr"))
                .extracting(HtmlElement::asNormalizedText)
                .containsExactly("#3\t" + evil, "#1\tnew JVM; slow disk " + evil);
        assertThat(withScripts("job/kandu/1/locust/test/test/").asNormalizedText())
                .contains("Note: new JVM");
        for (String url : List.of("job/kandu/3/", "job/kandu/3/locust/test/test/")) {
            assertThat(withScripts(url).asNormalizedText()).contains("Note: " + evil);
        }
        assertThat(alerts).isEmpty();
    }

    /** Opens a page, and waits for its scripts, which show what they fetch. */
    private HtmlPage withScripts(String url) throws Exception {
        HtmlPage page = browser.goTo(url);
        browser.waitForBackgroundJavaScript(10_000);
        return page;
    }

    private LocustJobAction action() {
        return job.getAction(LocustJobAction.class);
    }

    private JSONObject chart(String configuration) {
        return JSONObject.fromObject(action().getTests().get(0).chart(configuration));
    }

    private JSONObject json(String url) throws Exception {
        return JSONObject.fromObject(
                browser.goTo(url, "application/json").getWebResponse().getContentAsString());
    }

    private static List<HtmlElement> charts(HtmlPage page) {
        return elements(page, "//*[@class='locust-trend']");
    }

    private static List<HtmlElement> elements(HtmlPage page, String path) {
        return page.getByXPath(path);
    }

    private static List<String> names(JSONObject model) {
        return model.getJSONArray("lines").stream()
                .map(line -> ((JSONObject) line).getString("name"))
                .toList();
    }
}
