package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.locustswarm.engine.fixture.LocustVenv;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.CloudMachine;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.fixture.CloudProfile;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import io.jenkins.plugins.locustswarm.steps.form.LoadForm;
import io.jenkins.plugins.locustswarm.steps.form.MachinesForm;
import io.jenkins.plugins.locustswarm.steps.freestyle.LocustRunBuilder;
import io.jenkins.plugins.locustswarm.steps.freestyle.SwarmDownRecorder;
import io.jenkins.plugins.locustswarm.steps.freestyle.SwarmUpBuilder;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.FailureBuilder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The repository's own bootstrap directory on machines of EC2, from a Pipeline's one line. */
@WithJenkins
class LocustSwarmOnCloudTest {

    private static LoopbackCloud cloud;

    private LoadLab lab;
    private int launchedBefore;

    @BeforeAll
    static void startCloud() throws Exception {
        cloud = LoopbackCloud.start();
    }

    @AfterAll
    static void endCloud() {
        if (cloud != null) {
            cloud.close();
        }
    }

    @BeforeEach
    void begin() throws Exception {
        cloud.reset();
        cloud.withLocust(LocustVenv.current());
        launchedBefore = cloud.launched().size();
        lab = new LoadLab();
    }

    @AfterEach
    void nothingIsLeft() {
        lab.close();
        assertThat(cloud.left()).isEmpty();
        assertThat(SwarmRecords.get().names()).isEmpty();
    }

    @Test
    void oneStepRunsALoadTestOnEc2AndLeavesNoMachines(JenkinsRule jenkins) throws Exception {
        CloudProfile.set(cloud);
        WorkflowJob job = job(jenkins, """
                node {
                    def result = locustSwarm(slaves: 2, file: 'typical_load.py', host: '%s', users: 4, spawnRate: 4,
                        runTime: '5s', profile: 'cloud', environment: [MIN_WAIT: '50', MAX_WAIT: '100'],
                        tags: [team: 'shop'])
                    echo "verdict ${result.verdict}, ${result.failures} failures"
                }
                """.formatted(lab.host()));

        WorkflowRun build = jenkins.buildAndAssertStatus(Result.SUCCESS, job);

        assertThat(JenkinsRule.getLog(build))
                .containsSubsequence(
                        "Cost until the results were collected: ",
                        " USD (the configured price table)",
                        " is down.",
                        "verdict OK, 0 failures");
        assertThat(cloud.launched()).hasSize(launchedBefore + 3);
        assertReported(build);
        assertNoSecret(build.getRootDir().toPath());
    }

    @Test
    void aLocustfileInTheWorkspaceIsEnough(JenkinsRule jenkins) throws Exception {
        CloudProfile.set(cloud);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "alone");
        jenkins.jenkins.getWorkspaceFor(job).child("perf/load.py").write(LoadLab.locustfile("/fine"), "UTF-8");
        job.setDefinition(new CpsFlowDefinition("""
                node {
                    locustSwarm(slaves: 1, file: 'perf/load.py', host: '%s', users: 2, spawnRate: 2, runTime: '3s',
                        profile: 'cloud')
                }
                """.formatted(lab.host()), true));

        WorkflowRun build = jenkins.buildAndAssertStatus(Result.SUCCESS, job);

        jenkins.assertLogContains("Each machine gets the folder perf: 1 file with ", build);
        assertThat(lab.paths()).contains("/fine");
    }

    @Test
    void aBuildEndsAtOnceIfItsMasterMachineDiesAndLeavesNothing(JenkinsRule jenkins) throws Exception {
        CloudProfile.set(cloud);
        WorkflowJob job = job(jenkins, """
                node {
                    locustSwarm(slaves: 1, file: 'typical_load.py', host: '%s', users: 1, spawnRate: 1,
                        runTime: '30m', profile: 'cloud')
                }
                """.formatted(lab.host()));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage(" of 30 min: ", build);
        CloudMachine master = cloud.launched().get(launchedBefore);
        master.kill();
        Instant died = Instant.now();

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));

        assertThat(Duration.between(died, Instant.now())).isLessThan(Duration.ofMinutes(10));
        assertThat(JenkinsRule.getLog(build))
                .contains(" (" + master.id() + ") is gone: EC2 reports ")
                .contains("The run of typical_load.py ended with it");
    }

    @Test
    void aFreestyleJobsPostBuildActionTerminatesTheMachinesOfAFailedBuild(JenkinsRule jenkins) throws Exception {
        CloudProfile.set(cloud);
        FreeStyleProject project = jenkins.createFreeStyleProject("free");
        LoadLab.fill(jenkins.jenkins.getWorkspaceFor(project));
        MachinesForm machines = new MachinesForm();
        machines.setSlaves("1");
        machines.setProfile("cloud");
        LoadForm load = new LoadForm("fine.py");
        load.setHost(lab.host());
        load.setRunTime("3s");
        project.getBuildersList()
                .addAll(List.of(new SwarmUpBuilder(machines), new LocustRunBuilder(load), new FailureBuilder()));
        project.getPublishersList().add(new SwarmDownRecorder());

        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, project);

        assertThat(JenkinsRule.getLog(build)).containsSubsequence("Report: ", "Terminating 2 instances.", " is down.");
        assertThat(build.getAction(LocustBuildAction.class).find("fine")).isPresent();
        assertThat(cloud.launched()).hasSize(launchedBefore + 2);
    }

    /** A Pipeline whose workspace has the repository's own bootstrap directory. */
    private static WorkflowJob job(JenkinsRule jenkins, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "load");
        FilePath bootstrap = jenkins.jenkins.getWorkspaceFor(job).child("bootstrap");
        new FilePath(Repository.path("bootstrap").toFile()).copyRecursiveTo(bootstrap);
        FilePath locustfile = bootstrap.child("typical_load.py");
        locustfile.write(PatientMaster.of(locustfile.readToString()), "UTF-8");
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    private void assertReported(WorkflowRun build) {
        TestSummary test =
                build.getAction(LocustBuildAction.class).find("typical_load").orElseThrow();
        assertThat(test.getCost().getEstimate()).isGreaterThan(3);
        assertThat(test.getVerdict()).isEqualTo(Verdict.OK);
        assertThat(test.getWorkersReady()).isEqualTo(2);
        assertThat(test.getTotal().getRequests()).isBetween(10L, lab.requests());
        assertThat(lab.paths()).contains("/kandus", "/plays");
        assertThat(build.getArtifacts())
                .extracting(artifact -> artifact.relativePath)
                .contains(
                        "locust/typical_load/locust_stats.csv",
                        "locust/typical_load/locust_stats_history.csv",
                        "locust/typical_load/locust.html",
                        "locust/typical_load/master.log",
                        "locust/typical_load/worker-1.log",
                        "locust/typical_load/worker-2.log",
                        "locust/typical_load/summary.json");
    }

    /** Looks into everything the build kept: its log, build.xml, the Pipeline's state, the results. */
    private static void assertNoSecret(Path folder) throws IOException {
        assertThat(folder.resolve("log")).isRegularFile();
        assertThat(folder.resolve("build.xml")).isRegularFile();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile).toList())
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain("PRIVATE KEY")
                            .doesNotContain(LoopbackCloud.SECRET_KEY));
        }
    }
}
