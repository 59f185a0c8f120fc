package io.jenkins.plugins.locustswarm.report.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.stats.HoldingChange;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.report.Summaries;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadTestCheckTest {

    private static final String URL = "https://ci.example.com/job/shop/7/locust/test/checkout/";

    private static LoadTestCheck check(RunSummary summary) {
        return LoadTestCheck.of(null, "checkout", summary, URL);
    }

    @Test
    void itSaysWhichGateWasMissedAndLinksTheReport() {
        LoadTestCheck check =
                check(Summaries.judged(Summaries.of("2.46.3-bad"), null, "p95 < 60000", "failures < 1% failed"));

        assertThat(check.name()).isEqualTo("Load test checkout");
        assertThat(check.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(check.title())
                .startsWith("Load test checkout failed: 22.9 % of all requests failed, above the threshold of 1 %; ");
        assertThat(check.summary())
                .startsWith("Load test checkout failed&#58; 22&#46;9 &#37; of all requests failed, above the threshold")
                .contains("| Requests | Requests/s | Failed | Median | p95 | p99 |");
        assertThat(check.text())
                .containsSubsequence(
                        "### Gates",
                        "| <code>failures &#60; 1&#37;</code> | **missed** | ",
                        "| <code>p95 &#60; 60000</code> | passed | ",
                        "### Slowest requests by p95",
                        "### Requests with the most failures",
                        "[Report](<" + URL + ">)");
        assertThat(check.absoluteUrl()).hasValue(URL);
    }

    @Test
    void itSaysWhatChangedAndSinceWhen() {
        RunSummary summary = Summaries.of("2.46.3-ok")
                .withBaseline("the median of #15 to #19")
                .withStoppedBy("failures > 50% for 30s")
                .withChanges(List.of(
                        new HoldingChange("rps", "", "Aggregated", "#18", 100, 110, 0.1, false, 1e-5),
                        new HoldingChange("p95", "GET", "/cart", "#20", 210, 250, 0.19, true, 1e-7),
                        new HoldingChange("failures", "GET", "/pay", "#20", 0, 0.02, null, true, 1e-7)));

        LoadTestCheck check = check(summary);

        assertThat(check.text())
                .containsSubsequence(
                        "### What changed, and since when",
                        "| <code>GET /cart</code> | p95 | 210 ms | 250 ms | &#43;19 &#37;, **worse** |"
                                + " <code>&#35;\u200b20</code> |",
                        "| <code>GET /pay</code> | failures | 0 &#37; | 2 &#37; | from 0, **worse** |",
                        "| <code>Aggregated</code> | rps | 100 /s | 110 /s | &#43;10 &#37;, better |");
        assertThat(check.summary())
                .contains("Compared with: the median of &#35;\u200b15 to &#35;\u200b19")
                .contains("Stopped early: failures &#62; 50&#37; for 30s");
    }

    @Test
    void itNamesTheFiveSlowestAndTheFiveMostFailingRequests() {
        RunSummary summary = Summaries.of("2.47.0-hostile");
        String text = check(summary).text();

        String slowest = text.substring(text.indexOf("### Slowest"), text.indexOf("### Requests with"));
        double slow = summary.names().stream()
                .map(name -> name.responseTimes().p95())
                .filter(p95 -> p95 != null)
                .max(Double::compare)
                .orElseThrow();
        assertThat(slowest.lines().filter(line -> line.startsWith("| <code>")))
                .hasSizeLessThanOrEqualTo(5)
                .first()
                .asString()
                .contains(" | " + Math.round(slow) + " ms | ");
        String failing = text.substring(text.indexOf("### Requests with"));
        assertThat(failing.lines().filter(line -> line.startsWith("| <code>")))
                .isNotEmpty()
                .hasSizeLessThanOrEqualTo(5);
        assertThat(text).doesNotContain("<script").doesNotContain("<img");
    }

    @Test
    void aCheckHasItsOwnNameAndNoLinkWithoutTheUrlOfJenkins() {
        LoadTestCheck check =
                LoadTestCheck.of("Performance\n", "checkout", Summaries.of("2.46.3-ok"), "job/shop/7/locust/");
        assertThat(check.name()).isEqualTo("Performance\\u000a");
        assertThat(check.absoluteUrl()).isEmpty();
        assertThat(check.text()).doesNotContain("[Report]");
    }
}
