package io.jenkins.plugins.locustswarm.report.build;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.locustswarm.report.JenkinsWithJob;
import io.jenkins.plugins.locustswarm.report.Publisher;
import io.jenkins.plugins.locustswarm.report.kept.NameId;
import java.util.List;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The figures of the charts over time, as the script of the page gets them. */
class RunChartsJsonTest extends JenkinsWithJob {

    private static final String GATE = "p95 < 200% of baseline";

    @Test
    void marksAndThresholdsAreInTheCharts() throws Exception {
        FreeStyleBuild build = Publisher.build(job, folder, "test", "2.12.0-cpu", "p95 < 800", "GET /ok p95 < 500");
        JSONObject charts = charts(build, "");

        assertThat(values(charts, "marks", "kind")).contains("CPU", "RUN_TIME");
        assertThat(values(charts, "marks", "text")).contains("CPU of workers above 90 % (2 in the end)");
        assertThat(values(charts, "thresholds", "text")).containsExactly("p95 < 800 ms");
        assertThat(charts.getJSONObject("baseline").isNullObject())
                .as("the first build")
                .isTrue();
    }

    @Test
    void theBuildThatGatesComparedWithIsTheBaselineOfAllAndOfEachName() throws Exception {
        Publisher.build(job, folder, "test", "2.46.3-full-history");
        FreeStyleBuild build = Publisher.buildWith(job, folder, "test", "2.46.3-full-history", "#1", GATE);
        for (String path : List.of("", "name/" + NameId.of("GET", "/ok") + "/")) {
            JSONObject charts = charts(build, path);
            JSONObject baseline = charts.getJSONObject("baseline");
            assertThat(baseline.getString("name")).isEqualTo("#1");
            assertThat(values(baseline, "lines", "id")).isEqualTo(values(charts, "lines", "id"));
        }
        job.getBuildByNumber(1).deleteArtifacts();
        assertThat(charts(build, "").getJSONObject("baseline").isNullObject())
                .as("without its artifacts")
                .isTrue();
        assertThat(values(charts(build, ""), "lines", "id")).contains("p95");
    }

    @Test
    void aBaselineInAJobThatTheReaderMayNotReadIsAbsent() throws Exception {
        FreeStyleProject secret = jenkins.createFreeStyleProject("secret");
        FreeStyleBuild other = Publisher.build(secret, folder, "test", "2.46.3-full-history");
        FreeStyleBuild build =
                Publisher.buildWith(job, folder, "test", "2.46.3-full-history", "secret#" + other.getNumber(), GATE);
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader")
                .grant(Item.READ)
                .onItems(job)
                .to("reader")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));

        browser.login("admin");
        assertThat(charts(build, "").getJSONObject("baseline").getString("name"))
                .isEqualTo("secret #1");
        browser.login("reader");
        assertThat(charts(build, "").getJSONObject("baseline").isNullObject()).isTrue();
    }

    private JSONObject charts(FreeStyleBuild build, String path) throws Exception {
        browser.getCache().clear();
        return JSONObject.fromObject(
                browser.goTo(build.getUrl() + "locust/test/test/" + path + "charts", "application/json")
                        .getWebResponse()
                        .getContentAsString());
    }

    private static List<String> values(JSONObject of, String array, String key) {
        return of.getJSONArray(array).stream()
                .map(one -> ((JSONObject) one).getString(key))
                .toList();
    }
}
