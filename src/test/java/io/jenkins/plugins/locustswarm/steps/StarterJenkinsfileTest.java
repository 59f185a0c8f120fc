package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Result;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import java.io.IOException;
import java.nio.file.Files;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The Jenkinsfile and the locustfile that {@code locust-swarm init} writes. */
@WithJenkins
class StarterJenkinsfileTest {

    private static String starter(String name) throws IOException {
        return Files.readString(
                Repository.path("cli/src/main/resources/io/jenkins/plugins/locustswarm/cli/starter/" + name));
    }

    @Test
    void theNewJenkinsfileRunsTheNewLocustfile(JenkinsRule jenkins) throws Exception {
        CleanJenkins.reset(jenkins);
        try (LoadLab lab = new LoadLab()) {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "load");
            FilePath workspace = jenkins.jenkins.getWorkspaceFor(job);
            LoadLab.fill(workspace);
            workspace.child("locustfile.py").write(PatientMaster.of(starter("locustfile.py")), "UTF-8");
            String script = starter("Jenkinsfile")
                    .replace("http://localhost:8080", lab.host())
                    .replace("'30s'", "'6s'");
            assertThat(script).contains("'6s'").contains(lab.host());
            job.setDefinition(new CpsFlowDefinition(script, true));

            WorkflowRun build = jenkins.buildAndAssertStatus(Result.SUCCESS, job);
            jenkins.assertLogContains("Verdict: ok", build);
            jenkins.assertLogContains("Gate passed: failures < 1%", build);
            assertThat(lab.paths()).contains("/");
        }
        assertThat(LoadLab.processes(jenkins)).isEmpty();
    }
}
