package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.PlantedRun;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import io.jenkins.plugins.locustswarm.steps.form.LoadForm;
import io.jenkins.plugins.locustswarm.steps.form.MachinesForm;
import io.jenkins.plugins.locustswarm.steps.freestyle.LocustTestBuilder;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The baseline and the gates on changes of steps, with real Locust on local machines. */
@WithJenkins
class BaselineStepTest {

    private static JenkinsRule jenkins;
    private LoadLab lab;
    private WorkflowJob job;
    private FreeStyleProject main;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void begin() throws Exception {
        CleanJenkins.reset(jenkins);
        lab = new LoadLab();
        main = jenkins.createFreeStyleProject("main");
        job = jenkins.createProject(WorkflowJob.class, "feature");
        LoadLab.fill(jenkins.jenkins.getWorkspaceFor(job));
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

    @Test
    void theFirstBuildOfAJobIsJudgedAgainstABuildOfAnotherJob() throws Exception {
        LocustReports.record(jenkins.buildAndAssertSuccess(main), "fine", PlantedRun.of(100_000));

        WorkflowRun build = build(Result.SUCCESS, """
                node {
                    def r = locustSwarm(slaves: 1, file: 'fine.py', host: 'HOST', users: 2, runTime: '3s',
                        baseline: '../main#lastSuccessfulBuild',
                        gates: [[metric: 'p95', threshold: 110, baseline: true], [metric: 'p95', change: '10%']])
                    echo "compared with ${r.baseline}, changes ${r.changes}"
                    r.gates.each { echo "${it.gate}: ${it.why}" }
                }
                """);

        jenkins.assertLogContains("compared with main #1, changes []", build);
        jenkins.assertLogContains("110 % of the baseline's 100,000 ms", build);
        jenkins.assertLogContains("p95 change < 10%: no comparable earlier run; at least ", build);
        assertThat(build.getAction(LocustBuildAction.class)
                        .find("fine")
                        .orElseThrow()
                        .getBaseline())
                .isEqualTo("main #1");
    }

    @Test
    void aBaselineThatCannotBeReadIsRefusedBeforeAnythingIsMade() throws Exception {
        for (String baseline : new String[] {"'last ten'", "'nothing#1'", "'main#newest'", "500"}) {
            WorkflowRun build = build(
                    Result.FAILURE,
                    "node { locustSwarm(slaves: 1, file: 'fine.py', host: 'HOST', baseline: " + baseline + ") }");
            assertThat(jenkins.getLog(build)).contains(" baseline").doesNotContain("Bringing up", " is up");
        }
        assertThat(lab.requests()).isZero();
    }

    @Test
    void aFreestyleBuildRefusesAJobThatDoesNotExist() throws Exception {
        LoadForm load = new LoadForm("fine.py");
        load.setBaseline("$OTHER#1");
        load.setHost(lab.host());
        main.getBuildersList().add(new LocustTestBuilder(load, new MachinesForm()));
        LoadLab.fill(jenkins.jenkins.getWorkspaceFor(main));
        jenkins.assertLogContains(
                "The baseline $OTHER#1 cannot be used: there is no job \"$OTHER\" that this build may read; check the"
                        + " name, and the permissions of the build.",
                jenkins.buildAndAssertStatus(Result.FAILURE, main));
    }

    @Test
    void aGateWithAThresholdAndAChangeIsRefusedBeforeAnythingIsMade() throws Exception {
        WorkflowRun build = build(
                Result.FAILURE,
                "node { locustSwarm(slaves: 1, file: 'fine.py', host: 'HOST',"
                        + " gates: [[metric: 'p95', threshold: 800, change: '10%']]) }");
        jenkins.assertLogContains("A gate on a change of p95 has a threshold too", build);
        assertThat(lab.requests()).isZero();
    }
}
