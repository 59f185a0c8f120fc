package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.steps.form.LoadForm;
import io.jenkins.plugins.locustswarm.steps.form.MachinesForm;
import io.jenkins.plugins.locustswarm.steps.freestyle.LocustTestBuilder;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class NoteTest {

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

    private WorkflowRun build(Result result, String note) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "load");
        job.setDefinition(new CpsFlowDefinition(
                "node { locustSwarm(slaves: 1, file: 'fine.py', host: '" + lab.host() + "', runTime: '3s', note: "
                        + note + ") }",
                true));
        LoadLab.fill(jenkins.jenkins.getWorkspaceFor(job));
        return jenkins.buildAndAssertStatus(result, job);
    }

    private static void assertNote(Run<?, ?> build, String note) throws Exception {
        assertThat(build.getAction(LocustBuildAction.class)
                        .find("fine")
                        .orElseThrow()
                        .getNote())
                .isEqualTo(note);
        Path archive = build.getRootDir().toPath().resolve("archive/locust/fine");
        assertThat(SummaryJson.readFrom(archive).load().note()).isEqualTo(note);
        jenkins.assertLogContains("Note: " + note, build);
    }

    @Test
    void theNoteOfAStepIsPartOfItsResults() throws Exception {
        assertNote(build(Result.SUCCESS, "'new JVM\\nfor ' + env.JOB_NAME"), "new JVM for load");
    }

    @Test
    void aNoteThatIsTooLongIsRefusedBeforeAnythingIsMade() throws Exception {
        WorkflowRun build = build(Result.FAILURE, "'n' * 201");
        jenkins.assertLogContains("The note has 201 characters: shorten it to 200.", build);
        jenkins.assertLogNotContains("Bootstrapping", build);
    }

    @Test
    void theNoteOfABuildStepHasItsVariablesExpanded() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("load");
        LoadForm load = new LoadForm("fine.py");
        load.setHost(lab.host());
        load.setRunTime("3s");
        load.setNote("build of $JOB_NAME");
        MachinesForm machines = new MachinesForm();
        machines.setSlaves("1");
        job.getBuildersList().add(new LocustTestBuilder(load, machines));
        LoadLab.fill(jenkins.jenkins.getWorkspaceFor(job));

        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);

        assertNote(build, "build of load");
    }
}
