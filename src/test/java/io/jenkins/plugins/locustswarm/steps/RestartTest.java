package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Result;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Jenkins is started anew in every phase, and the build goes on. */
class RestartTest {

    @RegisterExtension
    final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @TempDir
    Path folder;

    private LoadLab lab;

    @BeforeEach
    void begin() throws Exception {
        lab = new LoadLab();
    }

    @AfterEach
    void end() {
        lab.close();
    }

    private WorkflowRun start(JenkinsRule jenkins, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "load");
        FilePath workspace = jenkins.jenkins.getWorkspaceFor(job);
        LoadLab.fill(workspace);
        FilePath bootstrap = workspace.child("bootstrap/bootstrap.sh");
        bootstrap.write(
                bootstrap.readToString() + "\nuntil [ -e '" + folder + "/go' ]; do echo waiting; sleep 0.2; done\n",
                "UTF-8");
        bootstrap.chmod(0755);
        job.setDefinition(new CpsFlowDefinition(script.replace("HOST", lab.host()), true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private void go() throws Exception {
        Files.writeString(folder.resolve("go"), "");
    }

    private static WorkflowRun build(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("load", WorkflowJob.class).getBuildByNumber(1);
    }

    /** The build ends well with numbers, and nothing is left. */
    private static WorkflowRun ends(JenkinsRule jenkins) throws Exception {
        return ends(jenkins, Result.SUCCESS);
    }

    private static WorkflowRun ends(JenkinsRule jenkins, Result result) throws Exception {
        WorkflowRun build = build(jenkins);
        LoadLab.awaitEnd(jenkins, build, result);
        return build;
    }

    @Test
    void aBuildSurvivesARestartWhileMachinesStart() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun build = start(jenkins, """
                    node {
                        def result = locustSwarm(slaves: 1, file: 'variable.py', name: 'fine', host: 'HOST', runTime: '4s',
                            environment: [COLOUR: 'blue', SHAPE: 'round'])
                        echo "name ${result.names[0].name}"
                    }
                    """);
            jenkins.waitForMessage(": waiting", build);
        });
        Path state = sessions.getHome().toPath().resolve("jobs/load/builds/1");
        try (var files = Files.list(state)) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).contains("program.dat");
        }
        assertThat(Files.readAllBytes(state.resolve("program.dat"))).asString().contains("EncryptedVariables");
        go();
        sessions.then(jenkins -> jenkins.assertLogContains("name /round", ends(jenkins)));
    }

    @Test
    void aBuildSurvivesARestartDuringTheLoad() throws Throwable {
        go();
        sessions.then(jenkins -> {
            WorkflowRun build =
                    start(jenkins, "node { locustSwarm(slaves: 1, file: 'fine.py', host: 'HOST', runTime: '40s') }");
            jenkins.waitForMessage("1 user, ", build);
        });
        sessions.then(jenkins -> {
            WorkflowRun build = ends(jenkins);
            assertThat(JenkinsRule.getLog(build).split("Starting fine.py on the master", -1))
                    .as("the load went on by itself")
                    .hasSize(2);
        });
    }

    @Test
    void aLoadThatEndedDuringARestartIsCollected() throws Throwable {
        go();
        sessions.then(jenkins -> {
            WorkflowRun build = start(
                    jenkins,
                    "node { locustSwarm(slaves: 1, file: 'fine.py', host: 'HOST', runTime: '5s',"
                            + " resultsDir: 'load') }");
            jenkins.waitForMessage("Starting fine.py on the master", build);
            awaitInMastersRun("master.log"); // said before it is done
        });
        awaitInMastersRun("exit-code");
        sessions.then(jenkins -> {
            WorkflowRun build = ends(jenkins);
            FilePath workspace = jenkins.jenkins.getWorkspaceFor(build.getParent());
            assertThat(workspace.child("load/junit.xml").exists()).isTrue();
        });
    }

    private void awaitInMastersRun(String file) throws Exception {
        Path local = sessions.getHome().toPath().resolve("locust-swarm-local");
        Deadline deadline = Deadline.in(Duration.ofSeconds(60));
        while (!isInMastersRun(local, file)) {
            assertThat(deadline.passed()).as("no " + file).isFalse();
            deadline.pause(Duration.ofMillis(100));
        }
    }

    private static boolean isInMastersRun(Path local, String file) throws IOException {
        try (var files = Files.find(local, 10, (path, attributes) -> path.endsWith("runs/1/" + file))) {
            return files.anyMatch(found -> Files.exists(found.resolveSibling("master.log")));
        } catch (UncheckedIOException e) { // a file was renamed meanwhile
            return false;
        }
    }

    @Test
    void aLoadIsStoppedByItsConditionAfterARestart() throws Throwable {
        go();
        sessions.then(jenkins -> {
            WorkflowRun build = start(jenkins, """
                    node {
                        locustSwarm(slaves: 1, file: 'fine.py', host: 'HOST', runTime: '30m',
                            stopWhen: ['p95 > 60000 for 30s', 'failures > 50% for 10s'])
                    }
                    """);
            jenkins.waitForMessage("1 user, ", build);
            awaitRequests(100);
        });
        lab.close(); // from now on, no request succeeds
        sessions.then(jenkins -> {
            WorkflowRun build = ends(jenkins, Result.FAILURE);
            jenkins.assertLogContains(
                    "Load test fine failed: the stop condition \"failures > 50% for 10s\" was met", build);
            assertThat(build.getDuration()).isLessThan(Duration.ofMinutes(20).toMillis());
            var totals = build.getAction(LocustBuildAction.class)
                    .find("fine")
                    .orElseThrow()
                    .getTotal();
            assertThat(totals.getRequests()).isGreaterThan(totals.getFailures());
        });
    }

    private void awaitRequests(long count) throws InterruptedException {
        Deadline deadline = Deadline.in(Duration.ofSeconds(60));
        while (lab.requests() < count) {
            assertThat(deadline.passed()).as("too few requests").isFalse();
            deadline.pause(Duration.ofMillis(50));
        }
    }

    @Test
    void aBlockSurvivesARestartBetweenTwoRuns() throws Throwable {
        go();
        sessions.then(jenkins -> {
            WorkflowRun build = start(jenkins, """
                    node {
                        withLocustSwarm(slaves: 1) {
                            locustRun(file: 'broken.py', host: 'HOST', runTime: '3s')
                            echo 'between'
                            sleep 5
                            locustRun(file: 'fine.py', host: 'HOST', runTime: '3s')
                        }
                    }
                    """);
            jenkins.waitForMessage("between", build);
        });
        sessions.then(jenkins -> ends(jenkins, Result.UNSTABLE)); // all requests of broken.py fail
    }

    @Test
    void anAbortRightAfterARestartEndsTheBuildAndTakesTheSwarmDown() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun build =
                    start(jenkins, "node { locustSwarm(slaves: 1, file: 'fine.py', host: 'HOST', runTime: '4s') }");
            jenkins.waitForMessage(": waiting", build);
        });
        sessions.then(jenkins -> {
            WorkflowRun build = build(jenkins);
            jenkins.waitForMessage("Resuming build", build);
            build.doStop();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
            LoadLab.awaitNoSwarm(); // what the step cannot do any more, the end of the build does
            assertThat(LoadLab.processes(jenkins)).isEmpty();
        });
    }
}
