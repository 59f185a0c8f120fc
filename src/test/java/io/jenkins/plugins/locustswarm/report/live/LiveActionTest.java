package io.jenkins.plugins.locustswarm.report.live;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import java.time.Duration;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.SleepBuilder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class LiveActionTest {

    private static final RunProgress NOW =
            new RunProgress(Duration.ofSeconds(65), Duration.ofSeconds(600), 50, 123.456, 230.0, 12345, 12, 4, 5);

    @Test
    void aRunningBuildShowsItsFiguresUntilItsEnd(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("kandu");
        job.getBuildersList().add(new SleepBuilder(600_000));
        FreeStyleBuild build = job.scheduleBuild2(0).waitForStart();
        JenkinsRule.WebClient browser = jenkins.createWebClient();
        browser.setJavaScriptEnabled(false);
        assertThat(browser.getPage(build).asNormalizedText()).doesNotContain("Load test");

        LocustLive.update(build, "typical load", RunProgress.waiting(Duration.ofSeconds(600), 1, 5));
        LocustLive.update(build, "typical load", NOW);
        LocustLive.update(build, "other", RunProgress.begun(Duration.ZERO, null, 1));

        for (HtmlPage page : new HtmlPage[] {browser.getPage(build), browser.getPage(build, "locust-live")}) {
            assertThat(page.asNormalizedText())
                    .contains("Load test typical load is running", "Load test other is running")
                    .contains("1:05", "8:55", "123", "230 ms", "12,345", "0.1 %", "4 of 5");
        }
        JSONArray data = JSONArray.fromObject(browser.goTo(build.getUrl() + "locust-live/data", "application/json")
                .getWebResponse()
                .getContentAsString());
        JSONObject test = data.getJSONObject(0);
        assertThat(test.getString("test")).isEqualTo("typical load");
        assertThat(test.getInt("percent")).isEqualTo(10);
        assertThat(test.getString("p95")).isEqualTo("230 ms");
        JSONObject other = data.getJSONObject(1);
        assertThat(other.getString("left")).isEqualTo("–");
        assertThat(other.getString("users")).isEqualTo("–");
        assertThat(other.getString("requests")).isEqualTo("–");
        assertThat(other.getString("requestsPerSecond")).isEqualTo("–");

        LocustLive.update(build, "other", new RunProgress(Duration.ofSeconds(30), null, 50, 0, null, 160, 0, 5, 5));
        assertThat(LocustLive.of(build).get(1).getRequestsPerSecond())
                .as("Locust has no rate for some seconds after it reset its statistics")
                .isEqualTo("–");

        LocustLive.end(build, "other");
        assertThat(LocustLive.of(build)).extracting(LiveFigures::getTest).containsExactly("typical load");
        build.doStop();
        jenkins.waitForCompletion(build);
        assertThat(LocustLive.of(build)).isEmpty();
        browser.getOptions().setPrintContentOnFailingStatusCode(false);
        browser.assertFails(build.getUrl() + "locust-live/data", 404);
    }
}
