package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.locustswarm.cleanup.SwarmRecords;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.TestSummary;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class LocustSwarmStepTest {

    private JenkinsRule jenkins;
    private LoadLab lab;

    @BeforeEach
    void begin(JenkinsRule rule) throws Exception {
        jenkins = rule;
        lab = new LoadLab();
    }

    @AfterEach
    void nothingIsLeft() {
        lab.close();
        assertThat(SwarmRecords.get().names()).isEmpty();
        assertThat(LoadLab.processes(jenkins)).isEmpty();
    }

    private WorkflowJob job(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "load");
        LoadLab.fill(jenkins.jenkins.getWorkspaceFor(job));
        job.setDefinition(new CpsFlowDefinition(script.replace("HOST", lab.host()), true));
        return job;
    }

    private static TestSummary test(WorkflowRun build, String name) {
        return build.getAction(LocustBuildAction.class).find(name).orElseThrow();
    }

    @Test
    void oneLineRunsALoadTestAndTakesTheSwarmDown() throws Exception {
        WorkflowJob job = job("""
                node {
                    def result = locustSwarm(slaves: 2, file: 'fine.py', host: 'HOST', users: 4, spawnRate: 4, runTime: '6s')
                    echo "verdict ${result.verdict}, ${result.failures} failures, p95 of ${result.names[0].name}: ${result.names[0].p95}"
                    echo "more than ten: ${result.requests > 10}, ${result.reportUrl}"
                }
                """);

        WorkflowRun build = jenkins.buildAndAssertSuccess(job);

        assertThat(lab.requests()).isGreaterThan(10);
        assertThat(test(build, "fine").getTotal().getRequests()).isGreaterThan(10);
        assertThat(build.getArtifacts())
                .extracting(artifact -> artifact.relativePath)
                .contains(
                        "locust/fine/locust_stats.csv",
                        "locust/fine/locust_stats_history.csv",
                        "locust/fine/locust.html",
                        "locust/fine/master.log",
                        "locust/fine/worker-1.log",
                        "locust/fine/worker-2.log",
                        "locust/fine/summary.json");
        jenkins.assertLogContains("verdict OK, 0 failures, p95 of /fine: ", build);
        jenkins.assertLogContains("more than ten: true, " + jenkins.getURL() + build.getUrl(), build);
        jenkins.assertLogContains("Aggregated", build);
        jenkins.assertLogContains(" is down.", build);
    }

    @Test
    void aDirectoryThatIsNotThereIsToldAndNothingIsMade() throws Exception {
        WorkflowJob job = job("node { locustSwarm(file: 'fine.py', bootstrapDir: 'elsewhere') }");

        WorkflowRun build = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains("There is no bootstrap directory ", build);
    }
}
