package io.jenkins.plugins.locustswarm.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.darktheme.DarkThemeSystemManagerFactory;
import io.jenkins.plugins.locustswarm.report.PlantedRun;
import io.jenkins.plugins.thememanager.ThemeManagerPageDecorator;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What users do on the pages, with the keyboard alone. */
@WithJenkins
class KeyboardAndScreenReaderTest {

    private static final String ROWS = "#locust-names tr.locust-row:not([hidden])";

    /** Sets {@code color} to that of the texts of the first chart over time; undefined before the chart is drawn. */
    private static final String COLOR = """
            const chart = document.querySelector(".locust-timeline canvas")?.parentElement.parentElement;
            const color = chart && echarts.getInstanceByDom(chart)?.getOption()?.title?.[0].textStyle.color;
            """;

    @TempDir
    private static Path scratch;

    private static String root;
    private static Chromium browser;

    @BeforeAll
    static void makeBuilds(JenkinsRule rule) throws Exception {
        browser = Chromium.start();
        root = rule.getURL().toExternalForm();
        ThemeManagerPageDecorator.get().setTheme(new DarkThemeSystemManagerFactory());
        ShopBuilds builds = new ShopBuilds(rule, scratch);
        builds.job("shop", 3);
        builds.tests("tests", 3);
        FreeStyleProject compared = rule.createFreeStyleProject("compared");
        PlantedRun.build(
                compared,
                PlantedRun.of(
                        200,
                        10,
                        IntStream.range(0, 40)
                                .mapToObj(i -> PlantedRun.row("GET", "/" + i, 200))
                                .toList()));
        PlantedRun.build(compared, PlantedRun.of(200));
        browser.prefers("light").width(1280);
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    private static Chromium report() {
        return browser.open(root + "job/shop/3/locust/test/checkout/");
    }

    private static List<String> names() {
        return browser.all(ROWS + " .locust-name a").stream()
                .map(WebElement::getText)
                .toList();
    }

    @Test
    void aTileLeadsToTheTrendOfItsFigure() {
        report();
        browser.tabTo(".locust-tile a[href$=p95]");
        browser.press(Keys.ENTER);

        browser.until(
                "return location.hash === '#locust-trend-p95' && document.querySelector('.locust-trend canvas') !== null");
        assertThat(browser.driver().getCurrentUrl()).startsWith(root + "job/shop/locust/test/checkout/");
    }

    @Test
    void theFirstOfTheOtherComparedRequestsHasTheFocusEvenIfOnlyTheOtherBuildHasIt() {
        browser.open(root + "job/compared/2/locust/test/checkout/compare/?build=1");
        browser.tabTo(".locust-show-all");
        browser.press(Keys.ENTER);

        browser.until(
                "return document.querySelectorAll('#locust-compared tr.locust-row:not([hidden])').length === 41;");
        assertThat(browser.run("""
                        const rows = [...document.querySelectorAll("#locust-compared tr.locust-row")];
                        return rows.indexOf(document.activeElement);
                        """)).isEqualTo(25L);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void requestNamesAreFilteredAsTheUserTypes() {
        report();
        assertThat(names()).hasSize(25);
        browser.tabTo("#locust-names-filter, .locust-requests input[type=search]")
                .sendKeys("category/1");

        assertThat(names()).hasSize(10).allSatisfy(name -> assertThat(name).contains("/category/1"));
    }

    @Test
    void allRequestNamesAreShownOnRequest() {
        report();
        browser.tabTo(".locust-show-all");
        browser.press(Keys.ENTER);

        assertThat(names()).hasSize(ShopBuilds.NAMES);
    }

    @Test
    void aHeadingSortsTheTableAndSaysHow() {
        report();
        browser.tabTo("#locust-names th:first-child button");
        browser.press(Keys.ENTER);

        WebElement heading = browser.find("#locust-names th:first-child");
        assertThat(heading.getDomAttribute("aria-sort")).isEqualTo("ascending");
        List<String> ascending = names();
        browser.press(Keys.SPACE);
        assertThat(heading.getDomAttribute("aria-sort")).isEqualTo("descending");
        assertThat(names()).isNotEqualTo(ascending);
    }

    @Test
    void aRowOpensItsOwnTimelineInPlace() {
        report();
        browser.tabTo(".locust-open");
        browser.press(Keys.ENTER);

        browser.settle().until("return document.querySelector('.locust-detail .locust-timeline canvas') !== null");
        assertThat(browser.find(".locust-open").getDomAttribute("aria-expanded"))
                .isEqualTo("true");
    }

    @Test
    void theFiguresOfTheTimelineAreATable() {
        report();
        browser.tabTo(".locust-timeline summary");
        browser.press(Keys.ENTER);

        browser.until("return document.querySelectorAll('.locust-timeline-tables tbody tr').length > 20");
        assertThat(browser.find(".locust-timeline [role=img]").getDomAttribute("aria-label"))
                .isNotBlank();
    }

    @Test
    void theTableGoesOnForAsLongAsTheBaseline() {
        report();
        browser.tabTo(".locust-timeline summary");
        browser.press(Keys.ENTER);
        browser.until("return document.querySelectorAll('.locust-timeline-tables tbody tr').length > 20");

        assertThat(browser.run("""
                        const users = (count, seconds) =>
                            ({ secondsPerPoint: 1, lines: [{ id: "users", data: Array(seconds + 1).fill(count) }] });
                        const baseline = { name: "#1", ...users(20, 600) };
                        const json = { ...users(10, 60), baseline: baseline, marks: [], thresholds: [] };
                        window.locustTimelineTable.fill({ element: document.querySelector(".locust-timeline"), json: json });
                        const rows = [...document.querySelectorAll(".locust-timeline-tables tbody tr")];
                        return rows.length + ": " + [...rows.pop().cells].map((cell) => cell.textContent).join(" ");
                        """)).isEqualTo("55: 9:54 – 20");
    }

    @Test
    void theArrowKeysMoveBetweenTheTabsOfAJob() {
        browser.open(root + "job/tests/");
        browser.tabTo("[role=tab]");
        browser.press(Keys.ARROW_RIGHT);

        assertThat(browser.driver().switchTo().activeElement().getText()).contains("test-2");
        assertThat(browser.all("[role=tabpanel]").stream().filter(WebElement::isDisplayed))
                .hasSize(1);
    }

    @Test
    void aSwitchOfTheThemeDrawsTheChartsAgain() {
        report();
        browser.until(COLOR + "return color !== undefined");
        Object light = browser.run(COLOR + "return color");
        browser.prefers("dark");

        browser.until(COLOR + "return color !== undefined && color !== '" + light + "'");
        browser.prefers("light");
        browser.until(COLOR + "return color === '" + light + "'");
    }
}
