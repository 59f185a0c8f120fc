package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Result;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import io.jenkins.plugins.locustswarm.cleanup.SwarmReaper;
import io.jenkins.plugins.locustswarm.config.Ec2MachinesDescriptor;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.fixture.LocustVenv;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.ApiCall;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.fixture.CloudProfile;
import io.jenkins.plugins.locustswarm.fixture.RealJenkins;
import io.jenkins.plugins.locustswarm.report.live.LivePage;
import io.jenkins.plugins.locustswarm.report.live.RunningTests;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import io.jenkins.plugins.locustswarm.swarms.image.ImageFiles;
import io.jenkins.plugins.locustswarm.swarms.image.ImageInventory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.function.Executable;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A real Jenkins dies without any time to say goodbye, and the build goes on. */
class KilledTest {

    private static final String JOB = "load";

    /** What the log of a build whose load takes 20 s says when the phases after the start of its machines begin. */
    private static final List<String> LATER_PHASES =
            List.of("Starting fine.py on the master", " of 20 s: ", "Collecting the results", "Report: ");

    @RegisterExtension
    final RealJenkinsExtension jenkins = RealJenkins.create();

    private final AtomicBoolean hasDied = new AtomicBoolean();

    @Test
    void aBuildSurvivesAKilledJenkinsInEveryPhase() throws Throwable {
        try (LoadLab lab = new LoadLab()) {
            jenkins.startJenkins();
            dieAt("Bootstrapping 2 machines");
            runAlthoughItMayDie(
                    () -> jenkins.runRemotely(KilledTest::begin, "host: '" + lab.host() + "', runTime: '20s'"));
            for (String next : LATER_PHASES) {
                KilledJenkins.startAnew(jenkins);
                dieAt(next);
            }
            KilledJenkins.startAnew(jenkins);
            jenkins.runRemotely(KilledTest::ends);
        }
    }

    /** Jenkins dies during the load, and again when it has just decided to stop it. */
    @Test
    void aLoadIsStoppedByItsConditionAlthoughJenkinsWasKilled() throws Throwable {
        try (LoadLab lab = new LoadLab()) {
            jenkins.startJenkins();
            dieAt(" user, ");
            runAlthoughItMayDie(() -> jenkins.runRemotely(
                    KilledTest::begin,
                    "host: '" + lab.host() + "', runTime: '30m', stopWhen: ['failures > 50% for 10s']"));
            KilledJenkins.awaitDeath(jenkins);
        } // from now on, no request succeeds
        KilledJenkins.startAnew(jenkins);
        dieAt("The stop condition \"failures > 50% for 10s\" was met");
        KilledJenkins.startAnew(jenkins);
        jenkins.runRemotely(KilledTest::wasStopped);
    }

    /** Jenkins dies when it has recorded that a user stops the load, and the load goes on until it is back. */
    @Test
    void aLoadIsStoppedByAUserAlthoughJenkinsWasKilled() throws Throwable {
        try (LoadLab lab = new LoadLab()) {
            jenkins.startJenkins();
            jenkins.runRemotely(KilledTest::begin, "host: '" + lab.host() + "', runTime: '30m'");
            dieAt("The load is stopped by ");
            runAlthoughItMayDie(() -> jenkins.runRemotely(KilledTest::stopTheLoad));
            KilledJenkins.startAnew(jenkins);
            jenkins.runRemotely(KilledTest::wasStoppedByAUser);
        }
    }

    /** Jenkins dies in the call that terminates the machines, and EC2 never hears of it. */
    @Test
    void machinesAreTerminatedIfJenkinsIsKilledDuringTheTeardown() throws Throwable {
        try (LoopbackCloud cloud = LoopbackCloud.start().withLocust(LocustVenv.current());
                LoadLab lab = new LoadLab()) {
            cloud.faults().loseCall("TerminateInstances", 1).onCall(call -> dieInTheFirst("TerminateInstances", call));
            jenkins.startJenkins();
            jenkins.runRemotely(CloudProfile::setIn, cloud.endpoint().toString(), String.join(", ", cloud.subnets()));
            jenkins.runRemotely(KilledTest::begin, "host: '" + lab.host() + "', runTime: '3s', profile: 'cloud'");
            KilledJenkins.awaitDeath(jenkins);
            assertThat(cloud.left()).as("the machines have outlived Jenkins").isNotEmpty();
            KilledJenkins.startAnew(jenkins);
            jenkins.runRemotely(KilledTest::ends);
            assertThat(cloud.launched()).hasSize(2);
            assertThat(cloud.left()).isEmpty();
        }
    }

    /** Jenkins dies in the call that makes the image, and EC2 makes it. */
    @Test
    void theMachineForAnImageIsTakenDownAndTheImageIsListedAlthoughJenkinsWasKilled() throws Throwable {
        try (LoopbackCloud cloud = LoopbackCloud.start().withLocust(LocustVenv.current())) {
            cloud.faults().onCall(call -> dieInTheFirst("CreateImage", call));
            jenkins.startJenkins();
            jenkins.runRemotely(CloudProfile::setIn, cloud.endpoint().toString(), String.join(", ", cloud.subnets()));
            runAlthoughItMayDie(() -> jenkins.runRemotely(KilledTest::makeImage));
            KilledJenkins.awaitDeath(jenkins);
            assertThat(cloud.left()).as("the machine has outlived Jenkins").isNotEmpty();
            KilledJenkins.startAnew(jenkins);
            jenkins.runRemotely(KilledTest::machineOfImageIsReaped);
            assertThat(cloud.launched()).hasSize(1);
            assertThat(cloud.left()).isNotEmpty().allMatch(id -> id.startsWith("ami-") || id.startsWith("snap-"));
        }
    }

    private void dieInTheFirst(String action, ApiCall call) {
        if (call.action().equals(action) && !hasDied.getAndSet(true)) {
            jenkins.getProcess().destroyForcibly();
        }
    }

    /** Lets Jenkins die when the log of the build says that, which may be so already. */
    private void dieAt(String words) throws Throwable {
        runAlthoughItMayDie(() -> jenkins.runRemotely(KilledTest::watch, words));
    }

    private void runAlthoughItMayDie(Executable call) throws Throwable {
        KilledJenkins.runAlthoughItMayDie(jenkins, call);
    }

    private static void watch(JenkinsRule rule, String words) {
        KilledJenkins.dieAt(rule, JOB, 1, new ArrayList<>(List.of(words)), 0);
    }

    private static void begin(JenkinsRule rule, String arguments) throws Throwable {
        WorkflowJob job = rule.createProject(WorkflowJob.class, JOB);
        LoadLab.fill(rule.jenkins.getWorkspaceFor(job));
        job.setDefinition(
                new CpsFlowDefinition("node { locustSwarm(slaves: 1, file: 'fine.py', " + arguments + ") }", true));
        job.scheduleBuild2(0).waitForStart();
    }

    private static void makeImage(JenkinsRule rule) throws Throwable {
        FilePath folder = rule.jenkins.getRootPath().child("image");
        LoadLab.fill(folder);
        ImageFiles.keep(
                CloudProfile.NAME,
                FolderSnapshot.of(Path.of(folder.child("bootstrap").getRemote())));
        FormValidation begun =
                rule.jenkins.getDescriptorByType(Ec2MachinesDescriptor.class).doMakeImage(CloudProfile.NAME);
        assertThat(begun.kind).as(begun.getMessage()).isEqualTo(FormValidation.Kind.OK);
    }

    /** The reaper begins up to 40 s after the start. */
    private static void machineOfImageIsReaped(JenkinsRule rule) throws Throwable {
        assertThat(SwarmRecords.get().names()).hasSize(1);
        SwarmReaper.get().execute(TaskListener.NULL);
        LoadLab.awaitNoSwarm();
        Deadline deadline = Deadline.in(Duration.ofMinutes(2));
        while (ImageInventory.get().all().isEmpty()) {
            assertThat(deadline.passed()).as("the image is not listed").isFalse();
            deadline.pause(Duration.ofMillis(100));
        }
    }

    private static void ends(JenkinsRule rule) throws Throwable {
        endsWith(rule, Result.SUCCESS);
    }

    private static void wasStopped(JenkinsRule rule) throws Throwable {
        endsWith(rule, Result.FAILURE);
        assertThat(KilledJenkins.log(rule, JOB, 1))
                .contains("Load test fine failed: the stop condition \"failures > 50% for 10s\" was met");
    }

    private static void stopTheLoad(JenkinsRule rule) throws Throwable {
        while (!KilledJenkins.log(rule, JOB, 1).contains(" user, ")) {
            KilledJenkins.pause(10);
        }
        WorkflowRun build =
                rule.jenkins.getItemByFullName(JOB, WorkflowJob.class).getLastBuild();
        LivePage page = new LivePage(build, RunningTests.of(build).get(0));
        while (!page.getFigures().isLoading()) { // the page is told after the log
            KilledJenkins.pause(10);
        }
        page.doStop();
    }

    private static void wasStoppedByAUser(JenkinsRule rule) throws Throwable {
        endsWith(rule, Result.UNSTABLE);
        assertThat(KilledJenkins.log(rule, JOB, 1))
                .containsPattern("The load ended after \\d+ s of 1800 s, because \\S+ stopped it");
    }

    private static void endsWith(JenkinsRule rule, Result result) throws Throwable {
        WorkflowRun build =
                rule.jenkins.getItemByFullName(JOB, WorkflowJob.class).getLastBuild();
        LoadLab.awaitEnd(rule, build, result);
    }
}
