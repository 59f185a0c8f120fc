package io.jenkins.plugins.locustswarm.report.trend;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Job;
import hudson.model.Result;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.report.Publisher;
import io.jenkins.plugins.locustswarm.report.Summaries;
import io.jenkins.plugins.locustswarm.report.kept.NameId;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.sf.json.JSONObject;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class JobTrendTest {

    @TempDir
    private Path folder;

    private static JenkinsRule jenkins;
    private FreeStyleProject job;
    private JenkinsRule.WebClient browser;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void makeJob() throws Exception {
        CleanJenkins.reset(jenkins);
        job = jenkins.createFreeStyleProject("kandu");
        browser = jenkins.createWebClient();
        browser.setJavaScriptEnabled(false);
    }

    @Test
    void theJobsPageHasThreeChartsOfOneTest() throws Exception {
        Publisher.build(job, folder, "test", "2.46.3-ok");
        assertThat(captions()).as("one build makes no trend").isEmpty();
        Publisher.build(job, folder, "test", "2.47.0-hostile");
        assertThat(captions())
                .containsExactly("Locust: Response times (ms)", "Locust: Requests/s", "Locust: Failed requests (%)");
        assertThat(charts().get(0).getAttribute("tool")).isEqualTo("locust/test/test");
    }

    @Test
    void severalTestsHaveTheirOwnTimesAndShareTheOtherCharts() throws Exception {
        for (String recorded : List.of("2.46.3-ok", "2.47.0-hostile")) {
            FreeStyleBuild build = Publisher.build(job, folder, "signups", recorded);
            Path results = Summaries.copy(recorded, Files.createTempDirectory(folder, "second"));
            LocustReports.publish(build, StreamTaskListener.NULL, "viral load", results, Summaries.of(results));
        }
        assertThat(captions())
                .containsExactly(
                        "Locust: signups: Response times (ms)",
                        "Locust: viral load: Response times (ms)",
                        "Locust: Requests/s",
                        "Locust: Failed requests (%)");
        assertThat(charts()).extracting(chart -> chart.getAttribute("tool")).contains("locust/test/viral%20load");
        JSONObject rates = model(action().getTrends().get(2), "{}");
        assertThat(rates.getJSONArray("series").getJSONObject(1).getString("name"))
                .isEqualTo("viral load");
    }

    @Test
    void aJobWithoutASuccessfulBuildShowsItsTrend() throws Exception {
        for (int i = 0; i < 3; i++) {
            Publisher.build(job, folder, "test", "2.46.3-bad", Result.FAILURE);
        }
        assertThat(job.getLastSuccessfulBuild()).isNull();
        assertThat(captions()).hasSize(3);
        assertThat(model(action().getTrends().get(0), "{}").getString("buildNumbers"))
                .isEqualTo("[1,2,3]");
    }

    @Test
    void theLastTestIsFoundBeforeBuildsWithoutOne() throws Exception {
        Publisher.build(job, folder, "test", "2.46.3-ok");
        Publisher.build(job, folder, "test", "2.46.3-ok");
        job.getBuildersList().clear();
        for (int i = 0; i < 3; i++) {
            jenkins.buildAndAssertSuccess(job);
        }
        assertThat(captions()).hasSize(3);
    }

    @Test
    void aPipelinesPageHasTheSameCharts() throws Exception {
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
        assertThat(captions(pipeline)).hasSize(3);
    }

    @Test
    void aJobWithoutLoadTestsHasNoTrend() throws Exception {
        jenkins.buildAndAssertSuccess(job);
        assertThat(action()).isNull();
        assertThat(captions()).isEmpty();
    }

    @Test
    void onlyTheSelectedResponseTimesAreDrawn() throws Exception {
        Publisher.build(job, folder, "test", "2.46.3-ok");
        Publisher.build(job, folder, "test", "2.47.0-hostile");
        Trend<?> times = action().getTrends().get(0);
        assertThat(names(model(times, "{}"))).containsExactly("Median", "p95", "p99");
        assertThat(names(model(times, "{\"metrics\":{\"MEDIAN\":false,\"P95\":true},\"numberOfBuilds\":\"50\"}")))
                .containsExactly("p95");
        assertThat(names(model(times, "{\"metrics\":{\"MEDIAN\":false}}")))
                .as("none chosen")
                .containsExactly("Median", "p95", "p99");
        assertThat(names(model(times, "no JSON"))).hasSize(3);
    }

    @Test
    void aTrendReadsOnlyBuildXml() throws Exception {
        Publisher.build(job, folder, "test", "2.46.3-ok");
        FreeStyleBuild newest = Publisher.build(job, folder, "test", "2.47.0-hostile");
        for (FreeStyleBuild build : job.getBuilds()) {
            build.deleteArtifacts();
        }
        JSONObject times = JSONObject.fromObject(
                browser.goTo("job/kandu/locust/test/test/trend?chart=0&configuration={}", "application/json")
                        .getWebResponse()
                        .getContentAsString());
        assertThat(times.getJSONArray("series")
                        .getJSONObject(1)
                        .getJSONArray("data")
                        .getDouble(1))
                .isEqualTo(47);
        assertThat(times.getJSONArray("buildNumbers").getInt(1)).isEqualTo(newest.getNumber());
        browser.getOptions().setPrintContentOnFailingStatusCode(false);
        browser.assertFails("job/kandu/locust/test/test/trend?chart=3&configuration={}", 404);
    }

    @Test
    void eachRequestNameHasItsOwnTrend() throws Exception {
        Publisher.build(job, folder, "test", "2.46.3-ok");
        Publisher.build(job, folder, "test", "2.47.0-hostile");
        HtmlPage trends = browser.goTo("job/kandu/locust/");
        HtmlPage test = trends.getAnchorByText("test").click();
        HtmlPage name = test.getAnchorByText("it's").click();
        assertThat(name.asNormalizedText()).contains("Trends of GET it's");
        JSONObject times = JSONObject.fromObject(browser.goTo(
                        "job/kandu/locust/test/test/name/" + NameId.of("GET", "it's")
                                + "/trend?chart=0&configuration={}",
                        "application/json")
                .getWebResponse()
                .getContentAsString());
        assertThat(times.getString("buildNumbers")).as("only one build had it").isEqualTo("[2]");
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

        HtmlPage page = browser.goTo("job/kandu/locust/test/test/");
        assertThat(page.<HtmlElement>getByXPath("//table[@id='locust-notes']/tbody/tr"))
                .extracting(HtmlElement::asNormalizedText)
                .containsExactly("#3\t" + evil, "#1\tnew JVM; slow disk " + evil);
        assertThat(browser.goTo("job/kandu/1/locust/test/test/").asNormalizedText())
                .contains("Note: new JVM");
        for (String url : List.of("job/kandu/3/", "job/kandu/3/locust/test/test/")) {
            assertThat(browser.goTo(url).asNormalizedText()).contains("Note: " + evil);
        }
        assertThat(alerts).isEmpty();
    }

    private LocustJobAction action() {
        return job.getAction(LocustJobAction.class);
    }

    private List<String> captions() throws Exception {
        return captions(job);
    }

    private List<String> captions(Job<?, ?> of) throws Exception {
        return browser.goTo(of.getUrl()).<HtmlElement>getByXPath("//div[@class='test-trend-caption']").stream()
                .map(caption -> caption.asNormalizedText().strip())
                .toList();
    }

    private List<HtmlElement> charts() throws Exception {
        return browser.getPage(job).getByXPath("//div[contains(@class, 'echarts-trend')]");
    }

    private static JSONObject model(Trend<?> trend, String configuration) {
        return JSONObject.fromObject(trend.getConfigurableBuildTrendModel(configuration));
    }

    private static List<String> names(JSONObject model) {
        return model.getJSONArray("series").stream()
                .map(series -> ((JSONObject) series).getString("name"))
                .toList();
    }
}
