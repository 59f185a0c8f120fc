package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.fixture.ScriptedMachines;
import io.jenkins.plugins.locustswarm.fixture.ScriptedMachines.Act;
import io.jenkins.plugins.locustswarm.steps.form.LoadForm;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import io.jenkins.plugins.locustswarm.steps.form.MachineSettings;
import io.jenkins.plugins.locustswarm.steps.form.MachinesForm;
import io.jenkins.plugins.locustswarm.steps.operation.OperationPhase;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import io.jenkins.plugins.locustswarm.swarms.SwarmWork;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestBuilder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class SwarmStepExecutionTest {

    private final CountDownLatch end = new CountDownLatch(1);

    private JenkinsRule jenkins;
    private FreeStyleBuild build;
    private FakeContext context;

    @BeforeEach
    void aBuildGoesOn(JenkinsRule rule) throws Exception {
        jenkins = rule;
        FreeStyleProject project = jenkins.createFreeStyleProject("load");
        LoadLab.fill(jenkins.jenkins.getWorkspaceFor(project));
        project.getBuildersList().add(new TestBuilder() {
            @Override
            public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
                    throws InterruptedException {
                ScriptedMachines.await(end);
                return true;
            }
        });
        build = project.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("Building", build);
        context = new FakeContext(build);
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        endBuild();
        assertThat(SwarmRecords.get().names()).isEmpty();
    }

    private void endBuild() throws Exception {
        end.countDown();
        jenkins.waitForCompletion(build);
    }

    private static MachineSettings oneSlave() {
        MachinesForm machines = new MachinesForm();
        machines.setSlaves("1");
        return MachineSettings.of(machines, "", UnaryOperator.identity());
    }

    private static SwarmOperation up() {
        return SwarmOperation.up("load-1-up", oneSlave());
    }

    @Test
    void theStateOfThePipelineIsSavedAtTheEndOfAPhaseAndNotAtEveryPoll() throws Exception {
        try (LoadLab lab = new LoadLab()) {
            LoadForm form = new LoadForm("fine.py");
            form.setHost(lab.host());
            form.setRunTime("45s"); // Locust writes figures every five seconds
            LoadSettings load = LoadSettings.of(form, UnaryOperator.identity());

            new SwarmStepExecution(context, SwarmOperation.test("load-1-whole", oneSlave(), load)).start();

            assertThat(context.value())
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsKey("requests");
            assertThat(context.log().split(" users?, ", -1))
                    .as("looks at the run that the log tells of")
                    .hasSizeGreaterThan(2);
            assertThat(context.saves())
                    .as("phases from copying the files to taking down")
                    .isEqualTo(6);
        }
    }

    @Test
    void aStateThatCannotBeSavedDoesNotHangTheStep() throws Exception {
        ScriptedMachines.beDefault();
        context.diskIsFull();

        new SwarmStepExecution(context, up()).start();

        context.value();
        assertThat(SwarmRecords.get().names()).hasSize(1);
        assertThat(context.saves()).isEqualTo(2);
    }

    @Test
    void aBlockThatCannotStartFailsTheStepAndTheSwarmIsTakenDownAtOnce() throws Exception {
        ScriptedMachines.beDefault();

        new WithLocustSwarmExecution(context, up()).start();

        assertThat(context.failure()).isInstanceOf(NoClassDefFoundError.class);
        LoadLab.awaitNoSwarm();
        assertThat(build.isBuilding()).isTrue();
        assertThat(Act.DESTROY.count()).isEqualTo(1);
    }

    @Test
    void aFinishedBuildGetsNoSwarm() throws Exception {
        ScriptedMachines.beDefault();
        endBuild();

        new SwarmStepExecution(context, up()).start();

        assertThat(context.failure()).hasMessage("The build is over: no swarm is brought up for it.");
        assertThat(Act.CREATE.count()).isZero();
    }

    @Test
    void anExceptionWithoutAMessageFailsTheStep() {
        SwarmOperation operation = up();

        operation.failed(OperationPhase.PREPARING, new BadInputException(null).getMessage());

        assertThat(operation.failure()).isPresent();
        assertThat(operation.phase()).isEqualTo(OperationPhase.GOING_DOWN);
    }

    @Test
    void aTeardownDoesNotWaitForSwarmsThatStart() {
        assertThat(OperationPhase.PREPARING.work()).isEqualTo(SwarmWork.BRING_UP);
        assertThat(OperationPhase.COMING_UP.work()).isEqualTo(SwarmWork.BRING_UP);
        assertThat(OperationPhase.RUNNING.work()).isEqualTo(SwarmWork.RUN);
        assertThat(OperationPhase.COLLECTING.work()).isEqualTo(SwarmWork.RUN);
        assertThat(OperationPhase.GOING_DOWN.work()).isEqualTo(SwarmWork.TEARDOWN);
    }
}
