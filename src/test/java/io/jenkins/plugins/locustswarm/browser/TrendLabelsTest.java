package io.jenkins.plugins.locustswarm.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.locustswarm.report.PlantedRun;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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

    private static Chromium browser;

    @BeforeAll
    static void makeBuilds(JenkinsRule rule) throws Exception {
        browser = Chromium.start();
        FreeStyleProject job = rule.createFreeStyleProject("shop");
        for (int i = 0; i < 5 * LEVEL; i++) {
            double p95 = 200 * Math.pow(1.3, i / LEVEL);
            PlantedRun.build(job, PlantedRun.of(PlantedRun.noisy(p95, i)), "p95 < 500");
        }
        browser.prefers("light").width(1280);
        browser.open(rule.getURL().toExternalForm() + "job/shop/locust/test/checkout/");
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
}
