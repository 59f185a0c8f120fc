package io.jenkins.plugins.locustswarm.report.build;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.ResponseTimes;
import io.jenkins.plugins.locustswarm.report.JenkinsWithJob;
import io.jenkins.plugins.locustswarm.report.PlantedRun;
import io.jenkins.plugins.locustswarm.report.Publisher;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTable;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockFolder;

class ComparePageTest extends JenkinsWithJob {

    private static final String COMPARE = "locust/test/test/compare";

    @Test
    void twoBuildsOfAJobAreShownSideBySide() throws Exception {
        Publisher.build(job, folder, "test", "2.46.3-full-history");
        FreeStyleBuild build = Publisher.build(job, folder, "test", "2.47.0-hostile");

        HtmlPage report = browser.getPage(build, "locust/test/test/");
        HtmlPage empty = report.getAnchorByText("Compare with...").click();
        assertThat(empty.getElementById("locust-compared")).isNull();
        assertThat(empty.getElementById("locust-compare-missing")).isNull();
        HtmlForm form = empty.getHtmlElementById("locust-compare");
        form.getInputByName("build").setValue("1");
        HtmlPage page = jenkins.submit(form);

        assertThat(page.getUrl().getQuery()).isEqualTo("job=&build=1");
        List<List<String>> runs = rows(page, "locust-compared-runs");
        assertThat(runs.get(0)).startsWith("Verdict");
        assertThat(runs).anySatisfy(row -> assertThat(row).startsWith("Requests", "540"));
        assertThat(runs.get(2).get(0)).isEqualTo("Length of the load");
        assertThat(runs.get(2).subList(1, 3)).allMatch(length -> length.matches("\\d:\\d\\d"));
        assertThat(runs).anySatisfy(row -> assertThat(row.get(0)).isEqualTo("p95"));
        assertThat(page.asNormalizedText()).contains("only in #1", "only in #2");
        assertThat(rows(page, "locust-conditions"))
                .extracting(row -> row.get(0))
                .contains("Locust version");
        assertThat(page.querySelector(".locust-timeline")
                        .getAttributes()
                        .getNamedItem("data-url")
                        .getNodeValue())
                .isEqualTo("charts?job=&build=1");

        JSONObject charts =
                JSONObject.fromObject(browser.goTo(build.getUrl() + COMPARE + "/charts?build=1", "application/json")
                        .getWebResponse()
                        .getContentAsString());
        assertThat(charts.getJSONObject("baseline").getString("name")).isEqualTo("#1");
    }

    @Test
    void aBuildOfAnotherJobIsFoundByTheFullNameOfTheJob() throws Exception {
        MockFolder shop = jenkins.createFolder("shop");
        FreeStyleProject other = shop.createProject(FreeStyleProject.class, "main");
        Publisher.build(other, folder, "test", "2.46.3-ok");
        FreeStyleBuild build = Publisher.build(job, folder, "test", "2.46.3-ok");

        HtmlPage page = browser.getPage(build, COMPARE + "?job=shop/main&build=1");
        assertThat(page.getElementById("locust-same-conditions")).isNotNull();
        HtmlPage swapped = page.getAnchorByText("Swap").click();
        assertThat(swapped.getUrl().getPath()).contains("/job/shop/job/main/1/locust/test/test/compare/");
        assertThat(swapped.asNormalizedText()).contains("kandu #1");
        assertThat(page.getAnchorByText("shop/main #1").getHrefAttribute())
                .endsWith("/job/shop/job/main/1/locust/test/test/");
    }

    @Test
    void aRequestNameHasItsOwnTimelineOfBothRuns() throws Exception {
        Publisher.build(job, folder, "test", "2.46.3-full-history");
        FreeStyleBuild build = Publisher.build(job, folder, "test", "2.46.3-full-history");
        HtmlPage page = browser.getPage(build, COMPARE + "?build=1");
        String url = page.querySelector("#locust-compared .locust-open")
                .getAttributes()
                .getNamedItem("data-url")
                .getNodeValue();

        JSONObject charts = charts(build, url);
        assertThat(charts.getJSONObject("baseline").getString("name")).isEqualTo("#1");
        assertThat(charts.getString("lines"))
                .isNotEqualTo(charts(build, "charts?build=1").getString("lines"));

        browser.getOptions().setPrintContentOnFailingStatusCode(false);
        browser.assertFails(build.getUrl() + COMPARE + "/charts?build=1&name=nothing", 404);
    }

    @Test
    void theSameBuildWithoutItsArtifactsIsComparedByTheFiguresOfTheBuild() throws Exception {
        Publisher.build(job, folder, "test", "2.46.3-ok").deleteArtifacts();
        FreeStyleBuild build = Publisher.build(job, folder, "test", "2.46.3-ok");
        HtmlPage page = browser.getPage(build, COMPARE + "?build=1");
        assertThat(rows(page, "locust-compared")).isNotEmpty();
        assertThat(page.asNormalizedText()).doesNotContain("only in");
    }

    @Test
    void thePageSaysOfWhichNamesABuildKeepsNoFigures() throws Exception {
        FreeStyleBuild before = PlantedRun.build(job, PlantedRun.of(100, 10, names("/old/", 203)));
        FreeStyleBuild build = PlantedRun.build(job, PlantedRun.of(100, 10, names("/new/", 2)));

        assertThat(browser.getPage(build, "locust/test/checkout/compare?build=1")
                        .getElementById("main-panel")
                        .getTextContent())
                .contains("only in #1", "#1 keeps no figures of this name")
                .contains("#1 keeps the figures of its most requested names only, not those of 3 more names.")
                .doesNotContain("only in #2", "#2 keeps");
        assertThat(browser.getPage(before, "locust/test/checkout/compare?build=2")
                        .getElementById("main-panel")
                        .getTextContent())
                .contains("only in #1", "#1 keeps no figures of this name")
                .doesNotContain("only in #2");
    }

    private static List<NameStats> names(String prefix, int count) {
        ResponseTimes times = ResponseTimes.of(50.0, 40.0, 10.0, 900.0, Map.of("95%", 100.0));
        return IntStream.range(0, count)
                .mapToObj(i -> NameStats.of("GET", prefix + i, 1000 - i, 0, 10, times))
                .toList();
    }

    @Test
    void aBuildThatMayNotBeReadLooksLikeOneThatDoesNotExist() throws Exception {
        FreeStyleProject secret = jenkins.createFreeStyleProject("secret");
        Publisher.build(secret, folder, "test", "2.46.3-ok");
        FreeStyleBuild build = Publisher.build(job, folder, "test", "2.46.3-ok");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "discoverer")
                .grant(Item.READ)
                .onItems(job)
                .to("reader", "discoverer")
                .grant(Item.DISCOVER)
                .everywhere()
                .to("discoverer"));
        browser.getOptions().setPrintContentOnFailingStatusCode(false);
        for (String user : List.of("reader", "discoverer")) {
            browser.login(user);
            assertThat(missing(build, "secret", "1"))
                    .isEqualTo("There is no build 1 of secret that you may read and that ran the load test test.");
            assertThat(missing(build, "nothing", "1"))
                    .isEqualTo(missing(build, "secret", "1").replace("secret", "nothing"));
            assertThat(missing(build, "secret", "77")).contains("There is no build 77 of secret");
            browser.assertFails(build.getUrl() + COMPARE + "/charts?job=secret&build=1", 404);
            assertThat(browser.getPage(build, COMPARE).querySelectorAll("#locust-compare-jobs option"))
                    .isEmpty();
        }
        assertThat(missing(build, "", "77")).startsWith("There is no build 77 of kandu ");
    }

    @Test
    void whatIsNoBuildIsNamedAndNeverMarkup() throws Exception {
        FreeStyleBuild build = Publisher.build(job, folder, "test", "2.46.3-ok");
        assertThat(missing(build, "%3Cscript%3Ealert(1)%3C/script%3E", "%3Cb%3E%20-1"))
                .isEqualTo("There is no build <b> -1 of <script>alert(1)</script> that you may read"
                        + " and that ran the load test test.");
        assertThat(missing(build, "kandu", "99999999999")).contains("There is no build 99999999999");
    }

    private JSONObject charts(FreeStyleBuild build, String url) throws Exception {
        return JSONObject.fromObject(browser.goTo(build.getUrl() + COMPARE + "/" + url, "application/json")
                .getWebResponse()
                .getContentAsString());
    }

    private String missing(FreeStyleBuild build, String other, String number) throws Exception {
        HtmlPage page = browser.getPage(build, COMPARE + "?job=" + other + "&build=" + number);
        assertThat(page.getElementById("locust-compared")).isNull();
        return page.getElementById("locust-compare-missing").asNormalizedText();
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
