package io.jenkins.plugins.locustswarm.report.build;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.Item;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.locustswarm.engine.record.Cost;
import io.jenkins.plugins.locustswarm.fixture.WebClients;
import io.jenkins.plugins.locustswarm.report.JenkinsWithJob;
import io.jenkins.plugins.locustswarm.report.Publisher;
import io.jenkins.plugins.locustswarm.report.Summaries;
import io.jenkins.plugins.locustswarm.report.kept.NameId;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import java.io.RandomAccessFile;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import jenkins.model.Jenkins;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.htmlunit.SilentCssErrorHandler;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTable;
import org.htmlunit.javascript.SilentJavaScriptErrorListener;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

class BuildPageTest extends JenkinsWithJob {

    private static final String EVIL = "<script>alert(1)</script>";

    @Test
    void theReportShowsVerdictFiguresGatesNamesFailuresAndFiles() throws Exception {
        Publisher.build(job, folder, "typical load", "2.46.3-ok");
        FreeStyleBuild build = Publisher.build(
                job,
                folder,
                "typical load",
                "2.47.0-hostile",
                "p95 < 800",
                "failures < 0.5%",
                "p99 < 400% of baseline",
                "GET nothing p95 < 1");

        HtmlPage page = browser.getPage(build, "locust");

        assertThat(page.getUrl().getPath()).endsWith("/job/kandu/2/locust/test/typical%20load/");
        String text = page.asNormalizedText();
        assertThat(text)
                .contains("Load test typical load", "Unstable", "typical_load.py against http://127.0.0.1:8080")
                .contains("HTTPError('500 Server Error", "Users raised 10 exceptions: boom");
        assertThat(page.getElementById("locust-answer").asNormalizedText())
                .startsWith(
                        "Unstable: 0.93 % of all requests failed, above the threshold of 0.5 %; gate GET nothing p95 < 1")
                .contains("1 more problem", "p95 +236 % (worse) against the baseline #1")
                .contains("4 users");
        assertThat(rows(page, "locust-ran"))
                .contains(List.of("Locustfile", "typical_load.py", "Locust 2.47.0"))
                .contains(List.of("Users", "4", "6 at once"))
                .contains(List.of("Spawn rate", "4 users per second", ""))
                .contains(List.of("Run time", "0:08", "0:06"))
                .contains(List.of("Worker processes", "2", "2"));
        assertThat(rows(page, "locust-exceptions"))
                .singleElement()
                .satisfies(row -> assertThat(row.get(0)).isEqualTo("10"));
        assertThat(rows(page, "locust-gates"))
                .containsExactly(
                        List.of("passed", "p95 < 800", "47 ms", "800 ms", "–", "47 ms < 800 ms", "Unstable"),
                        List.of(
                                "missed",
                                "failures < 0.5%",
                                "0.93 %",
                                "0.5 %",
                                "–",
                                "0.93 % is not < 0.5 %",
                                "Unstable"),
                        List.of(
                                "passed",
                                "p99 < 400% of baseline",
                                "48 ms",
                                "60 ms",
                                "15 ms",
                                "48 ms < 60 ms (400 % of the baseline's 15 ms); the baseline had other conditions:"
                                        + " Locust version 2.46.3 instead of 2.47.0",
                                "Unstable"),
                        List.of(
                                "missed",
                                "GET nothing p95 < 1",
                                "–",
                                "1 ms",
                                "–",
                                "this run has no requests named \"GET nothing\"",
                                "Unstable"));
        assertThat(rows(page, "locust-names"))
                .hasSize(10)
                .anySatisfy(row ->
                        assertThat(row).startsWith("GET it's", "59", "0", "44").contains("9.8"));
        assertThat(page.getAnchorByText("summary.json").click().getWebResponse().getContentAsString())
                .contains("\"swarm\" : \"kandu\"");
        assertThat(browser.getPage(build, "locust")
                        .getWebResponse()
                        .getContentAsString()
                        .replaceAll("(?s)<head>.*?</head>", ""))
                .doesNotContain("onclick=\"", "style=\"color");
    }

    @Test
    void theCostOfTheMachinesIsInTheReportAndTheRemoteApi() throws Exception {
        FreeStyleBuild build = Publisher.build(job, folder, "test", "2.46.3-ok");
        Cost cost = new Cost(0.75, new BigDecimal("0.0078"), "USD", "the configured price table");
        LocustReports.record(build, "test", Summaries.of("2.46.3-ok").withCost(cost));
        Cost hours = new Cost(1.5, null, null, "no price is configured for <b>");
        LocustReports.record(build, "dear", Summaries.of("2.46.3-ok").withCost(hours));

        assertThat(browser.getPage(build, "locust/test/test/").asNormalizedText())
                .contains("0.75 machine-hours, about 0.0078 USD (the configured price table)");
        assertThat(browser.getPage(build, "locust/test/dear/").asNormalizedText())
                .contains("1.5 machine-hours (no price is configured for <b>)")
                .doesNotContain("about");
        JSONArray tests = json(build, "locust/api/json").getJSONArray("tests");
        JSONObject told = tests.getJSONObject(0).getJSONObject("cost");
        assertThat(told.getDouble("machineHours")).isEqualTo(0.75);
        assertThat(told.getDouble("estimate")).isEqualTo(0.0078);
        assertThat(told.getString("currency")).isEqualTo("USD");
        assertThat(tests.getJSONObject(1).getJSONObject("cost").get("estimate").toString())
                .isEqualTo("null");
    }

    @Test
    void textOfATargetIsNeverMarkup() throws Exception {
        List<String> alerts = new ArrayList<>();
        browser.setJavaScriptEnabled(true);
        browser.setAlertHandler((page, message) -> alerts.add(message));
        // The chart library asks too much of HtmlUnit
        browser.getOptions().setThrowExceptionOnScriptError(false);
        browser.setJavaScriptErrorListener(new SilentJavaScriptErrorListener());
        browser.setCssErrorHandler(new SilentCssErrorHandler());
        FreeStyleBuild build =
                Publisher.build(job, folder, "evil", "2.47.0-hostile", "GET " + EVIL + " p95 < 1", "p95 < 800");
        String id = NameId.of("GET", EVIL);
        for (String url : List.of(
                "",
                "locust/test/evil/",
                "locust/test/evil/name/" + id + "/",
                "../locust/",
                "../locust/test/evil/",
                "../locust/test/evil/name/" + id + "/",
                "..")) {
            HtmlPage page = browser.getPage(build, url);
            browser.waitForBackgroundJavaScript(10_000); // which shows what it fetches
            for (DomElement script : page.getElementsByTagName("script")) {
                assertThat(script.getTextContent()).as(url).doesNotContain("alert(1)");
            }
        }
        assertThat(alerts).isEmpty();
        HtmlPage page = browser.getPage(build, "locust/test/evil/");
        assertThat(rows(page, "locust-gates").get(0)).contains("GET " + EVIL + " p95 < 1");
        HtmlPage name = page.getAnchorByText(EVIL).click();
        assertThat(name.asNormalizedText()).contains("GET " + EVIL, "In test evil");
    }

    @Test
    void theChartsOverTimeAreReadFromTheArchive() throws Exception {
        FreeStyleBuild build = Publisher.build(job, folder, "test", "2.47.0-hostile");
        JSONObject charts = json(build, "locust/test/test/charts");
        assertThat(charts.getInt("secondsPerPoint")).isEqualTo(1);
        assertThat(charts.getJSONArray("lines").getJSONObject(1).getString("id"))
                .isEqualTo("p95");

        assertThat(json(build, "locust/test/test/name/" + NameId.of("GET", "it's") + "/charts")
                        .getString("problem"))
                .as("recorded without full history")
                .isEqualTo("The history of this run has no figures.");
    }

    @Test
    void fullHistoryGivesEachNameItsCharts() throws Exception {
        FreeStyleBuild build = Publisher.build(job, folder, "test", "2.46.3-full-history");
        JSONObject charts = json(build, "locust/test/test/name/" + NameId.of("GET", "/ok") + "/charts");
        JSONObject rate = charts.getJSONArray("lines").getJSONObject(3);
        assertThat(rate.getString("id")).isEqualTo("requestsPerSecond");
        assertThat(rate.getJSONArray("data").toArray())
                .anySatisfy(value -> assertThat(((Number) value).doubleValue()).isPositive());
    }

    @Test
    void withoutTheArchiveThePageShowsTheFiguresOfTheBuild() throws Exception {
        FreeStyleBuild build = Publisher.build(job, folder, "test", "2.47.0-hostile", "p95 < 800");
        build.deleteArtifacts();
        HtmlPage page = browser.getPage(build, "locust");
        assertThat(page.asNormalizedText())
                .contains("The artifacts of this build do not contain the files of this run");
        assertThat(rows(page, "locust-names")).hasSize(10);
        assertThat(rows(page, "locust-gates")).hasSize(1);
        assertThat(json(build, "locust/test/test/charts").getString("problem"))
                .isEqualTo("The artifacts do not contain the history of this run.");
    }

    @Test
    void aSummaryThatIsTooLargeOrBrokenIsNamedAndTheFiguresOfTheBuildAreShown() throws Exception {
        FreeStyleBuild build = Publisher.build(job, folder, "test", "2.47.0-hostile");
        Path summary = build.getRootDir().toPath().resolve("archive/locust/test/summary.json");
        try (RandomAccessFile file = new RandomAccessFile(summary.toFile(), "rw")) {
            file.setLength(ArchivedResults.MAX_SUMMARY + 1L);
        }
        LogRecorder log = new LogRecorder().record(TestPage.class, Level.INFO).capture(10);

        HtmlPage page = browser.getPage(build, "locust");

        assertThat(page.getElementById("locust-problem").asNormalizedText())
                .isEqualTo("locust/test/summary.json of kandu #1 is too large to be shown: it has more than 16 MB."
                        + " The summary in the build is shown instead.");
        assertThat(rows(page, "locust-names")).hasSize(10);
        assertThat(log.getRecords()).isEmpty();

        Files.writeString(summary, "{\"format\": ");
        page = browser.getPage(build, "locust");
        assertThat(page.getElementById("locust-problem").asNormalizedText())
                .startsWith("The summary locust/test/summary.json of kandu #1 cannot be read: ");
        assertThat(rows(page, "locust-names")).hasSize(10);
    }

    @Test
    void aUserWithoutAccessToArtifactsSeesNothingFromThem() throws Exception {
        FreeStyleBuild build = Publisher.build(job, folder, "test", "2.47.0-hostile", "p95 < 800");
        String enabled = System.setProperty("hudson.security.ArtifactsPermission", "true");
        try {
            jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
            jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                    .grant(Jenkins.READ, Item.READ)
                    .everywhere()
                    .to("reader")
                    .grant(Jenkins.READ)
                    .everywhere()
                    .to("stranger"));
            browser.login("reader");
            HtmlPage page = browser.getPage(build, "locust");
            assertThat(page.asNormalizedText())
                    .contains("or you do not have permission to read them")
                    .doesNotContain("summary.json", "HTTPError");
            assertThat(json(build, "locust/test/test/charts").getString("problem"))
                    .isEqualTo("You do not have permission to read the artifacts of this build.");

            JenkinsRule.WebClient stranger = WebClients.withoutScripts(jenkins);
            stranger.getOptions().setPrintContentOnFailingStatusCode(false);
            stranger.login("stranger");
            stranger.assertFails(build.getUrl() + "locust/test/test/", 404);
            stranger.assertFails("job/kandu/locust/test/test/trend?chart=0&configuration={}", 404);
        } finally {
            restore("hudson.security.ArtifactsPermission", enabled);
        }
    }

    private static void restore(String property, String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }

    @Test
    void aBuildWithSeveralTestsListsThem() throws Exception {
        FreeStyleBuild build = Publisher.build(job, folder, "one", "2.46.3-ok");
        Path results = Summaries.copy("2.12.0-one-worker-killed", folder.resolve("killed"));
        LocustReports.publish(build, StreamTaskListener.NULL, "two", results, Summaries.of(results));

        HtmlPage page = browser.getPage(build, "locust/");
        assertThat(rows(page, "locust-tests"))
                .extracting(row -> row.get(0) + " " + row.get(1))
                .containsExactly("Passed one", "Unstable two");
        assertThat(rows(page, "locust-tests").get(1))
                .last()
                .asString()
                .startsWith("1 of 2 worker processes was lost during the load");
        HtmlPage two = page.getAnchorByText("two").click();
        assertThat(two.getElementById("locust-health").asNormalizedText()).contains("worker");
        assertThat(browser.getPage(build).asNormalizedText())
                .contains("Locust: one", "Locust: two", "Passed", "Unstable: 1 of 2 worker processes was lost");
    }

    @Test
    void theRemoteApiHasTheSameFigures() throws Exception {
        FreeStyleBuild build = Publisher.build(job, folder, "test", "2.47.0-hostile", "p95 < 40");
        JSONObject test = json(build, "locust/api/json").getJSONArray("tests").getJSONObject(0);
        assertThat(test.getString("test")).isEqualTo("test");
        assertThat(test.getString("verdict")).isEqualTo("UNSTABLE");
        assertThat(test.getJSONObject("total").getLong("requests")).isEqualTo(540);
        assertThat(test.getJSONObject("total").getDouble("p95")).isEqualTo(47);
        assertThat(test.getJSONArray("names").size()).isEqualTo(10);
        assertThat(test.getJSONArray("gates").getJSONObject(0).getBoolean("passed"))
                .isFalse();
        assertThat(browser.goToXml(build.getUrl() + "locust/api/xml")
                        .getWebResponse()
                        .getContentAsString())
                .contains("<name>&lt;script&gt;alert(1)&lt;/script&gt;</name>");
    }

    @Test
    void anUnknownTestOrNameIsNotFound() throws Exception {
        browser.getOptions().setPrintContentOnFailingStatusCode(false);
        FreeStyleBuild build = Publisher.build(job, folder, "test", "2.46.3-ok");
        browser.assertFails(build.getUrl() + "locust/test/other/", 404);
        browser.assertFails(build.getUrl() + "locust/test/test/name/0123456789abcdef/", 404);
        browser.assertFails("job/kandu/locust/test/other/", 404);
        browser.assertFails("job/kandu/locust/test/test/name/0123456789abcdef/", 404);
    }

    private JSONObject json(FreeStyleBuild build, String url) throws Exception {
        return JSONObject.fromObject(browser.goTo(build.getUrl() + url, "application/json")
                .getWebResponse()
                .getContentAsString());
    }

    private static List<List<String>> rows(HtmlPage page, String table) {
        HtmlTable found = page.getHtmlElementById(table);
        return found.getBodies().get(0).getRows().stream()
                .map(row -> row.getCells().stream()
                        .map(cell -> cell.asNormalizedText().strip())
                        .toList())
                .toList();
    }
}
