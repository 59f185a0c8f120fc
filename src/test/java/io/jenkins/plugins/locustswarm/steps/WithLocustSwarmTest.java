package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The block, and the single verbs. */
@WithJenkins
class WithLocustSwarmTest {

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
    void nothingIsLeft() {
        lab.close();
        assertThat(SwarmRecords.get().names()).isEmpty();
        assertThat(LoadLab.processes(jenkins)).isEmpty();
    }

    private WorkflowRun start(String script) throws Exception {
        job.setDefinition(new CpsFlowDefinition(script.replace("HOST", lab.host()), true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private WorkflowRun build(Result result, String script) throws Exception {
        return jenkins.assertBuildStatus(result, jenkins.waitForCompletion(start(script)));
    }

    @Test
    void severalLocustfilesRunOnOneSwarm() throws Exception {
        WorkflowRun build = build(Result.UNSTABLE, """
                node {
                    def value = withLocustSwarm(slaves: 1) {
                        locustRun(file: 'fine.py', host: 'HOST', runTime: '3s')
                        locustKillAll()
                        def second = locustRun(file: 'broken.py', host: 'HOST', runTime: '3s')
                        echo "all failed: ${second.failures == second.requests}"
                        return 'of the block'
                    }
                    echo "value ${value}"
                }
                """);

        assertThat(build.getAction(LocustBuildAction.class).getTests())
                .extracting(TestSummary::getTest)
                .containsExactly("fine", "broken");
        jenkins.assertLogContains("all failed: true", build);
        jenkins.assertLogContains("value of the block", build);
        assertThat(JenkinsRule.getLog(build).split("Bringing up swarm", -1)).hasSize(2);
    }

    @Test
    void aRunWhoseResultsCannotBeCollectedDoesNotPreventTheNextOne() throws Exception {
        job.setDefinition(new CpsFlowDefinition("""
                node {
                    withLocustSwarm(slaves: 1) {
                        catchError(buildResult: 'UNSTABLE') {
                            locustRun(file: 'fine.py', host: 'HOST', runTime: '3s')
                        }
                        locustRun(file: 'broken.py', host: 'HOST', runTime: '3s')
                    }
                }
                """.replace("HOST", lab.host()), true));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Bringing up swarm", build);
        String swarm = SwarmRecords.get().names().iterator().next();
        Path inTheWay = SwarmRecords.get().folderOf(swarm).resolve("results");
        Files.createFile(inTheWay);

        jenkins.waitForMessage("ERROR: The results could not be written to ", build);
        Files.delete(inTheWay);

        jenkins.assertBuildStatus(Result.UNSTABLE, jenkins.waitForCompletion(build));
        assertThat(build.getAction(LocustBuildAction.class).getTests())
                .extracting(TestSummary::getTest)
                .containsExactly("broken");
    }

    @Test
    void aFailureInTheBlockTakesTheSwarmDownAndIsTheFailureOfTheBuild() throws Exception {
        WorkflowRun build = build(Result.FAILURE, """
                node {
                    withLocustSwarm(slaves: 1) {
                        error 'the block failed'
                    }
                }
                """);

        jenkins.assertLogContains("ERROR: the block failed", build);
        jenkins.assertLogContains(" is down.", build);
    }

    @Test
    void anAbortInTheBlockStopsTheRunAndTakesTheSwarmDown() throws Exception {
        job.setDefinition(new CpsFlowDefinition("""
                node {
                    withLocustSwarm(slaves: 1) {
                        locustRun(file: 'fine.py', host: 'HOST', runTime: '1h')
                    }
                }
                """.replace("HOST", lab.host()), true));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("1 user, ", build);

        build.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertThat(build.getAction(LocustBuildAction.class).find("fine")).isPresent();
        jenkins.assertLogContains(" is down.", build);
    }

    @Test
    void aRunOnLocustsWebPageContinuesUntilItIsStopped() throws Exception {
        try (WebPagePort ignored = WebPagePort.reserve()) {
            WorkflowRun build = build(Result.SUCCESS, """
                    node {
                        withLocustSwarm(slaves: 1) {
                            def run = locustRun(file: 'fine.py', host: 'HOST', runTime: '')
                            echo "page ${run.webPage}"
                            locustKillAll()
                            locustRun(file: 'fine.py', host: 'HOST', runTime: '3s')
                        }
                    }
                    """);

            jenkins.assertLogContains("page http://127.0.0.1:8089", build);
            assertThat(build.getAction(LocustBuildAction.class).find("fine")).isPresent();
        }
    }

    @Test
    void separateStepsBringUpRunAndTakeDownSwarms() throws Exception {
        WorkflowRun build = build(Result.UNSTABLE, """
                node {
                    def swarm = locustSwarmUp(slaves: 1)
                    def other = locustSwarmUp(slaves: 1)
                    locustRun(swarm: swarm, file: 'fine.py', host: 'HOST', runTime: '3s')
                    locustSwarmDown(swarm: other)
                    locustRun(file: 'broken.py', host: 'HOST', runTime: '3s')
                    locustSwarmDown()
                    locustSwarmDown()
                }
                """);

        assertThat(build.getAction(LocustBuildAction.class).getTests()).hasSize(2);
        jenkins.assertLogContains("The build has no swarm that is up.", build);
        jenkins.assertLogNotContains("still up at the end", build);
    }

    @Test
    void aSwarmThatIsStillUpIsTakenDownAtTheEndOfTheBuild() throws Exception {
        WorkflowRun build = build(Result.SUCCESS, "node { locustSwarmUp(slaves: 1) }");

        jenkins.assertLogContains("is still up at the end of the build: taking it down.", build);
        LoadLab.awaitNoSwarm();
    }

    @Test
    void aBuildWorksOnItsOwnSwarmsOnly() throws Exception {
        WorkflowRun build =
                build(Result.FAILURE, "node { locustRun(swarm: 'of-another-build', file: 'fine.py', host: 'HOST') }");
        jenkins.assertLogContains("The build has no swarm of-another-build that is up.", build);

        build = build(Result.FAILURE, "locustKillAll()");
        jenkins.assertLogContains("The build has no swarm that is up", build);
    }

    @Test
    void oneOfTwoRunsThatStartAtTheSameTimeIsRefused() throws Exception {
        WorkflowRun build = build(Result.FAILURE, """
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
