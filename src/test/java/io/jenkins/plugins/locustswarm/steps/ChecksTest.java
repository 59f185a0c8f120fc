package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.checks.api.ChecksConclusion;
import io.jenkins.plugins.checks.api.ChecksDetails;
import io.jenkins.plugins.checks.api.ChecksOutput;
import io.jenkins.plugins.checks.api.ChecksPublisher;
import io.jenkins.plugins.checks.api.ChecksPublisherFactory;
import io.jenkins.plugins.checks.api.ChecksStatus;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.steps.form.LoadForm;
import io.jenkins.plugins.locustswarm.steps.form.MachinesForm;
import io.jenkins.plugins.locustswarm.steps.freestyle.LocustTestBuilder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ChecksTest {

    private static JenkinsRule jenkins;
    private LoadLab lab;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void begin() throws Exception {
        CleanJenkins.reset(jenkins);
        platform().checks.clear();
        platform().broken = false;
        lab = new LoadLab();
    }

    @AfterEach
    void end() {
        lab.close();
    }

    private static Platform platform() {
        return jenkins.jenkins.getExtensionList(Platform.class).get(0);
    }

    private WorkflowRun build(Result result, String steps) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "load");
        job.setDefinition(
                new CpsFlowDefinition("node { " + steps.replace("HOST", "host: '" + lab.host() + "'") + " }", true));
        LoadLab.fill(jenkins.jenkins.getWorkspaceFor(job));
        return jenkins.buildAndAssertStatus(result, job);
    }

    @Test
    void eachTestOfABuildHasACheck() throws Exception {
        WorkflowRun build = build(Result.UNSTABLE, """
                withLocustSwarm(slaves: 1) {
                    locustRun(file: 'fine.py', HOST, runTime: '3s')
                    locustRun(file: 'broken.py', HOST, runTime: '3s', gates: [[metric: 'failures', threshold: '1%']])
                    locustRun(file: 'fine.py', name: 'quiet', HOST, runTime: '3s', skipPublishingChecks: true)
                }
                """);

        assertThat(platform().checks)
                .extracting(check -> check.getName().orElseThrow())
                .containsExactly("Load test fine", "Load test broken");
        ChecksDetails fine = platform().checks.get(0);
        assertThat(fine.getStatus()).isEqualTo(ChecksStatus.COMPLETED);
        assertThat(fine.getConclusion()).isEqualTo(ChecksConclusion.SUCCESS);
        assertThat(fine.getDetailsURL()).hasValue(jenkins.getURL() + build.getUrl() + "locust/test/fine/");
        ChecksDetails broken = platform().checks.get(1);
        assertThat(broken.getConclusion()).isEqualTo(ChecksConclusion.FAILURE);
        ChecksOutput output = broken.getOutput().orElseThrow();
        assertThat(output.getTitle().orElseThrow())
                .startsWith("Load test broken is unstable: 100 % of all requests failed, above the threshold of 1 %");
        assertThat(output.getSummary().orElseThrow()).startsWith("Load test broken is unstable");
        assertThat(output.getText().orElseThrow())
                .contains("### Gates", "**missed**", "<code>GET /broken</code>", "[Report](<");
    }

    @Test
    void aStepTakesTheNameOfTheBlockAroundItUnlessItHasItsOwn() throws Exception {
        build(Result.SUCCESS, """
                withChecks('Performance') {
                    locustSwarm(slaves: 1, file: 'fine.py', HOST, runTime: '3s')
                    locustSwarm(slaves: 1, file: 'fine.py', HOST, runTime: '3s', checksName: 'Mine')
                }
                """);

        assertThat(platform().checks)
                .filteredOn(check -> check.getStatus() == ChecksStatus.COMPLETED)
                .extracting(check -> check.getName().orElseThrow())
                .containsExactly("Performance", "Mine");
    }

    @Test
    void aCheckThatCannotBePublishedIsALineOfTheLogAndNoFailure() throws Exception {
        platform().broken = true;

        WorkflowRun build = build(
                Result.SUCCESS, "locustSwarm(slaves: 1, file: 'fine.py', HOST, runTime: '3s', checksName: 'Mine')");

        assertThat(JenkinsRule.getLog(build))
                .containsOnlyOnce(
                        "The check \"Mine\" could not be published: java.lang.IllegalStateException: no answer\\u000aat all.");
    }

    @Test
    void aFreestyleBuildPublishesACheckAndExpandsVariablesInItsName() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("load");
        LoadForm load = new LoadForm("fine.py");
        load.setHost(lab.host());
        load.setRunTime("3s");
        load.setChecksName("Load of $JOB_NAME");
        MachinesForm machines = new MachinesForm();
        machines.setSlaves("1");
        job.getBuildersList().add(new LocustTestBuilder(load, machines));
        LoadLab.fill(jenkins.jenkins.getWorkspaceFor(job));

        jenkins.buildAndAssertSuccess(job);

        assertThat(platform().checks)
                .extracting(check -> check.getName().orElseThrow())
                .containsExactly("Load of load");
    }

    /** A platform that keeps the checks of runs; those of jobs are of the plugin checks-api itself. */
    @TestExtension
    public static final class Platform extends ChecksPublisherFactory {

        private final List<ChecksDetails> checks = new CopyOnWriteArrayList<>();
        private volatile boolean broken;

        @Override
        protected Optional<ChecksPublisher> createPublisher(Run<?, ?> run, TaskListener listener) {
            return Optional.of(new ChecksPublisher() {
                @Override
                public void publish(ChecksDetails details) {
                    if (broken) {
                        throw new IllegalStateException("no answer\nat all");
                    }
                    checks.add(details);
                }
            });
        }

        @Override
        protected Optional<ChecksPublisher> createPublisher(Job<?, ?> job, TaskListener listener) {
            return Optional.empty();
        }
    }
}
