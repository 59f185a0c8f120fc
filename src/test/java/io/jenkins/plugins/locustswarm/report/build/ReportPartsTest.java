package io.jenkins.plugins.locustswarm.report.build;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.util.StreamTaskListener;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.report.JenkinsWithJob;
import io.jenkins.plugins.locustswarm.report.PlantedRun;
import io.jenkins.plugins.locustswarm.report.Summaries;
import io.jenkins.plugins.locustswarm.report.kept.NameId;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.htmlunit.SilentCssErrorHandler;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.javascript.SilentJavaScriptErrorListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportPartsTest extends JenkinsWithJob {

    private static final int NAMES = 200;

    @BeforeEach
    void allowScripts() {
        browser.setJavaScriptEnabled(true);
        // The chart library asks too much of HtmlUnit
        browser.getOptions().setThrowExceptionOnScriptError(false);
        browser.setJavaScriptErrorListener(new SilentJavaScriptErrorListener());
        browser.setCssErrorHandler(new SilentCssErrorHandler());
    }

    private static DomNode tile(HtmlPage page, String metric) {
        return page.querySelector(
                        "a[href='/jenkins/job/kandu/locust/test/" + PlantedRun.TEST + "/#locust-trend-" + metric + "']")
                .getParentNode()
                .getParentNode();
    }

    @Test
    void aTileLinksToItsTrendAndHasTheDifferenceToTheBaselineAndALineOfTheLastBuilds() throws Exception {
        PlantedRun.build(job, PlantedRun.of(200));
        FreeStyleBuild build = PlantedRun.build(job, PlantedRun.of(300), "p95 < 200% of baseline");
        browser.setJavaScriptEnabled(false);
        HtmlPage page = browser.getPage(build, "locust");

        DomNode p95 = tile(page, "p95");
        assertThat(p95.asNormalizedText()).contains("300 ms", "+50 %, worse against #1");
        DomElement line = p95.querySelector("svg[role=img]");
        assertThat(line.getAttribute("aria-label"))
                .isEqualTo("The last 2 builds: lowest 200 ms, highest 300 ms, oldest 200 ms");
        assertThat(((DomElement) line.querySelector("polyline")).getAttribute("points"))
                .isEqualTo("2.0,22.0 98.0,2.0");
        assertThat(tile(page, "median").asNormalizedText()).contains("0 % against #1");
        assertThat(page.getElementById("locust-answer").asNormalizedText())
                .contains("Passed: its gate passed", "p95 +50 % (worse) against the baseline #1");
    }

    @Test
    void aTileHasTheDifferenceToTheMedianOfSeveralBuildsAndThePageSaysWhichTheyAre() throws Exception {
        for (int p95 : List.of(180, 200, 260)) {
            PlantedRun.build(job, PlantedRun.of(p95));
        }
        FreeStyleBuild build = PlantedRun.buildWith(job, PlantedRun.of(300), "last 3", "p95 < 200% of baseline");
        browser.setJavaScriptEnabled(false);
        HtmlPage page = browser.getPage(build, "locust");
        assertThat(tile(page, "p95").asNormalizedText()).contains("+50 %, worse against the median of 3 builds");
        assertThat(page.getElementById("locust-baseline").asNormalizedText())
                .isEqualTo("The baseline is the median of 3 builds, #1 to #3. The charts over time do not show it.");
        assertThat(page.getElementById("locust-answer").asNormalizedText())
                .contains("p95 +50 % (worse) against the median of 3 builds");

        job.getBuildByNumber(2).delete();
        assertThat(tile(browser.getPage(build, "locust"), "p95").asNormalizedText())
                .as("the median would be another one")
                .doesNotContain("against");
    }

    @Test
    void thePageSaysWhatWasAskedDifferentlyOfTheBaseline() throws Exception {
        PlantedRun.build(job, PlantedRun.of(200, 50));
        FreeStyleBuild other = PlantedRun.build(job, PlantedRun.of(200, 10), "p95 < 110% of baseline");
        FreeStyleBuild same = PlantedRun.build(job, PlantedRun.of(200, 10), "p95 < 110% of baseline");
        browser.setJavaScriptEnabled(false);

        assertThat(browser.getPage(other, "locust")
                        .getElementById("locust-baseline-conditions")
                        .asNormalizedText())
                .isEqualTo("The baseline had other conditions: Users: 50 instead of 10.");
        String name = "locust/test/" + PlantedRun.TEST + "/name/" + NameId.of("GET", "/cart");
        assertThat(browser.getPage(other, name).asNormalizedText()).contains("Users: 50 instead of 10");
        assertThat(browser.getPage(same, "locust").asNormalizedText()).doesNotContain("other conditions");
    }

    @Test
    void theTilesOfARequestNameHaveALineOfTheLastBuilds() throws Exception {
        PlantedRun.build(job, PlantedRun.of(200));
        PlantedRun.build(job, PlantedRun.of(250));
        FreeStyleBuild build = PlantedRun.build(job, PlantedRun.of(300));
        job.getLazyBuildMixIn().getRunMap().purgeCache();
        browser.setJavaScriptEnabled(false);
        HtmlPage name = browser.getPage(
                job.getBuildByNumber(build.getNumber()),
                "locust/test/" + PlantedRun.TEST + "/name/" + NameId.of("GET", "/cart"));
        assertThat(((DomElement) name.querySelector("a[href$='#locust-trend-p95']")
                                .getParentNode()
                                .getParentNode()
                                .querySelector("svg[role=img]"))
                        .getAttribute("aria-label"))
                .isEqualTo("The last 3 builds: lowest 200 ms, highest 300 ms, oldest 200 ms");
        assertThat(job.getLazyBuildMixIn().getRunMap().getLoadedBuilds().keySet())
                .as("only the build before is loaded, to which the page links")
                .doesNotContain(1);
    }

    @Test
    void withoutABaselineATileHasNoDifferenceAndOfOneBuildNoLine() throws Exception {
        browser.setJavaScriptEnabled(false);
        HtmlPage page = browser.getPage(PlantedRun.build(job, PlantedRun.of(200)), "locust");
        assertThat((DomNode) tile(page, "p95").querySelector("svg")).isNull();
        assertThat(page.asNormalizedText()).doesNotContain("against #", "Against #");
    }

    @Test
    void withoutTheArchiveTheReasonsAreThoseOfTheBuildsPage() throws Exception {
        FreeStyleBuild build = PlantedRun.build(job, PlantedRun.of(1240), "p95 < 800 failed");
        browser.setJavaScriptEnabled(false);
        String sentence = "Failed: p95 1,240 ms is above the threshold of 800 ms";
        assertThat(browser.getPage(build, "locust").asNormalizedText()).contains(sentence);
        assertThat(browser.getPage(build).asNormalizedText()).contains(sentence);
    }

    /** A run in which each of many names was requested as often as its number says. */
    private FreeStyleBuild buildOfManyNames() throws Exception {
        Path results = Summaries.copy("2.46.3-ok", folder.resolve("many"));
        List<String> lines = new ArrayList<>(Files.readAllLines(results.resolve("locust_stats.csv")));
        List<String> rows = new ArrayList<>(List.of(lines.get(0)));
        for (int i = 1; i <= NAMES; i++) {
            rows.add("GET,/item/" + i + "," + i + "," + failures(i)
                    + ",13,12.7,10.6,27.2,5.0,1.5,0.0,13,13,13,13,14,14,15,17,27,27,27");
        }
        rows.add(lines.get(lines.size() - 1));
        Files.write(results.resolve("locust_stats.csv"), rows);
        FreeStyleBuild build = job.scheduleBuild2(0).get();
        RunSummary summary = Summaries.of(results);
        LocustReports.publish(build, StreamTaskListener.NULL, PlantedRun.TEST, results, summary);
        return build;
    }

    /** The first name has the largest part of failures, and the last one the most. */
    private static int failures(int number) {
        return number == 1 ? 1 : number / NAMES * 2;
    }

    private static List<String> shown(HtmlPage page) {
        return page.querySelectorAll("#locust-names tr.locust-row").stream()
                .filter(row -> !((DomElement) row).hasAttribute("hidden"))
                .map(row -> row.querySelector("a").getTextContent())
                .toList();
    }

    @Test
    void onlyTheFirst25NamesAreShownUntilTheUserAsksForAll() throws Exception {
        HtmlPage page = browser.getPage(buildOfManyNames(), "locust");
        assertThat(shown(page)).hasSize(25).startsWith("/item/200", "/item/199");

        HtmlElement all = page.querySelector(".locust-show-all");
        assertThat(all.getTextContent()).isEqualTo("Show all 200");
        page.executeJavaScript("document.querySelector('.locust-show-all').click()"); // HtmlUnit takes it for hidden

        assertThat(shown(page)).hasSize(NAMES);
        assertThat(all.hasAttribute("hidden")).isTrue();
    }

    @Test
    void theFilterFindsNamesThatAreNotShown() throws Exception {
        HtmlPage page = browser.getPage(buildOfManyNames(), "locust");
        HtmlInput filter = page.querySelector(".locust-filter input");

        filter.type("ITEM/1");

        assertThat(shown(page)).hasSize(25).contains("/item/199").doesNotContain("/item/200");
        assertThat(page.<DomElement>querySelector(".locust-shown").getTextContent())
                .isEqualTo("111 of 200");
        filter.type("7");
        assertThat(shown(page)).hasSize(11).contains("/item/17", "/item/170");
        filter.type("x");
        assertThat(shown(page)).isEmpty();
        assertThat(page.<DomElement>querySelector(".locust-nothing").hasAttribute("hidden"))
                .isFalse();
    }

    @Test
    void aHeadingIsAButtonThatSortsAllNamesAndSaysInWhichOrder() throws Exception {
        HtmlPage page = browser.getPage(buildOfManyNames(), "locust");
        HtmlElement requests = button(page, "Requests");
        DomElement heading = (DomElement) requests.getParentNode();

        requests.click();
        assertThat(heading.getAttribute("aria-sort")).isEqualTo("descending");
        assertThat(shown(page)).hasSize(25).startsWith("/item/200", "/item/199");

        requests.click();
        assertThat(heading.getAttribute("aria-sort")).isEqualTo("ascending");
        assertThat(shown(page)).hasSize(25).startsWith("/item/1", "/item/2");
        assertThat(page.querySelectorAll("#locust-names th[aria-sort]")).hasSize(1);
    }

    @Test
    void failuresAreSortedByTheirNumber() throws Exception {
        HtmlPage page = browser.getPage(buildOfManyNames(), "locust");

        button(page, "Failures").click();

        assertThat(shown(page)).startsWith("/item/200", "/item/1");
    }

    private static HtmlElement button(HtmlPage page, String heading) {
        return page.<DomElement>querySelectorAll("#locust-names th button").stream()
                .map(HtmlElement.class::cast)
                .filter(button -> button.getTextContent().equals(heading))
                .findFirst()
                .orElseThrow();
    }
}
