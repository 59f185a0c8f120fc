package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
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
class BranchesOnOneSwarmTest {

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

    @Test
    void oneOfTwoRunsThatStartAtTheSameTimeIsRefused() throws Exception {
        WorkflowRun build = start("""
                node {
                    withLocustSwarm(slaves: 1) {
                        parallel one: {
                            locustRun(file: 'fine.py', host: 'HOST', runTime: '5s', name: 'one')
                        }, other: {
                            locustRun(file: 'fine.py', host: 'HOST', runTime: '5s', name: 'other')
                        }
                    }
                }
                """);
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));

        jenkins.assertLogContains("A run of fine.py is open on swarm", build);
        assertThat(build.getAction(LocustBuildAction.class).getTests()).hasSize(1);
    }

    @Test
    void aBranchLeavesTheRunAloneThatAnotherBranchHasStartedInsteadOfItsOwn() throws Exception {
        WorkflowRun build = start("""
                node {
                    withLocustSwarm(slaves: 1) {
                        parallel one: {
                            locustRun(file: 'fine.py', host: 'HOST', runTime: '1h', name: 'one')
                        }, other: {
                            waitUntil(initialRecurrencePeriod: 250, quiet: true) { fileExists 'go' }
                            locustKillAll()
                            locustRun(file: 'fine.py', host: 'HOST', runTime: '5s', name: 'other')
                        }
                    }
                }
                """);
        jenkins.waitForMessage("1 user, ", build);
        jenkins.jenkins.getWorkspaceFor(job).child("go").touch(0);
        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));

        assertThat(build.getLog(10_000))
                .anySatisfy(line ->
                        assertThat(line).containsPattern("(was stopped|was stopped or collected) in the meantime"));
        assertThat(build.getAction(LocustBuildAction.class).getTests())
                .extracting(TestSummary::getTest)
                .containsExactly("other");
    }
}
