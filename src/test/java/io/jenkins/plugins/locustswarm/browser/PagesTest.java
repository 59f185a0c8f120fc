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

/** Every page of the plugin in every state that needs no machines. */
@WithJenkins
class PagesTest {

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
        shop.prepare(page);
        assertThat(new PageCheck(browser).faults(page, root + shop.pages().get(page), FORMS.contains(page)))
                .as(shop.pages().get(page))
                .isEmpty();
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
}
