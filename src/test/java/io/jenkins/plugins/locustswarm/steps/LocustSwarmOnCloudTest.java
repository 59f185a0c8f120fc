package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.FilePath;
import hudson.model.Result;
import io.jenkins.plugins.locustswarm.cleanup.SwarmRecords;
import io.jenkins.plugins.locustswarm.config.Ec2Machines;
import io.jenkins.plugins.locustswarm.config.InstancePrice;
import io.jenkins.plugins.locustswarm.config.LocustSwarmConfiguration;
import io.jenkins.plugins.locustswarm.config.SwarmProfile;
import io.jenkins.plugins.locustswarm.engine.fixture.LocustVenv;
import io.jenkins.plugins.locustswarm.engine.fixture.LoopbackMachine;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.CloudMachine;
import io.jenkins.plugins.locustswarm.engine.fixture.cloud.LoopbackCloud;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.TestSummary;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The repository's own bootstrap directory on machines of EC2, from a Pipeline's one line. */
@WithJenkins
class LocustSwarmOnCloudTest {

    @BeforeAll
    static void needsMachines() {
        LoopbackMachine.assumePossible();
    }

    private static void profile(LoopbackCloud cloud) throws IOException {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new AWSCredentialsImpl(
                        CredentialsScope.GLOBAL, "load-aws", LoopbackCloud.ACCESS_KEY, LoopbackCloud.SECRET_KEY, ""));
        SystemCredentialsProvider.getInstance().save();
        Ec2Machines machines = new Ec2Machines();
        machines.setCredentialsId("load-aws");
        machines.setEndpointUrl(cloud.endpoint().toString());
        machines.setSubnetIds(String.join(", ", cloud.subnets()));
        machines.setAllowedCidrs("127.0.0.0/8");
        machines.setUsePrivateIp(true);
        LocustSwarmConfiguration.get().setProfiles(List.of(new SwarmProfile("cloud", machines)));
        LocustSwarmConfiguration.get().setPrices(List.of(new InstancePrice("t3.micro", "3600")));
    }

    @Test
    void oneLineMakesMachinesLoadsTheTargetAndLeavesNothing(JenkinsRule jenkins) throws Exception {
        try (LoopbackCloud cloud = LoopbackCloud.start().withLocust(LocustVenv.current());
                LoadLab lab = new LoadLab()) {
            profile(cloud);
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
            assertThat(cloud.launched()).hasSize(3);
            assertThat(cloud.left()).isEmpty();
            assertThat(SwarmRecords.get().names()).isEmpty();
            assertReported(build, lab);
            assertNoSecret(build.getRootDir().toPath());
        }
    }

    @Test
    void aBuildWhoseMasterMachineDiesEndsAtOnceAndLeavesNothing(JenkinsRule jenkins) throws Exception {
        try (LoopbackCloud cloud = LoopbackCloud.start().withLocust(LocustVenv.current());
                LoadLab lab = new LoadLab()) {
            profile(cloud);
            WorkflowJob job = job(jenkins, """
                    node {
                        locustSwarm(slaves: 1, file: 'typical_load.py', host: '%s', users: 1, spawnRate: 1,
                            runTime: '30m', profile: 'cloud')
                    }
                    """.formatted(lab.host()));
            WorkflowRun build = job.scheduleBuild2(0).waitForStart();
            jenkins.waitForMessage(" of 30 min: ", build);
            CloudMachine master = cloud.launched().get(0);
            master.kill();
            Instant died = Instant.now();

            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));

            assertThat(Duration.between(died, Instant.now())).isLessThan(Duration.ofMinutes(2));
            assertThat(JenkinsRule.getLog(build))
                    .contains(" (" + master.id() + ") is gone: EC2 says ")
                    .contains("The run of typical_load.py ended with it");
            assertThat(cloud.left()).isEmpty();
            assertThat(SwarmRecords.get().names()).isEmpty();
        }
    }

    /** A Pipeline whose workspace has the repository's own bootstrap directory. */
    private static WorkflowJob job(JenkinsRule jenkins, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "load");
        new FilePath(Repository.path("bootstrap").toFile())
                .copyRecursiveTo(jenkins.jenkins.getWorkspaceFor(job).child("bootstrap"));
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    private static void assertReported(WorkflowRun build, LoadLab lab) {
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
