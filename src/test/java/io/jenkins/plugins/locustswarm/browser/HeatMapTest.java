package io.jenkins.plugins.locustswarm.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.report.PlantedRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The heat map of a job, as it is drawn. */
@WithJenkins
class HeatMapTest {

    private static final int OTHERS = 120;

    private static Chromium browser;

    @BeforeAll
    static void makeBuilds(JenkinsRule rule) throws Exception {
        browser = Chromium.start();
        FreeStyleProject job = rule.createFreeStyleProject("shop");
        int build = 0;
        for (double p95 : new double[] {200, 200, 200, 240, 180}) {
            List<NameStats> names = new ArrayList<>(List.of(PlantedRun.row("GET", "/cart", p95)));
            for (int i = 0; i < OTHERS; i++) {
                names.add(PlantedRun.row("GET", "/" + (build % 2 * OTHERS + i), 200));
            }
            PlantedRun.build(job, PlantedRun.of(p95, 10, names));
            build++;
        }
        browser.prefers("light").width(1280);
        browser.open(rule.getURL().toExternalForm() + "job/shop/locust/test/checkout/");
        browser.until("""
                document.querySelector(".locust-heat").scrollIntoView();
                return document.querySelector(".locust-heat__cell") !== null;
                """);
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aFigureOfExactlyALimitIsColored() {
        assertThat(browser.run("""
                        return [...document.querySelector(".locust-heat__grid tbody tr").querySelectorAll("td.locust-heat__cell")]
                          .map((cell) => [...cell.classList].filter((name) => /(slower|faster)/.test(name)).join());
                        """)).isEqualTo(List.of("", "", "", "locust-heat--slower-2", "locust-heat--faster-1"));
    }

    @Test
    void theNumberOfNamesThatAreNotShownIsBelowTheTable() {
        assertThat(browser.run("return document.querySelector('.locust-heat__table p').textContent"))
                .isEqualTo("Names that moved less and are not shown: 41");
    }
}
