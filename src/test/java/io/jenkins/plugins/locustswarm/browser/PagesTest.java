package io.jenkins.plugins.locustswarm.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.darktheme.DarkThemeSystemManagerFactory;
import io.jenkins.plugins.thememanager.ThemeManagerPageDecorator;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Every page of the plugin in every state, in light and dark, wide and narrow. The pictures are kept in
 * {@code target/pictures}.
 */
@WithJenkins
class PagesTest {

    private static final Path PICTURES = Path.of("target", "pictures");
    private static final String MAIN = "#main-panel";

    /** Forms of Jenkins itself, which has no labels that belong to their fields: axe calls each of them serious. */
    private static final Set<String> FORMS = Set.of(ShopPages.SETTINGS, ShopPages.FORM, ShopPages.GATES);

    @TempDir
    private static Path scratch;

    private static String root;
    private static Chromium browser;
    private static ShopPages shop;

    @BeforeAll
    static void makeBuilds(JenkinsRule jenkins) throws Exception {
        browser = Chromium.start();
        root = jenkins.getURL().toExternalForm();
        ThemeManagerPageDecorator.get().setTheme(new DarkThemeSystemManagerFactory());
        shop = new ShopPages(jenkins, scratch);
    }

    @AfterAll
    static void close() throws Exception {
        if (shop != null) {
            shop.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    static Stream<String> pages() {
        return shop.pages().keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void aPageIsAccessibleFitsEverySizeAndKeepsToTheSecurityPolicy(String page) throws Exception {
        PageFaults faults = new PageFaults(browser);
        shop.prepare(page);
        browser.prefers("light").width(1280).open(root + shop.pages().get(page));
        faults.checkCharts();
        picture(page, "light");
        if (!FORMS.contains(page)) {
            faults.checkAccessibility("light", MAIN);
        }
        for (int width : new int[] {1920, 1280, 1000, 700}) {
            browser.width(width);
            faults.checkOverflow(width + " px", MAIN);
            faults.checkChartTexts(width + " px");
            faults.checkTables(width + " px");
        }
        picture(page, "narrow");
        browser.width(1280).prefers("dark");
        picture(page, "dark");
        if (!FORMS.contains(page)) {
            faults.checkAccessibility("dark", MAIN);
        }
        faults.checkScripts();
        assertThat(faults.found()).as(shop.pages().get(page)).isEmpty();
    }

    @Test
    void aReportWithABaselineShowsItInItsChartsTilesAndRequests() {
        browser.prefers("light")
                .width(1280)
                .open(root + shop.pages().get("report compared"))
                .until("return document.querySelector('.locust-timeline canvas') !== null");

        assertThat(browser.run(
                        "return echarts.getInstanceByDom(document.querySelector('.locust-timeline-chart')).getOption()"
                                + ".series.filter((line) => line.id.startsWith('baseline-') && line.data.length > 10)"
                                + ".map((line) => line.name)"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .contains("#1");
        assertThat(browser.all(".locust-tile .locust-difference.locust-worse")).isNotEmpty();
        assertThat(browser.all("#locust-names .locust-difference")).isNotEmpty();
        assertThat(browser.find("#locust-gates").getText()).contains("120% of baseline");
    }

    private static void picture(String page, String look) throws Exception {
        browser.picture(PICTURES.resolve(page.replace(' ', '-') + "-" + look + ".png"));
    }
}
