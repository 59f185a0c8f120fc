package io.jenkins.plugins.locustswarm.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.locustswarm.report.PlantedRun;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The texts in the trend chart, as they are drawn. */
@WithJenkins
class TrendLabelsTest {

    private static final int LEVEL = 5;

    /** Returns text, left and right edge of each label of a change. */
    private static final String LABELS = """
            const chart = echarts.getInstanceByDom(document.querySelector(".locust-trend__chart"));
            const labels = chart.getZr().storage.getDisplayList(true)
              .filter((one) => one.type === "tspan" && /[▲▼]/.test(one.style.text))
              .map((one) => {
                const box = one.getBoundingRect().clone();
                if (one.transform) {
                  box.applyTransform(one.transform);
                }
                return { text: one.style.text, from: box.x, to: box.x + box.width, y: Math.round(box.y) };
              })
              .sort((one, other) => one.y - other.y || one.from - other.from);
            """;

    private static final String TEXTS = LABELS + "return labels.map((label) => label.text);";
    private static final String ARE_APART = LABELS + """
            return labels.length > 0 && labels.every((label, i) =>
              i === 0 || labels[i - 1].y !== label.y || labels[i - 1].to <= label.from);
            """;

    private static JenkinsRule jenkins;
    private static Chromium browser;

    @BeforeAll
    static void makeBuilds(JenkinsRule rule) throws Exception {
        jenkins = rule;
        browser = Chromium.start();
        FreeStyleProject job = rule.createFreeStyleProject("shop");
        for (int i = 0; i < 5 * LEVEL; i++) {
            double p95 = 200 * Math.pow(1.3, i / LEVEL);
            PlantedRun.build(job, PlantedRun.of(PlantedRun.noisy(p95, i)), "p95 < 500");
        }
    }

    @BeforeEach
    void openTheTrend() throws Exception {
        browser.prefers("light").width(1280);
        browser.open(jenkins.getURL().toExternalForm() + "job/shop/locust/test/checkout/");
        browser.run("localStorage.removeItem('jenkins-echarts-trend-configuration-locust-swarm');");
        browser.open(jenkins.getURL().toExternalForm() + "job/shop/locust/test/checkout/");
        browser.until(LABELS + "return labels.length > 2;");
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void labelsOfChangesNeverCoverEachOtherWhateverTheWidthOfTheWindow() {
        browser.width(1280).until(ARE_APART);
        List<String> wide = (List<String>) browser.run(TEXTS);
        assertThat(wide).filteredOn(text -> text.contains("p95")).hasSizeGreaterThan(2);

        browser.width(400).until(ARE_APART);
        assertThat((List<String>) browser.run(TEXTS)).as("the arrows stay").hasSameSizeAs(wide);
        browser.width(1280).until(ARE_APART);
        assertThat(browser.run(TEXTS)).isEqualTo(wide);
    }

    @Test
    void theTextOfAChangeBeginsOrEndsAtTheLineOfItsBuild() {
        browser.width(1280).until(ARE_APART);
        assertThat(browser.run(LABELS + """
                        const lines = chart.getOption().series.flatMap((line) => line.markLine ? line.markLine.data : [])
                          .filter((mark) => mark.xAxis !== undefined)
                          .map((mark) => chart.convertToPixel({ xAxisIndex: 0 }, mark.xAxis));
                        return labels.filter((label) => label.text.length > 1
                          && !lines.some((x) => Math.abs(label.from - x) < 3 || Math.abs(label.to - x) < 3)).length;
                        """)).isEqualTo(0L);
    }

    @Test
    void theThresholdOfAGateHasABackgroundSoThatNoLineRunsThroughItsText() {
        assertThat(browser.run("""
                        const chart = echarts.getInstanceByDom(document.querySelector(".locust-trend__chart"));
                        return chart.getOption().series.flatMap((line) => line.markLine ? line.markLine.data : [])
                          .filter((mark) => mark.yAxis !== undefined).map((mark) => mark.label.backgroundColor)[0];
                        """)).asString().startsWith("rgba(");
    }

    @Test
    void theLastBuildOfADayIsNotMarkedForAnEarlierOneThatIsNotCompared() {
        assertThat(browser.run("""
                        const state = {
                          model: { builds: [10, 12, 14] },
                          marks: {
                            changes: [],
                            notCompared: [{ build: 11, text: "smoke" }, { build: 14, text: "lost" }],
                            notes: [{ build: 12, text: "normal" }],
                            thresholds: [],
                          },
                        };
                        const element = { dataset: { notCompared: "Not compared: {0}", note: "Note: {0}" } };
                        const marks = window.locustTrendMarks;
                        return [
                          marks.remarks(state, element, 1).join(),
                          marks.remarks(state, element, 2).join(),
                          [...marks.notCompared(state)].join(),
                        ];
                        """))
                .isEqualTo(List.of("#11: Not compared: smoke,Note: normal", "Not compared: lost", "2"));
    }

    @Test
    void theRemarksOfManyBuildsAreFoundWithoutSearchingAllBuildsForEach() {
        assertThat((Long) browser.run("""
                        let reads = 0;
                        const count = 3000;
                        const builds = new Proxy(Array.from({ length: count }, (none, i) => i + 1), {
                          get: (all, key) => { reads++; return all[key]; },
                        });
                        const marks = (text) => Array.from({ length: count }, (none, i) => ({ build: i + 1, text: text }));
                        const state = {
                          model: { builds: builds },
                          marks: { changes: [], notCompared: marks("smoke"), notes: marks("note"), thresholds: [] },
                        };
                        const element = { dataset: { notCompared: "{0}", note: "{0}" } };
                        for (let i = 0; i < count; i++) {
                          if (window.locustTrendMarks.remarks(state, element, i).join() !== "smoke,note") {
                            return -1;
                          }
                        }
                        return reads;
                        """)).isBetween(1L, 200_000L);
    }
}
