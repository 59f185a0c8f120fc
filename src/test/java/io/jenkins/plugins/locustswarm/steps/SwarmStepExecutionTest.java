package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionList;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.fixture.ScriptedMachines;
import io.jenkins.plugins.locustswarm.fixture.ScriptedMachines.Act;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.steps.form.LoadForm;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import io.jenkins.plugins.locustswarm.steps.form.MachineSettings;
import io.jenkins.plugins.locustswarm.steps.form.MachinesForm;
import io.jenkins.plugins.locustswarm.steps.operation.OperationPhase;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import io.jenkins.plugins.locustswarm.swarms.SwarmPool;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import jenkins.model.ArtifactManager;
import jenkins.model.ArtifactManagerConfiguration;
import jenkins.model.ArtifactManagerFactory;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.LogRecorder;
import org.jvnet.hudson.test.TestBuilder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class SwarmStepExecutionTest {

    private static JenkinsRule jenkins;
    private static int jobs;

    private final CountDownLatch end = new CountDownLatch(1);

    private FreeStyleBuild build;
    private FakeContext context;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void startBuild() throws Exception {
        CleanJenkins.reset(jenkins);
        FreeStyleProject project = jenkins.createFreeStyleProject("load-" + ++jobs);
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

    /** A swarm of an earlier test with the same name would be known as taken down. */
    private SwarmOperation up() {
        return SwarmOperation.up(build.getParent().getName() + "-1-up", oneSlave());
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
    void aPhaseBeginsOnceTheStateBeforeItIsSaved() throws Exception {
        ScriptedMachines.beDefault();
        context.savesTake(Duration.ofMillis(500));
        AtomicInteger unfinished = new AtomicInteger(-1);
        Act.CREATE.does(time -> unfinished.set(context.unfinishedSaves()));

        new SwarmStepExecution(context, up()).start();

        context.value();
        assertThat(unfinished).hasValue(0);
    }

    @Test
    void aFailureThatAnInterruptCausesIsNotThatOfThePhase() throws Exception {
        ScriptedMachines.beDefault();
        Act.CREATE.does(time -> {
            if (time == 1) {
                Thread.currentThread().interrupt();
                throw new ShellException("The channel of a file was closed.");
            }
        });

        new SwarmStepExecution(context, up()).start();

        context.value();
        assertThat(Act.CREATE.count()).isEqualTo(2);
    }

    @Test
    void settingsThatCannotBeReadForATimeEndNoRunAndLoseNoResults() throws Exception {
        try (LoadLab lab = new LoadLab()) {
            LoadForm form = new LoadForm("fine.py");
            form.setHost(lab.host());
            form.setRunTime("10s");
            LoadSettings load = LoadSettings.of(form, UnaryOperator.identity());
            Path folder = SwarmRecords.get().folderOf("load-1-settings");
            Path settings = folder.resolve("machines.xml");
            Path hidden = folder.resolve("hidden.xml");

            SwarmStepExecution step =
                    new SwarmStepExecution(context, SwarmOperation.test("load-1-settings", oneSlave(), load));
            step.start();

            awaitLog(" user");
            Files.move(settings, hidden);
            awaitLog("The run continues by itself; trying again.");
            context.onSave(number -> hideBeforeCollecting(step, settings, hidden));
            Files.move(hidden, settings);
            awaitLog("Trying again to collect the results.");
            Files.move(hidden, settings);
            assertThat(context.value())
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsKey("requests");
        }
    }

    private static void hideBeforeCollecting(SwarmStepExecution step, Path settings, Path hidden) {
        if (step.operation().phase() == OperationPhase.COLLECTING) {
            try {
                Files.move(settings, hidden);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void resultsThatCouldNotBePublishedAfterAnAbortAreCollectedAgain() throws Exception {
        try (LoadLab lab = new LoadLab()) {
            ArtifactManagerConfiguration.get().getArtifactManagerFactories().add(new ArchiveOutOfMemoryOnce());
            LoadForm form = new LoadForm("fine.py");
            form.setHost(lab.host());
            form.setRunTime("1h");
            LoadSettings load = LoadSettings.of(form, UnaryOperator.identity());
            SwarmStepExecution step =
                    new SwarmStepExecution(context, SwarmOperation.test("load-1-abort", oneSlave(), load));
            step.start();
            awaitLog(" user");

            InterruptedException abort = new InterruptedException("aborted");
            step.stop(abort);

            assertThat(context.failure()).isSameAs(abort);
            assertThat(ArchiveOutOfMemoryOnce.HAPPENED).isTrue();
            assertThat(build.getAction(LocustBuildAction.class).find("fine")).isPresent();
        }
    }

    /** The archive of artifacts fails once as a JVM does that is short of memory. */
    public static final class ArchiveOutOfMemoryOnce extends ArtifactManagerFactory {

        static final AtomicBoolean HAPPENED = new AtomicBoolean();

        @Override
        @CheckForNull
        public ArtifactManager managerFor(Run<?, ?> build) {
            if (HAPPENED.compareAndSet(false, true)) {
                throw new OutOfMemoryError("a test");
            }
            return null;
        }
    }

    @Test
    void aStepGoesOnAfterItsNextRoundCouldNotBeSubmitted() throws Exception {
        ScriptedMachines.beDefault();
        context.savesTake(Duration.ofMillis(200));
        ExtensionList<SwarmPool> pools = ExtensionList.lookup(SwarmPool.class);
        SwarmPool pool = SwarmPool.get();
        context.onSave(number -> {
            if (number == 1) {
                pools.remove(pool); // so that its caller gets an exception
            }
        });
        try (LogRecorder log =
                new LogRecorder().record(OperationRounds.class, Level.WARNING).capture(10)) {
            new SwarmStepExecution(context, up()).start();
            Deadline deadline = Deadline.in(Duration.ofMinutes(1));
            while (log.getMessages().isEmpty() && !deadline.passed()) {
                deadline.pause(Duration.ofMillis(20));
            }
        } finally {
            pools.add(pool);
        }
        context.value();
        assertThat(Act.CREATE.count()).isEqualTo(1);
    }

    private void awaitLog(String text) throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofMinutes(2));
        while (!context.log().contains(text)) {
            assertThat(deadline.passed())
                    .as(() -> text + " is not in " + context.log())
                    .isFalse();
            deadline.pause(Duration.ofMillis(20));
        }
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
    void anAbortWhenTheSwarmIsUpTakesItDown() throws Exception {
        ScriptedMachines.beDefault();
        InterruptedException abort = new InterruptedException("aborted");
        SwarmStepExecution step = new SwarmStepExecution(context, up());
        context.onSave(number -> {
            if (step.operation().isDone()) {
                stop(step, abort);
            }
        });

        step.start();

        assertThat(context.failure()).isSameAs(abort);
        LoadLab.awaitNoSwarm();
        assertThat(build.isBuilding()).isTrue();
    }

    private static void stop(SwarmStepExecution step, Throwable cause) {
        try {
            step.stop(cause);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anAbortWhileTheBlockIsLaunchedCancelsIt() throws Exception {
        ScriptedMachines.beDefault();
        InterruptedException abort = new InterruptedException("aborted");
        SwarmStepExecution step = new WithLocustSwarmExecution(context, up());
        FakeBlock block = new FakeBlock(context);
        block.beforeLaunch(() -> {
            Thread aborts = new Thread(() -> stop(step, abort));
            aborts.start();
            try {
                aborts.join(500); // it may wait for the launch
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        context.has(block);

        step.start();

        assertThat(context.failure()).isSameAs(abort);
        LoadLab.awaitNoSwarm();
    }

    @Test
    void aBlockThatHadNotBegunBeforeARestartIsLaunchedAgain() throws Exception {
        ScriptedMachines.beDefault();
        SwarmStepExecution step = new WithLocustSwarmExecution(context, up());
        FakeBlock block = new FakeBlock(context);
        context.has(block);
        step.start();
        awaitLaunches(block, 1);

        step.onResume();
        awaitLaunches(block, 2);
        block.begin();
        step.onResume();
        block.end("of the block");

        assertThat(context.value()).isEqualTo("of the block");
        assertThat(block.launches()).isEqualTo(2);
        assertThat(Act.DESTROY.count()).isEqualTo(1);
    }

    private static void awaitLaunches(FakeBlock block, int number) throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofMinutes(1));
        while (block.launches() < number) {
            assertThat(deadline.passed()).as("launches of the block").isFalse();
            deadline.pause(Duration.ofMillis(20));
        }
    }

    @Test
    void aFinishedBuildGetsNoSwarm() throws Exception {
        ScriptedMachines.beDefault();
        endBuild();

        new SwarmStepExecution(context, up()).start();

        assertThat(context.failure()).hasMessage("The build is over: no swarm is brought up for it.");
        assertThat(Act.CREATE.count()).isZero();
    }
}
