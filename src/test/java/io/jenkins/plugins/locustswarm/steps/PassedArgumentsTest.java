package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Cause;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import hudson.util.Secret;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.fixture.WebClients;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.steps.form.LoadForm;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import io.jenkins.plugins.locustswarm.steps.form.MachinesForm;
import io.jenkins.plugins.locustswarm.steps.form.NamedValue;
import io.jenkins.plugins.locustswarm.steps.freestyle.LocustTestBuilder;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Arguments for Locust, and the reset of its statistics, in builds with a real Locust. */
@WithJenkins
class PassedArgumentsTest {

    private static final String OWN_ARGUMENT = """
            from locust import FastHttpUser, constant, events, tag, task

            @events.init_command_line_parser.add_listener
            def add(parser):
                parser.add_argument("--page", default="none")

            class Visitor(FastHttpUser):
                wait_time = constant(0.1)

                @tag("fast")
                @task
                def visit(self):
                    self.client.get("/fine", name=self.environment.parsed_options.page)

                @tag("slow")
                @task
                def wait(self):
                    self.client.get("/slow")
            """;

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
        assertThat(LoadLab.processes(jenkins)).isEmpty();
    }

    private static void fill(FilePath workspace) throws Exception {
        LoadLab.fill(workspace);
        workspace.child("bootstrap/own.py").write(PatientMaster.of(OWN_ARGUMENT), "UTF-8");
    }

    private WorkflowRun build(Result result, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        fill(jenkins.jenkins.getWorkspaceFor(job));
        job.setDefinition(new CpsFlowDefinition(script.replace("HOST", lab.host()), true));
        return jenkins.assertBuildStatus(result, job.scheduleBuild2(0));
    }

    @Test
    void aListOfArgumentsReachesLocustUnchanged() throws Exception {
        WorkflowRun build = build(Result.SUCCESS, """
                node {
                    def page = 'a page'
                    def result = locustSwarm(slaves: 1, file: 'own.py', host: 'HOST', runTime: '4s', resetStats: true,
                        arguments: ['--tags', 'fast', '--page', "it's ${page}"])
                    echo result.names.collect { it.name }.join('; ')
                }
                """);
        jenkins.assertLogContains("it's a page", build);
        assertThat(lab.paths()).containsExactly("/fine");
        jenkins.assertLogContains("The ramp-up is not in these figures", build);
        assertThat(build.getAction(LocustBuildAction.class)
                        .find("own")
                        .orElseThrow()
                        .isRampLeftOut())
                .isTrue();
        String page = WebClients.withoutScripts(jenkins)
                .getPage(build, "locust/test/own/")
                .getElementById("locust-ramp")
                .getTextContent();
        assertThat(page).contains("The ramp-up is not in these figures, nor in those of the gates");
    }

    @Test
    void aDeclarativePipelineCanHaveAListOrALine() throws Exception {
        WorkflowRun build = build(Result.SUCCESS, """
                pipeline {
                    agent any
                    stages {
                        stage('Load') {
                            steps {
                                withLocustSwarm(slaves: 1) {
                                    locustRun(file: 'own.py', host: 'HOST', runTime: '3s', name: 'list',
                                        arguments: ['--tags', 'fast', '--page', 'of a list'])
                                    locustRun(file: 'own.py', host: 'HOST', runTime: '3s', name: 'line',
                                        arguments: "--tags fast --page 'of a line'")
                                }
                            }
                        }
                    }
                }
                """);
        jenkins.assertLogContains("of a list", build);
        jenkins.assertLogContains("of a line", build);
        assertThat(lab.paths()).containsExactly("/fine");
    }

    @Test
    void anArgumentOfTheSwarmAnOpenQuoteAndANullAreRefusedBeforeMachinesAreCreated() throws Exception {
        for (String[] wrong : new String[][] {
            {"'--csv here'", "The argument --csv cannot be passed to Locust, because the swarm sets it"},
            {"['--reset-stats']", "The argument --reset-stats cannot be passed to Locust"},
            {"\"--page 'a\"", "have a quote (') that is not closed"},
            {"['--page', null]", "Element 2 of the list \"arguments\" is null"}
        }) {
            WorkflowRun build = build(
                    Result.FAILURE,
                    "node { locustSwarm(slaves: 1, file: 'own.py', host: 'HOST', arguments: " + wrong[0] + ") }");
            jenkins.assertLogContains(wrong[1], build);
            jenkins.assertLogNotContains(" is down.", build);
        }
        assertThat(lab.requests()).isZero();
    }

    @Test
    void theFieldOfABuildStepExpandsVariables() throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        fill(jenkins.jenkins.getWorkspaceFor(project));
        project.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("PAGE", "")));
        LoadForm load = new LoadForm("own.py");
        load.setHost(lab.host());
        load.setRunTime("4s");
        load.setArguments("--exclude-tags slow --page \"$PAGE\"");
        MachinesForm machines = new MachinesForm();
        machines.setSlaves("1");
        project.getBuildersList().add(new LocustTestBuilder(load, machines));

        FreeStyleBuild build = jenkins.assertBuildStatusSuccess(project.scheduleBuild2(
                0, new Cause.UserIdCause(), new ParametersAction(new StringParameterValue("PAGE", "Ann's page"))));

        jenkins.assertLogContains("Ann's page", build);
        assertThat(lab.paths()).containsExactly("/fine");
    }

    @Test
    void aValueThatIsTheEncryptedFormOfASecretReachesLocustAsItIs() {
        String encrypted = Secret.fromString("s3cret").getEncryptedValue();
        LoadForm form = new LoadForm("own.py");
        form.setHost(lab.host());
        form.setEnvironment(List.of(
                new NamedValue("PLAIN", "=500"),
                new NamedValue("COPIED", encrypted),
                new NamedValue("SHORT", "{AQAA}")));

        LoadSettings load = LoadSettings.of(form, UnaryOperator.identity());

        assertThat(load.planFor(new EnvVars(), "own.py").environment())
                .containsEntry("PLAIN", "=500")
                .containsEntry("COPIED", encrypted)
                .containsEntry("SHORT", "{AQAA}");
    }
}
