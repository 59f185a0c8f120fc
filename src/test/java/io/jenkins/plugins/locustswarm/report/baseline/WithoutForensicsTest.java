package io.jenkins.plugins.locustswarm.report.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.locustswarm.fixture.RealJenkins;
import io.jenkins.plugins.locustswarm.report.PlantedRun;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A Jenkins without the plugin that records reference builds. */
class WithoutForensicsTest {

    @RegisterExtension
    final RealJenkinsExtension jenkins = RealJenkins.create().omitPlugins("forensics-api");

    @Test
    void theLastSuccessfulBuildIsTheBaseline() throws Throwable {
        jenkins.then(WithoutForensicsTest::buildTwice);
    }

    private static void buildTwice(JenkinsRule rule) throws Exception {
        assertThat(Jenkins.get().getPluginManager().getPlugin("forensics-api")).isNull();
        FreeStyleProject job = rule.createFreeStyleProject();
        PlantedRun.record(rule.buildAndAssertSuccess(job), PlantedRun.of(200), "");
        assertThat(PlantedRun.judge(rule.buildAndAssertSuccess(job), PlantedRun.of(210), "", "p95 < 110% of baseline")
                        .baseline())
                .isEqualTo("#1");
    }
}
