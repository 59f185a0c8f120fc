package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import hudson.model.Result;
import io.jenkins.plugins.locustswarm.fixture.RealJenkins;
import io.jenkins.plugins.locustswarm.fixture.WebClients;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.checks.ChecksPlatform;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

class WithoutOptionalPluginsTest {

    @RegisterExtension
    final RealJenkinsExtension jenkins =
            RealJenkins.create().omitPlugins("checks-api", "token-macro", "junit"); // which needs checks-api

    @Test
    void aLoadRunsAndIsReportedWithoutThem() throws Throwable {
        try (LoadLab lab = new LoadLab()) {
            jenkins.startJenkins();
            jenkins.runRemotely(WithoutOptionalPluginsTest::run, lab.host());
        }
    }

    private static void run(JenkinsRule rule, String host) throws Throwable {
        assertThat(rule.jenkins.getPlugin("checks-api")).isNull();
        assertThat(rule.jenkins.getPlugin("token-macro")).isNull();
        assertThat(ExtensionList.lookup(ChecksPlatform.class)).isEmpty();
        WorkflowJob job = rule.createProject(WorkflowJob.class, "load");
        job.setDefinition(new CpsFlowDefinition(
                "node { locustSwarm(slaves: 1, file: 'fine.py', host: '" + host
                        + "', runTime: '3s', checksName: 'Mine') }",
                true));
        LoadLab.fill(rule.jenkins.getWorkspaceFor(job));

        WorkflowRun build = rule.buildAndAssertStatus(Result.SUCCESS, job);

        rule.assertLogNotContains("could not be published", build);
        assertThat(build.getAction(LocustBuildAction.class).find("fine")).isPresent();
        try (JenkinsRule.WebClient browser = WebClients.withoutScripts(rule)) {
            assertThat(browser.getPage(build, "locust/test/fine/").asNormalizedText())
                    .contains("Load test fine");
        }
    }
}
