package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import hudson.FilePath;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import hudson.tasks.junit.CaseResult;
import hudson.tasks.junit.TestResult;
import hudson.tasks.junit.TestResultAction;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.steps.form.LoadForm;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import io.jenkins.plugins.locustswarm.steps.form.MachinesForm;
import io.jenkins.plugins.locustswarm.steps.freestyle.LocustTestBuilder;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ResultsInWorkspaceTest {

    private static JenkinsRule jenkins;
    private LoadLab lab;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void begin() throws Exception {
        CleanJenkins.reset(jenkins);
        lab = new LoadLab();
    }

    @AfterEach
    void end() {
        lab.close();
    }

    private WorkflowJob job(String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "load");
        job.setDefinition(new CpsFlowDefinition(script.replace("HOST", lab.host()), true));
        return job;
    }

    @Test
    void theJunitStepShowsTheVerdictOfALoadOnAnAgent() throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        WorkflowJob job = job("""
                node('%s') {
                    locustSwarm(slaves: 1, file: 'some.py', host: 'HOST', runTime: '12s', resultsDir: 'load', archive: false,
                        gates: [[metric: 'failures', threshold: '1%%'], [metric: 'p95', threshold: 60000]])
                    junit 'load/junit.xml'
                }
                """.formatted(agent.getNodeName()));
        FilePath workspace = agent.getWorkspaceFor(job);
        LoadLab.fill(workspace);
        workspace.child("load/worker-7.log").write("of an earlier run", "UTF-8");

        WorkflowRun build = jenkins.buildAndAssertStatus(Result.UNSTABLE, job);

        jenkins.assertLogContains("The results are in the folder load of the workspace.", build);
        assertThat(workspace.child("load").list())
                .extracting(FilePath::getName)
                .contains("locust_stats.csv", "master.log", "worker-1.log", "summary.json", "junit.xml")
                .doesNotContain("worker-7.log");
        TestResult tests = build.getAction(TestResultAction.class).getResult();
        assertThat(tests.getFailedTests())
                .extracting(CaseResult::getClassName, CaseResult::getName)
                .contains(tuple("some.gates", "failures < 1%"), tuple("some.requests", "GET /broken"));
        assertThat(tests.getPassedTests())
                .extracting(CaseResult::getName)
                .contains("p95 < 60000", "all workers joined", "no worker was lost");
        assertThat(tests.getSuites()).singleElement().satisfies(suite -> {
            assertThat(suite.getName()).isEqualTo("some");
            assertThat(suite.getDuration()).isBetween(5f, 40f);
        });
        assertThat(tests.getFailedTests())
                .filteredOn(test -> test.getName().equals("GET /broken"))
                .singleElement()
                .satisfies(test -> assertThat(test.getDuration()).isBetween(0.001f, 5f));
    }

    @Test
    void resultsAreArchivedAlsoIfTheWorkspaceCannotBeWritten() throws Exception {
        WorkflowJob job = job("node { locustSwarm(slaves: 1, file: 'fine.py', host: 'HOST', runTime: '3s',"
                + " resultsDir: 'load') }");
        FilePath workspace = jenkins.jenkins.getWorkspaceFor(job);
        LoadLab.fill(workspace);
        workspace.child("load").write("not a folder", "UTF-8");

        WorkflowRun build = jenkins.buildAndAssertSuccess(job);

        jenkins.assertLogContains(
                "The results could not be copied to the folder load of the workspace (resultsDir): ", build);
        assertThat(build.getArtifacts())
                .extracting(artifact -> artifact.relativePath)
                .contains("locust/fine/locust_stats.csv", "locust/fine/summary.json", "locust/fine/junit.xml");
        assertThat(workspace.child("load").readToString()).isEqualTo("not a folder");
    }

    @Test
    void aFreestyleBuildExpandsVariablesInTheFolder() throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject("free");
        FilePath workspace = jenkins.jenkins.getWorkspaceFor(project);
        LoadLab.fill(workspace);
        LoadForm load = new LoadForm("fine.py");
        load.setHost(lab.host());
        load.setRunTime("3s");
        load.setResultsDir("load-$BUILD_NUMBER");
        MachinesForm machines = new MachinesForm();
        machines.setSlaves("1");
        project.getBuildersList().add(new LocustTestBuilder(load, machines));

        FreeStyleBuild build = jenkins.buildAndAssertSuccess(project);

        assertThat(workspace.child("load-" + build.getNumber() + "/junit.xml").readToString())
                .contains("classname=\"fine.requests\" name=\"GET /fine\"")
                .doesNotContain("<failure");
        assertThat(build.getArtifacts())
                .extracting(artifact -> artifact.relativePath)
                .contains("locust/fine/junit.xml");
    }

    @Test
    void aRunOutsideOfANodeIsRefusedBeforeItStarts() throws Exception {
        WorkflowRun build = jenkins.buildAndAssertStatus(
                Result.FAILURE, job("locustRun(file: 'fine.py', host: 'HOST', runTime: '3s', resultsDir: 'load')"));
        jenkins.assertLogContains(
                "The results are copied to the folder load of the workspace (resultsDir), and this step runs outside of a"
                        + " node: put it into node { }.",
                build);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../load",
                "a/../../b",
                "a\\..\\..\\b",
                "/tmp/load",
                "~/load",
                "C:\\load",
                "\\\\server\\x",
                "a\u0000b"
            })
    void aFolderOutsideOfTheWorkspaceIsRefused(String resultsDir) {
        LoadForm form = new LoadForm("fine.py");
        form.setResultsDir(resultsDir);
        assertThatThrownBy(() -> LoadSettings.of(form, UnaryOperator.identity()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is not a folder of the workspace");
    }
}
