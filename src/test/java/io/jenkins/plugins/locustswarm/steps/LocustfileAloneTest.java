package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.steps.form.LoadForm;
import io.jenkins.plugins.locustswarm.steps.form.MachinesForm;
import io.jenkins.plugins.locustswarm.steps.freestyle.LocustTestBuilder;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Jobs whose workspace has a locustfile, and no bootstrap directory, on local machines. The first of them installs Locust,
 * as for a new user.
 */
@WithJenkins
class LocustfileAloneTest {

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
    void nothingIsLeft() {
        lab.close();
        assertThat(SwarmRecords.get().names()).isEmpty();
        assertThat(LoadLab.processes(jenkins)).isEmpty();
    }

    private static void fill(FilePath workspace) throws IOException, InterruptedException {
        workspace.child("perf/common.py").write("PATH = '/fine'\n", "UTF-8");
        workspace.child("perf/load.py").write(PatientMaster.of("""
                        from common import PATH
                        from locust import FastHttpUser, constant, task

                        class Visitor(FastHttpUser):
                            wait_time = constant(0.1)

                            @task
                            def visit(self):
                                self.client.get(PATH)
                        """), "UTF-8");
    }

    @Test
    void aPipelineNeedsOnlyTheLocustfile() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "load");
        fill(jenkins.jenkins.getWorkspaceFor(job));
        job.setDefinition(new CpsFlowDefinition("""
                node {
                    locustSwarm(slaves: 1, file: 'perf/load.py', host: 'HOST', users: 1, spawnRate: 1, runTime: '3s')
                    withLocustSwarm(slaves: 1, file: 'perf/load.py') {
                        locustRun(name: 'again', file: 'perf/load.py', host: 'HOST', users: 1, spawnRate: 1, runTime: '3s')
                    }
                }
                """.replace("HOST", lab.host()), true));

        WorkflowRun build = jenkins.buildAndAssertStatus(Result.SUCCESS, job);

        jenkins.assertLogContains("Each machine gets the folder perf: 2 files with ", build);
        assertThat(lab.paths()).containsExactly("/fine");
    }

    @Test
    void aFreestyleJobNeedsOnlyTheLocustfile() throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject("free");
        fill(jenkins.jenkins.getWorkspaceFor(project));
        LoadForm load = new LoadForm("perf/load.py");
        load.setHost(lab.host());
        load.setUsers("1");
        load.setRunTime("3s");
        MachinesForm machines = new MachinesForm();
        machines.setSlaves("1");
        project.getBuildersList().add(new LocustTestBuilder(load, machines));

        jenkins.buildAndAssertStatus(Result.SUCCESS, project);

        assertThat(lab.paths()).containsExactly("/fine");
    }

    @Test
    void aMissingModuleIsNamedWithTheFileToPutItIn() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "load");
        jenkins.jenkins
                .getWorkspaceFor(job)
                .child("perf/load.py")
                .write("import no_such_module\n" + LoadLab.locustfile("/fine"), "UTF-8");
        job.setDefinition(new CpsFlowDefinition(
                "node { locustSwarm(slaves: 1, file: 'perf/load.py', host: '" + lab.host() + "', runTime: '3s') }",
                true));

        WorkflowRun build = jenkins.buildAndAssertStatus(Result.FAILURE, job);

        jenkins.assertLogContains(
                "The Python module no_such_module is missing on the machines: add its package to perf/requirements.txt",
                build);
    }
}
