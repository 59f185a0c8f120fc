package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.EnvVars;
import hudson.ExtensionList;
import hudson.console.ConsoleLogFilter;
import hudson.console.LineTransformationOutputStream;
import hudson.model.Cause;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.StringParameterDefinition;
import hudson.model.StringParameterValue;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.live.RunningTests;
import io.jenkins.plugins.locustswarm.steps.form.GateField;
import io.jenkins.plugins.locustswarm.steps.form.LoadForm;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import io.jenkins.plugins.locustswarm.steps.form.MachinesForm;
import io.jenkins.plugins.locustswarm.steps.form.NamedValue;
import io.jenkins.plugins.locustswarm.steps.freestyle.LocustKillAllBuilder;
import io.jenkins.plugins.locustswarm.steps.freestyle.LocustRunBuilder;
import io.jenkins.plugins.locustswarm.steps.freestyle.LocustTestBuilder;
import io.jenkins.plugins.locustswarm.steps.freestyle.SwarmDownRecorder;
import io.jenkins.plugins.locustswarm.steps.freestyle.SwarmUpBuilder;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.FailureBuilder;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class FreestyleTest {

    private static JenkinsRule jenkins;
    private LoadLab lab;
    private FreeStyleProject project;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void begin() throws Exception {
        CleanJenkins.reset(jenkins);
        lab = new LoadLab();
        project = jenkins.createFreeStyleProject("free");
        LoadLab.fill(jenkins.jenkins.getWorkspaceFor(project));
    }

    @AfterEach
    void nothingIsLeft() {
        lab.close();
        assertThat(SwarmRecords.get().names()).isEmpty();
        assertThat(LoadLab.processes(jenkins)).isEmpty();
    }

    private static MachinesForm oneSlave() {
        MachinesForm machines = new MachinesForm();
        machines.setSlaves("1");
        return machines;
    }

    private static SwarmUpBuilder up() {
        return new SwarmUpBuilder(oneSlave());
    }

    private LocustRunBuilder run(String file, String runTime) {
        LoadForm load = new LoadForm(file);
        load.setHost(lab.host());
        load.setRunTime(runTime);
        return new LocustRunBuilder(load);
    }

    @Test
    void oneBuildStepRunsALoadTestAndExpandsVariables() throws Exception {
        project.addProperty(new ParametersDefinitionProperty(
                new StringParameterDefinition("TARGET", ""), new StringParameterDefinition("USERS", "1")));
        LoadForm test = new LoadForm("fine.py");
        test.setHost("${TARGET}");
        test.setUsers("$USERS");
        test.setName("users ${USERS}");
        test.setRunTime("4s");
        project.getBuildersList().add(new LocustTestBuilder(test, oneSlave()));

        FreeStyleBuild build = jenkins.assertBuildStatusSuccess(project.scheduleBuild2(
                0,
                new Cause.UserIdCause(),
                new ParametersAction(
                        new StringParameterValue("TARGET", lab.host()), new StringParameterValue("USERS", "3"))));

        assertThat(build.getAction(LocustBuildAction.class)
                        .find("users 3")
                        .orElseThrow()
                        .getUsers())
                .isEqualTo(3);
        assertThat(build.getArtifacts())
                .extracting(artifact -> artifact.relativePath)
                .contains("locust/users 3/locust_stats.csv");
        jenkins.assertLogContains(" is down.", build);
    }

    @Test
    void aVariableWithoutAValueHasThatOfTheAgent() throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave(null, new EnvVars("COLOUR", "fine"));
        project.setAssignedNode(agent);
        LoadLab.fill(agent.getWorkspaceFor(project));
        LoadForm test = new LoadForm("variable.py");
        test.setHost(lab.host());
        test.setRunTime("3s");
        test.setEnvironment(List.of(new NamedValue("COLOUR", ""), new NamedValue("SHAPE", "round")));
        project.getBuildersList().add(new LocustTestBuilder(test, oneSlave()));

        jenkins.buildAndAssertSuccess(project);

        assertThat(lab.paths()).contains("/fine");
    }

    @Test
    void aVariableWhoseValueExpandsToNothingIsEmptyAndItsNameIsExpandedToo() {
        LoadForm test = new LoadForm("fine.py");
        test.setEnvironment(List.of(
                new NamedValue("FILTER", "$CHOSEN"),
                new NamedValue("${TEAM}_URL", "/a"),
                new NamedValue("$TOKEN", "")));
        EnvVars build = new EnvVars("CHOSEN", "", "FILTER", "of the build", "TEAM", "SHOP", "TOKEN", "KEY", "KEY", "k");

        assertThat(LoadSettings.of(test, build::expand)
                        .planFor(build, "fine.py")
                        .environment())
                .containsExactlyInAnyOrderEntriesOf(Map.of("FILTER", "", "SHOP_URL", "/a", "KEY", "k"));
    }

    @Test
    void aTestWithResultsIsNoRunningOneAlthoughSomethingFailedAfterThem() throws Exception {
        LoadForm test = new LoadForm("fine.py");
        test.setHost(lab.host());
        test.setRunTime("3s");
        project.getBuildersList().add(new LocustTestBuilder(test, oneSlave()));
        ExtensionList.lookup(ConsoleLogFilter.class).add(new FullDisk());
        try {
            FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, project);

            jenkins.assertLogContains("the disk is full", build);
            assertThat(build.getAction(LocustBuildAction.class).getTests()).hasSize(1);
            assertThat(RunningTests.of(build)).isEmpty();
        } finally {
            ExtensionList.lookup(ConsoleLogFilter.class).clear();
        }
    }

    /** The log of a build fails when the results of the load are printed, which the build has at that time. */
    private static final class FullDisk extends ConsoleLogFilter {

        private final AtomicBoolean failed = new AtomicBoolean();

        @Override
        public OutputStream decorateLogger(Run build, OutputStream logger) {
            return new LineTransformationOutputStream.Delegating(logger) {
                @Override
                protected void eol(byte[] bytes, int length) throws IOException {
                    if (new String(bytes, 0, length, StandardCharsets.UTF_8).startsWith("Report: ")
                            && !failed.getAndSet(true)) {
                        throw new UncheckedIOException(new IOException("the disk is full"));
                    }
                    out.write(bytes, 0, length);
                }
            };
        }
    }

    @Test
    void thePostBuildActionTakesTheSwarmOfSeparateBuildStepsDown() throws Exception {
        project.getBuildersList()
                .addAll(List.of(
                        up(),
                        run("fine.py", "3s"),
                        new LocustKillAllBuilder(),
                        run("broken.py", "3s"),
                        new FailureBuilder()));
        project.getPublishersList().add(new SwarmDownRecorder());

        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, project);

        assertThat(build.getAction(LocustBuildAction.class).getTests()).hasSize(2);
        jenkins.assertLogContains(" is down.", build);
        jenkins.assertLogNotContains("still up at the end of the build", build);
    }

    @Test
    void withoutThePostBuildActionTheEndOfTheBuildTakesTheSwarmDownAndTheLogSaysSo() throws Exception {
        project.getBuildersList().add(up());

        FreeStyleBuild build = jenkins.buildAndAssertSuccess(project);

        jenkins.assertLogContains("is still up at the end of the build: taking it down.", build);
        jenkins.assertLogContains(" is down.", build);
    }

    @Test
    void aMissedGateMakesTheBuildUnstable() throws Exception {
        LoadForm test = new LoadForm("broken.py");
        test.setHost(lab.host());
        test.setRunTime("3s");
        test.setGates(List.of(new GateField("failures", "1%")));
        project.getBuildersList().add(new LocustTestBuilder(test, oneSlave()));

        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.UNSTABLE, project);

        jenkins.assertLogContains("Gate missed (unstable): failures < 1%", build);
        jenkins.assertLogContains(
                "Load test broken is unstable: 100 % of all requests failed, above the threshold of 1 %; ", build);
    }

    @Test
    void invalidFieldsFailTheBuildWithOneSentence() throws Exception {
        project.getBuildersList().add(run("fine.py", "soon"));

        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, project);

        jenkins.assertLogContains("ERROR: \"soon\" is not a valid time: ", build);
        jenkins.assertLogNotContains("\tat ", build);
    }

    @Test
    void anAbortKeepsTheResultsAndThePostBuildActionTakesTheSwarmDown() throws Exception {
        project.getBuildersList().addAll(List.of(up(), run("fine.py", "1h")));
        project.getPublishersList().add(new SwarmDownRecorder());
        FreeStyleBuild build = project.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("1 user, ", build);

        build.doStop();

        LoadLab.awaitEnd(jenkins, build, Result.ABORTED);
        jenkins.assertLogContains(" is down.", build);
    }
}
