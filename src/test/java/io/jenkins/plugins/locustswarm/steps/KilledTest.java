package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.locustswarm.engine.fixture.LocustVenv;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.ApiCall;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.fixture.RealJenkins;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.live.LivePage;
import io.jenkins.plugins.locustswarm.report.live.LocustLive;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A real Jenkins dies without any time to say goodbye, and the build goes on. */
class KilledTest {

    private static final String JOB = "load";

    @RegisterExtension
    final RealJenkinsExtension jenkins = RealJenkins.create();

    private final AtomicBoolean terminationBegan = new AtomicBoolean();

    @Test
    void aBuildSurvivesAKilledJenkinsInEveryPhase() throws Throwable {
        try (LoadLab lab = new LoadLab()) {
            jenkins.startJenkins();
            jenkins.runRemotely(KilledTest::dieAt, "Bootstrapping 2 machines");
            jenkins.runRemotely(KilledTest::begin, "host: '" + lab.host() + "', runTime: '20s'");
            for (String next :
                    new String[] {"Starting fine.py on the master", " user, ", "Collecting the results", "Report: "}) {
                KilledJenkins.startAnew(jenkins);
                jenkins.runRemotely(KilledTest::dieAt, next);
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
            jenkins.runRemotely(KilledTest::dieAt, " user, ");
            jenkins.runRemotely(
                    KilledTest::begin,
                    "host: '" + lab.host() + "', runTime: '5m', stopWhen: ['failures > 50% for 10s']");
            KilledJenkins.awaitDeath(jenkins);
        } // from now on, no request succeeds
        KilledJenkins.startAnew(jenkins);
        jenkins.runRemotely(KilledTest::dieAt, "The stop condition \"failures > 50% for 10s\" was met");
        KilledJenkins.startAnew(jenkins);
        jenkins.runRemotely(KilledTest::wasStopped);
    }

    /** Jenkins dies when it has recorded that a user stops the load, and the load goes on until it is back. */
    @Test
    void aLoadIsStoppedByAUserAlthoughJenkinsWasKilled() throws Throwable {
        try (LoadLab lab = new LoadLab()) {
            jenkins.startJenkins();
            jenkins.runRemotely(KilledTest::begin, "host: '" + lab.host() + "', runTime: '5m'");
            jenkins.runRemotely(KilledTest::dieAt, "The load is stopped by ");
            jenkins.runRemotely(KilledTest::stopTheLoad);
            KilledJenkins.startAnew(jenkins);
            jenkins.runRemotely(KilledTest::wasStoppedByAUser);
        }
    }

    /** Jenkins dies in the call that terminates the machines, and EC2 never hears of it. */
    @Test
    void machinesAreTerminatedIfJenkinsIsKilledDuringTheTeardown() throws Throwable {
        try (LoopbackCloud cloud = LoopbackCloud.start().withLocust(LocustVenv.current());
                LoadLab lab = new LoadLab()) {
            cloud.faults().loseCall("TerminateInstances", 1).onCall(this::dieInTheFirstTermination);
            jenkins.startJenkins();
            jenkins.runRemotely(CloudProfile::addTo, cloud.endpoint().toString(), String.join(", ", cloud.subnets()));
            jenkins.runRemotely(KilledTest::begin, "host: '" + lab.host() + "', runTime: '3s', profile: 'cloud'");
            KilledJenkins.awaitDeath(jenkins);
            assertThat(cloud.left()).as("the machines have outlived Jenkins").isNotEmpty();
            KilledJenkins.startAnew(jenkins);
            jenkins.runRemotely(KilledTest::ends);
            assertThat(cloud.launched()).hasSize(2);
            assertThat(cloud.left()).isEmpty();
        }
    }

    private void dieInTheFirstTermination(ApiCall call) {
        if (call.action().equals("TerminateInstances") && !terminationBegan.getAndSet(true)) {
            jenkins.getProcess().destroyForcibly();
        }
    }

    private static void dieAt(JenkinsRule rule, String words) {
        KilledJenkins.dieAt(rule, JOB, 1, words, 0);
    }

    private static void begin(JenkinsRule rule, String arguments) throws Throwable {
        WorkflowJob job = rule.createProject(WorkflowJob.class, JOB);
        LoadLab.fill(rule.jenkins.getWorkspaceFor(job));
        job.setDefinition(
                new CpsFlowDefinition("node { locustSwarm(slaves: 1, file: 'fine.py', " + arguments + ") }", true));
        job.scheduleBuild2(0).waitForStart();
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
        new LivePage(build, LocustLive.of(build).get(0)).doStop();
    }

    private static void wasStoppedByAUser(JenkinsRule rule) throws Throwable {
        endsWith(rule, Result.UNSTABLE);
        assertThat(KilledJenkins.log(rule, JOB, 1))
                .containsPattern("The load ended after \\d+ s of 300 s, because \\S+ stopped it");
    }

    private static void endsWith(JenkinsRule rule, Result result) throws Throwable {
        WorkflowRun build =
                rule.jenkins.getItemByFullName(JOB, WorkflowJob.class).getLastBuild();
        rule.assertBuildStatus(result, rule.waitForCompletion(build));
        assertThat(build.getAction(LocustBuildAction.class)
                        .find("fine")
                        .orElseThrow()
                        .getTotal()
                        .getRequests())
                .isPositive();
        assertThat(SwarmRecords.get().names()).isEmpty();
        assertThat(LoadLab.processes(rule)).isEmpty();
    }
}
