package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import hudson.model.Result;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class TestsOfOneNameTest {

    private static JenkinsRule jenkins;
    private LoadLab lab;
    private WorkflowJob job;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void begin() throws Exception {
        CleanJenkins.reset(jenkins);
        lab = new LoadLab();
        job = jenkins.createProject(WorkflowJob.class, "load");
        LoadLab.fill(jenkins.jenkins.getWorkspaceFor(job));
    }

    @AfterEach
    void end() {
        lab.close();
    }

    private WorkflowRun start(String script) throws Exception {
        job.setDefinition(new CpsFlowDefinition(script.replace("HOST", lab.host()), true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static List<TestSummary> tests(WorkflowRun build) {
        return build.getAction(LocustBuildAction.class).getTests();
    }

    @Test
    void parallelBranchesWithTestsOfOneNameKeepTheResultsOfEach() throws Exception {
        WorkflowRun build = start("""
                node {
                    parallel eu: {
                        def result = locustSwarm(slaves: 1, file: 'fine.py', host: 'HOST', runTime: '3s', name: 'shop')
                        echo "eu is ${result.test}"
                    }, us: {
                        waitUntil(initialRecurrencePeriod: 250, quiet: true) { fileExists 'go' }
                        locustSwarm(slaves: 1, file: 'broken.py', host: 'HOST', runTime: '3s', name: 'shop',
                            gates: [[metric: 'failures', threshold: '1%', criticality: 'FAILURE']])
                    }
                }
                """);
        jenkins.waitForMessage("Bringing up swarm", build); // the branch eu has its name
        jenkins.jenkins.getWorkspaceFor(job).child("go").touch(0);
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));

        assertThat(tests(build))
                .extracting(TestSummary::getTest, TestSummary::getVerdict)
                .containsExactlyInAnyOrder(tuple("shop", Verdict.OK), tuple("shop (us)", Verdict.FAILED));
        assertThat(build.getArtifacts())
                .extracting(artifact -> artifact.relativePath)
                .contains("locust/shop/locust_stats.csv", "locust/shop (us)/locust_stats.csv");
        jenkins.assertLogContains("eu is shop", build);
        jenkins.assertLogContains(
                "The name shop is that of another branch's test; the results of this branch are named shop (us).",
                build);
        jenkins.assertLogContains("locust/test/shop%20(us)/", build);
    }

    @Test
    void aTestThatIsRepeatedInItsBranchReplacesItsResults() throws Exception {
        WorkflowRun build = start("""
                node {
                    parallel eu: {
                        locustSwarm(slaves: 1, file: 'fine.py', host: 'HOST', runTime: '2s', name: 'shop')
                        locustSwarm(slaves: 1, file: 'broken.py', host: 'HOST', runTime: '2s', name: 'shop',
                            gates: [[metric: 'failures', threshold: '1%', criticality: 'FAILURE']])
                    }
                }
                """);
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));

        assertThat(tests(build))
                .singleElement()
                .satisfies(test -> assertThat(test.getVerdict()).isEqualTo(Verdict.FAILED))
                .satisfies(test -> assertThat(test.getTest()).isEqualTo("shop"));
    }
}
