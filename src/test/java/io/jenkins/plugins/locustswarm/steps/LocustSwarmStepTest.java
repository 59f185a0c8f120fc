package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.ExtensionList;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class LocustSwarmStepTest {

    private static JenkinsRule jenkins;
    private LoadLab lab;
    private WorkflowJob job;
    private FilePath workspace;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void begin() throws Exception {
        CleanJenkins.reset(jenkins);
        lab = new LoadLab();
        job = jenkins.createProject(WorkflowJob.class, "load");
        workspace = jenkins.jenkins.getWorkspaceFor(job);
        LoadLab.fill(workspace);
    }

    @AfterEach
    void nothingIsLeft() {
        lab.close();
        assertThat(SwarmRecords.get().names()).isEmpty();
        assertThat(LoadLab.processes(jenkins)).isEmpty();
    }

    private WorkflowRun build(Result result, String script) throws Exception {
        job.setDefinition(new CpsFlowDefinition(script.replace("HOST", lab.host()), true));
        return jenkins.buildAndAssertStatus(result, job);
    }

    private static TestSummary test(WorkflowRun build, String name) {
        return build.getAction(LocustBuildAction.class).find(name).orElseThrow();
    }

    private static List<String> warnings(WorkflowRun build) {
        Iterable<FlowNode> nodes = new DepthFirstScanner().allNodes(build.getExecution());
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(node -> node.getAction(WarningAction.class))
                .filter(Objects::nonNull)
                .map(WarningAction::getMessage)
                .toList();
    }

    @Test
    void oneLineRunsALoadTestAndTakesTheSwarmDown() throws Exception {
        WorkflowRun build = build(Result.SUCCESS, """
                node {
                    def result = locustSwarm(slaves: 2, file: 'fine.py', host: 'HOST', users: 4, spawnRate: 4, runTime: '30s')
                    echo "verdict ${result.verdict}, ${result.failures} failures, p95 of ${result.names[0].name}: ${result.names[0].p95}"
                    echo "more than ten: ${result.requests > 10}, ${result.reportUrl}"
                }
                """);

        assertThat(lab.requests()).isGreaterThan(10);
        assertThat(test(build, "fine").getTotal().getRequests()).isGreaterThan(10);
        assertThat(build.getArtifacts())
                .extracting(artifact -> artifact.relativePath)
                .contains(
                        "locust/fine/locust_stats.csv",
                        "locust/fine/locust_stats_history.csv",
                        "locust/fine/locust.html",
                        "locust/fine/master.log",
                        "locust/fine/worker-1.log",
                        "locust/fine/worker-2.log",
                        "locust/fine/summary.json",
                        "locust/fine/junit.xml");
        jenkins.assertLogContains("verdict OK, 0 failures, p95 of /fine: ", build);
        jenkins.assertLogContains("more than ten: true, " + jenkins.getURL() + build.getUrl(), build);
        jenkins.assertLogContains("4 users, ", build);
        jenkins.assertLogContains("Aggregated", build);
        jenkins.assertLogContains(" is down.", build);
    }

    /** Has a file where the artifacts belong. */
    private static final class FileInTheWay extends RunListener<Run<?, ?>> {

        @Override
        public void onStarted(Run<?, ?> run, TaskListener listener) {
            try {
                Path archive = Files.createDirectories(run.getRootDir().toPath().resolve("archive"));
                Files.writeString(archive.resolve("locust"), "not a folder");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void figuresAndFilesAreKeptWhenTheArtifactsCannotBeWritten() throws Exception {
        FileInTheWay fileInTheWay = new FileInTheWay();
        ExtensionList.lookup(RunListener.class).add(fileInTheWay);
        WorkflowRun build;
        try {
            build = build(
                    Result.UNSTABLE,
                    "node { def r = locustSwarm(slaves: 1, file: 'fine.py', host: 'HOST', runTime: '3s');"
                            + " echo \"goes on, ${r.verdict}\" }");
        } finally {
            ExtensionList.lookup(RunListener.class).remove(fileInTheWay);
        }

        jenkins.assertLogContains("goes on, UNSTABLE", build);
        jenkins.assertLogContains("The files of this run could not be archived: ", build);
        Path kept = build.getRootDir().toPath().resolve("locust-not-archived/fine");
        jenkins.assertLogContains("They are in " + kept + " on the controller.", build);
        assertThat(kept.resolve("locust_stats.csv")).isNotEmptyFile();
        assertThat(kept.resolve("worker-1.log")).exists();
        assertThat(test(build, "fine").getTotal().getRequests()).isPositive();
    }

    @Test
    void aDeclarativePipelineRunsItOnAnAgent() throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        LoadLab.fill(agent.getWorkspaceFor(job));

        WorkflowRun build = build(Result.SUCCESS, """
                pipeline {
                    agent { label '%s' }
                    stages {
                        stage('Load') {
                            steps {
                                locustSwarm(slaves: 1, file: 'fine.py', host: 'HOST', runTime: '3s', name: 'on an agent')
                            }
                        }
                    }
                }
                """.formatted(agent.getNodeName()));

        assertThat(test(build, "on an agent").getVerdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void gatesDecideTheResultAndFailedRequestsAloneDoNot() throws Exception {
        String run = "locustSwarm(slaves: 1, file: 'broken.py', host: 'HOST', users: 2, spawnRate: 2, runTime: '3s'";

        assertThat(warnings(build(Result.SUCCESS, "node { " + run.replace("broken", "some") + ") }")))
                .as("some of the requests failed")
                .isEmpty();
        assertThat(warnings(build(Result.UNSTABLE, "node { " + run + ") }")))
                .as("all of them failed")
                .isNotEmpty();

        WorkflowRun unstable = build(
                Result.UNSTABLE,
                "node { def r = " + run
                        + ", gates: [[metric: 'failures', threshold: '1%'], [metric: 'P95', threshold: 60000]]);"
                        + " echo \"goes on with ${r.gates[0].passed} and ${r.gates[1].passed}\" }");
        jenkins.assertLogContains("goes on with false and true", unstable);
        jenkins.assertLogContains("Gate missed (unstable): failures < 1%: 100", unstable);
        assertThat(warnings(unstable))
                .singleElement()
                .asString()
                .startsWith("Load test broken is unstable: 100 % of all requests failed, above the threshold of 1 %; ");

        WorkflowRun failed = build(
                Result.FAILURE,
                "node { " + run
                        + ", gates: [[metric: 'failures', threshold: '1%', criticality: 'FAILURE']]); echo 'goes on' }");
        jenkins.assertLogNotContains("goes on", failed);
        jenkins.assertLogContains(
                "Load test broken failed: 100 % of all requests failed, above the threshold of 1 %; ", failed);
        assertThat(test(failed, "broken").getVerdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void aGateComparesWithTheLastSuccessfulBuild() throws Exception {
        String script = "node { locustSwarm(slaves: 1, file: 'fine.py', host: 'HOST', runTime: '3s',"
                + " gates: [[metric: 'p95', threshold: 100000, baseline: true]]) }";

        WorkflowRun base = build(Result.SUCCESS, script);
        jenkins.assertLogContains("there is no earlier successful build with this test to compare with yet", base);

        WorkflowRun compared = build(Result.SUCCESS, script);
        assertThat(test(compared, "fine").getBaselineBuild()).isEqualTo(base.getNumber());
    }

    /** The locustfile makes the secret the name of a request, which is a result and kept in these files. */
    private static final Set<String> KEEP_NAMES = Set.of("build.xml", "locust-history.txt");

    @Test
    void aSecretReachesLocustAndIsNeitherInTheLogNorInTheState() throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, "shape", null, "user", "s3cr3t-shape-of-all"));

        WorkflowRun build = build(Result.SUCCESS, """
                node {
                    withCredentials([usernamePassword(credentialsId: 'shape', usernameVariable: 'U', passwordVariable: 'SHAPE')]) {
                        def result = locustSwarm(slaves: 1, file: 'variable.py', host: 'HOST', runTime: '4s',
                            environment: [COLOUR: 'blue$$', SHAPE: ''], tags: [team: 'shop'])
                        echo "length of the name: ${result.names[0].name.length()}"
                    }
                }
                """);

        jenkins.assertLogContains("length of the name: " + "/s3cr3t-shape-of-all".length(), build);
        jenkins.assertLogNotContains("s3cr3t-shape-of-all", build);
        assertThat(lab.paths()).contains("/blue$$");
        try (var files = Files.list(build.getRootDir().toPath())) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !KEEP_NAMES.contains(file.getFileName().toString()))
                    .toList()) {
                assertThat(Files.readAllBytes(file)).asString().doesNotContain("s3cr3t-shape-of-all");
            }
        }
    }

    @Test
    void aMissingVariableIsReportedBeforeMachinesAreCreated() throws Exception {
        WorkflowRun build = build(
                Result.FAILURE,
                "node { locustSwarm(slaves: 1, file: 'fine.py', host: 'HOST', environment: [ABSENT: '']) }");

        jenkins.assertLogContains("The variable ABSENT was named without a value, and the build has none", build);
        jenkins.assertLogNotContains("Bootstrapping", build);
        assertThat(lab.requests()).isZero();
    }

    @Test
    void invalidArgumentsAreReportedBeforeMachinesAreCreated() throws Exception {
        WorkflowRun build = build(Result.FAILURE, "node { locustSwarm(file: 'fine.py', bootstrapDir: 'elsewhere') }");
        jenkins.assertLogContains("There is no bootstrap directory ", build);
        jenkins.assertLogNotContains("no swarm that is up", build);
        jenkins.assertLogNotContains(" is down.", build);

        build = build(Result.FAILURE, "node { locustSwarm(file: 'fien.py') }");
        jenkins.assertLogContains("There is no locustfile fien.py in the bootstrap directory", build);
        jenkins.assertLogContains("broken.py, endless.py, fine.py", build);

        build = build(Result.FAILURE, "node { locustSwarm(file: 'fine.py', host: 'ann:secret@staging') }");
        jenkins.assertLogContains("The host contains a user name or a password", build);

        build = build(Result.FAILURE, "node { locustSwarm(file: 'fine.py', profile: 'other') }");
        jenkins.assertLogContains("no swarm profile named \"other\"", build);
        jenkins.assertLogNotContains("no swarm that is up", build);

        build = build(
                Result.FAILURE, "node { locustSwarm(file: 'fine.py', gates: [[metric: 'speed', threshold: 5]]) }");
        jenkins.assertLogContains("\"speed\" is not a valid metric of a gate", build);

        build = build(Result.FAILURE, "node { locustSwarm(file: 'fine.py', bootstrapDir: '../..') }");
        jenkins.assertLogContains("is not a folder of the workspace", build);

        build = build(Result.FAILURE, "locustSwarm(file: 'fine.py')");
        jenkins.assertLogContains("node", build);
    }

    @Test
    void aLinkOutOfTheBootstrapDirectoryDoesNotExposeFilesOfTheController() throws Exception {
        workspace.child("bootstrap/link").symlinkTo("/etc/hostname", jenkins.createTaskListener());

        WorkflowRun build = build(Result.FAILURE, "node { locustSwarm(file: 'fine.py') }");

        jenkins.assertLogContains(
                "bootstrap/link is a symbolic link to a target outside the bootstrap directory", build);
    }

    @Test
    void aMachineThatDoesNotGetReadyTakesTheSwarmDown() throws Exception {
        FilePath script = workspace.child("bootstrap/bootstrap.sh");
        script.write("#!/bin/sh\necho 'no network here'\nexit 7\n", "UTF-8");
        script.chmod(0755);

        WorkflowRun build = build(Result.FAILURE, "node { locustSwarm(slaves: 1, file: 'fine.py', host: 'HOST') }");

        jenkins.assertLogContains("(exit code 7)", build);
        jenkins.assertLogContains("no network here", build);
        jenkins.assertLogContains(" is down.", build);
    }

    @Test
    void theErrorOfABrokenLocustfileIsShown() throws Exception {
        workspace.child("bootstrap/typo.py").write("from locusst import HttpUser\n", "UTF-8");

        WorkflowRun build = build(Result.FAILURE, "node { locustSwarm(slaves: 1, file: 'typo.py', host: 'HOST') }");

        jenkins.assertLogContains("No module named 'locusst'", build);
        jenkins.assertLogContains(" is down.", build);
    }

    @Test
    void anAbortKeepsTheResultsAndTakesTheSwarmDown() throws Exception {
        job.setDefinition(new CpsFlowDefinition(
                "node { locustSwarm(slaves: 1, file: 'fine.py', host: 'HOST', users: 2, spawnRate: 2, runTime: '1h') }"
                        .replace("HOST", lab.host()),
                true));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("2 users, ", build);

        build.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        assertThat(test(build, "fine").getTotal().getRequests()).isPositive();
        assertThat(build.getArtifacts())
                .extracting(artifact -> artifact.relativePath)
                .contains("locust/fine/locust_stats.csv", "locust/fine/summary.json");
    }

    @Test
    void aSecondAbortEndsTheBuildAndTheSwarmIsTakenDownInTheBackground() throws Exception {
        job.setDefinition(new CpsFlowDefinition(
                "node { locustSwarm(slaves: 1, file: 'endless.py', host: 'HOST', runTime: '1h', stopTimeout: '30m') }"
                        .replace("HOST", lab.host()),
                true));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("1 user, ", build);
        build.doStop();
        jenkins.waitForMessage("Collecting the results", build); // which waits for the user's task

        build.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        jenkins.assertLogNotContains("Report: ", build);
        LoadLab.awaitNoSwarm();
    }

    @Test
    void anAbortWhileMachinesComeUpTakesThemDown() throws Exception {
        workspace.child("bootstrap/bootstrap.sh").write("#!/bin/sh\necho waiting\nexec sleep 300\n", "UTF-8");
        workspace.child("bootstrap/bootstrap.sh").chmod(0755);
        job.setDefinition(new CpsFlowDefinition("node { locustSwarm(slaves: 1, file: 'fine.py') }", true));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage(": waiting", build);

        build.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        jenkins.assertLogContains(" is down.", build);
    }

    @Test
    void severalSwarmsRunTheirTestsInParallel() throws Exception {
        WorkflowRun build = build(Result.SUCCESS, """
                node {
                    parallel one: {
                        locustSwarm(slaves: 1, file: 'fine.py', host: 'HOST', runTime: '4s', name: 'one')
                    }, two: {
                        locustSwarm(slaves: 1, file: 'fine.py', host: 'HOST', runTime: '4s', name: 'two', archive: false)
                    }
                }
                """);

        assertThat(test(build, "one").getVerdict()).isEqualTo(Verdict.OK);
        assertThat(test(build, "two").getVerdict()).isEqualTo(Verdict.OK);
        assertThat(build.getArtifacts())
                .extracting(artifact -> artifact.relativePath)
                .anyMatch(path -> path.startsWith("locust/one/"))
                .noneMatch(path -> path.startsWith("locust/two/"));
    }
}
