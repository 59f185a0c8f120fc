package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.fixture.ScriptedMachines;
import io.jenkins.plugins.locustswarm.fixture.ScriptedMachines.Act;
import io.jenkins.plugins.locustswarm.steps.form.MachinesForm;
import io.jenkins.plugins.locustswarm.steps.freestyle.SwarmUpBuilder;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A JVM in trouble, machines that do not go, people in a hurry: every step ends, and every swarm goes. */
@WithJenkins
class TroubleTest {

    private static JenkinsRule jenkins;
    private WorkflowJob job;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void begin() throws Exception {
        CleanJenkins.reset(jenkins);
        ScriptedMachines.beDefault();
        job = jenkins.createProject(WorkflowJob.class, "load");
        ScriptedMachines.fill(jenkins.jenkins.getWorkspaceFor(job));
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(SwarmRecords.get().names()).isEmpty();
    }

    private WorkflowRun start(String script) throws Exception {
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private WorkflowRun build(Result result, String script) throws Exception {
        job.setDefinition(new CpsFlowDefinition(script, true));
        return jenkins.buildAndAssertStatus(result, job);
    }

    @Test
    void anErrorDuringTheStartOfASwarmEndsTheStepAndTakesTheSwarmDown() throws Exception {
        Act.CREATE.does(time -> {
            throw new NoClassDefFoundError("replaced by an update");
        });

        WorkflowRun build = build(Result.FAILURE, "node { locustSwarmUp(slaves: 1) }");

        jenkins.assertLogContains("An internal error occurred", build);
        jenkins.assertLogContains("NoClassDefFoundError: replaced by an update", build);
        assertThat(Act.CREATE.count()).as("times it was tried").isEqualTo(3);
        assertThat(Act.DESTROY.count()).isEqualTo(1);
    }

    @Test
    void anyExceptionEndsTheStepAndTakesTheSwarmDown() throws Exception {
        for (Throwable trouble : List.of(
                new IllegalStateException("of any kind"),
                new IOException("of any kind"),
                new Exception("of any kind"),
                new StackOverflowError("of any kind"),
                new Throwable("of any kind"))) {
            Act.CREATE.does(time -> TroubleTest.<RuntimeException>throwUndeclared(trouble));

            WorkflowRun build = build(Result.FAILURE, "node { locustSwarmUp(slaves: 1) }");

            jenkins.assertLogContains("of any kind", build);
            assertThat(SwarmRecords.get().names()).isEmpty();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void throwUndeclared(Throwable any) throws T {
        throw (T) any;
    }

    @Test
    void aTemporaryErrorDoesNotFailTheStep() throws Exception {
        Act.CREATE.does(time -> {
            if (time == 1) {
                throw new OutOfMemoryError("for a moment");
            }
        });
        Act.DESTROY.does(time -> {
            if (time == 1) {
                throw new IllegalStateException(new OutOfMemoryError("of another thread, for a moment"));
            }
        });

        WorkflowRun build = build(Result.SUCCESS, "node { withLocustSwarm(slaves: 1) { echo 'inside' } }");

        jenkins.assertLogContains("inside", build);
        jenkins.assertLogContains(" is down.", build);
    }

    @Test
    void anErrorDuringATeardownEndsTheStepAndTheTeardownIsRepeatedLater() throws Exception {
        Act.DESTROY.does(time -> {
            if (time <= 3) {
                throw new NoClassDefFoundError("replaced by an update");
            }
        });

        WorkflowRun build = build(Result.FAILURE, "node { withLocustSwarm(slaves: 1) { echo 'inside' } }");

        jenkins.assertLogContains("NoClassDefFoundError: replaced by an update", build);
        LoadLab.awaitNoSwarm();
        assertThat(Act.DESTROY.count()).isEqualTo(4);
    }

    @Test
    void anErrorInAFreestyleBuildEndsItAndTakesTheSwarmDown() throws Exception {
        Act.CREATE.does(time -> {
            throw new NoClassDefFoundError("replaced by an update");
        });
        FreeStyleProject project = jenkins.createFreeStyleProject("free");
        ScriptedMachines.fill(jenkins.jenkins.getWorkspaceFor(project));
        project.getBuildersList().add(new SwarmUpBuilder(new MachinesForm()));

        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, project);

        jenkins.assertLogContains("NoClassDefFoundError: replaced by an update", build);
        assertThat(Act.DESTROY.count()).isEqualTo(1);
    }

    @Test
    void aFailedTeardownDoesNotKeepOtherSwarmsOfTheBuildFromTheirs() throws Exception {
        Act.DESTROY.does(time -> {
            if (time == 1) {
                throw new MachinesLeftException("One machine hangs.", List.of(), null);
            }
        });

        WorkflowRun build = build(Result.FAILURE, """
                node {
                    locustSwarmUp(slaves: 1)
                    locustSwarmUp(slaves: 1)
                    locustSwarmDown()
                }
                """);

        jenkins.assertLogContains("One machine hangs.", build);
        jenkins.assertLogContains(" is down.", build);
        LoadLab.awaitNoSwarm();
    }

    /** The build goes on, so that its end does not take the swarm down. */
    private void secondAbortWhileTheTeardownHangs(String step) throws Exception {
        CountDownLatch goingDown = new CountDownLatch(1);
        CountDownLatch comingUp = new CountDownLatch(1);
        Act.CREATE.does(time -> {
            comingUp.countDown();
            ScriptedMachines.await(new CountDownLatch(1));
        });
        Act.DESTROY.does(time -> {
            goingDown.countDown();
            if (time == 1) {
                ScriptedMachines.await(new CountDownLatch(1));
            }
        });
        WorkflowRun build = start("node { try { " + step + " } catch (e) { echo 'goes on' }; sleep 600 }");
        ScriptedMachines.await(comingUp);
        build.doStop();
        ScriptedMachines.await(goingDown);

        build.doStop();
        jenkins.waitForMessage("Sleeping for 10 min", build);

        LoadLab.awaitNoSwarm();
        assertThat(build.isBuilding()).isTrue();
        assertThat(Act.DESTROY.count()).isEqualTo(2);
        build.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
    }

    @Test
    void aSecondAbortDuringTheStartOfASwarmLeavesTheTeardownToTheBackground() throws Exception {
        secondAbortWhileTheTeardownHangs("locustSwarmUp(slaves: 1)");
    }

    @Test
    void aSecondAbortDuringTheStartOfABlockLeavesTheTeardownToTheBackground() throws Exception {
        secondAbortWhileTheTeardownHangs("withLocustSwarm(slaves: 1) { echo 'inside' }");
    }

    @Test
    void aSecondAbortOfLocustSwarmDownLeavesTheTeardownToTheBackground() throws Exception {
        CountDownLatch goingDown = new CountDownLatch(1);
        Act.DESTROY.does(time -> {
            goingDown.countDown();
            if (time == 1) {
                ScriptedMachines.await(new CountDownLatch(1));
            }
        });
        WorkflowRun build = start("""
                node {
                    locustSwarmUp(slaves: 1)
                    try { locustSwarmDown() } catch (e) { echo 'goes on' }
                    sleep 600
                }
                """);
        ScriptedMachines.await(goingDown);
        build.doStop();
        build.doStop();
        jenkins.waitForMessage("Sleeping for 10 min", build);

        LoadLab.awaitNoSwarm();
        assertThat(build.isBuilding()).isTrue();
        build.doStop();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
    }

    @Test
    void aSecondAbortOfAFreestyleBuildLeavesNoSwarm() throws Exception {
        CountDownLatch goingDown = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch comingUp = new CountDownLatch(1);
        Act.CREATE.does(time -> {
            comingUp.countDown();
            ScriptedMachines.await(new CountDownLatch(1));
        });
        Act.DESTROY.does(time -> {
            goingDown.countDown();
            if (time == 1) {
                try {
                    ScriptedMachines.await(new CountDownLatch(1));
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
            }
        });
        FreeStyleProject project = jenkins.createFreeStyleProject("free");
        ScriptedMachines.fill(jenkins.jenkins.getWorkspaceFor(project));
        project.getBuildersList().add(new SwarmUpBuilder(new MachinesForm()));
        FreeStyleBuild build = project.scheduleBuild2(0).waitForStart();
        ScriptedMachines.await(comingUp);
        build.doStop();
        ScriptedMachines.await(goingDown);

        build.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        LoadLab.awaitNoSwarm();
        ScriptedMachines.await(interrupted);
    }

    @Test
    void aStepOnASwarmThatWasTakenDownNamesTheUserWhoDidIt() throws Exception {
        WorkflowRun build = build(Result.FAILURE, """
                node {
                    def swarm = locustSwarmUp(slaves: 1)
                    locustSwarmDown(swarm: swarm)
                    locustSwarmDown(swarm: swarm)
                    locustRun(swarm: swarm, file: 'fine.py')
                }
                """);

        String log = JenkinsRule.getLog(build);
        assertThat(log.split(" was taken down by its build load #1\\.", -1))
                .as("said twice in %s", log)
                .hasSize(3);
    }
}
