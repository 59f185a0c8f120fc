package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Items;
import hudson.model.Result;
import hudson.tasks.Builder;
import hudson.util.FormValidation;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.fixture.WebClients;
import io.jenkins.plugins.locustswarm.steps.form.LoadForm;
import io.jenkins.plugins.locustswarm.steps.form.MachinesForm;
import io.jenkins.plugins.locustswarm.steps.freestyle.LocustRunBuilder;
import io.jenkins.plugins.locustswarm.steps.freestyle.LocustTestBuilder;
import io.jenkins.plugins.locustswarm.steps.freestyle.SwarmUpBuilder;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import java.util.List;
import java.util.Map;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What the log says about arguments of steps that are not valid. */
@WithJenkins
class InvalidArgumentsTest {

    private static JenkinsRule jenkins;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void begin() throws Exception {
        CleanJenkins.reset(jenkins);
    }

    private WorkflowRun run(String steps) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "load");
        job.setDefinition(new CpsFlowDefinition("node { " + steps + " }", true));
        return job.scheduleBuild2(0).get();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    locustSwarm file: 'a.py', slaves: 'many'      | "many" cannot be used as slaves: enter a whole number.
                    locustSwarm file: 'a.py', spawnRate: 'fast'   | "fast" cannot be used as spawnRate: enter a number such as
                    locustSwarm file: 'a.py', slaves: [1]         | LocustSwarmStep.setSlaves() expects int but received
                    locustSwarm file: 'a.py', slave: 3            | The step locustSwarm has no parameter slave: did you mean slaves?
                    locustSwarm file: 'a.py', bananas: 3          | The step locustSwarm has no parameter bananas: it has archive,
                    locustSwarm file: 'a.py', slaves: 0           | slaves
                    locustSwarm file: 'a.py', runTime: 'z'        | z
                    locustSwarm file: 'a.py', bootstrapDir: '/etc' | "/etc" is not a folder of the workspace: name one by its path below
                    locustSwarmUp bootstrapDir: 'load/../..'      | "load/../.." is not a folder of the workspace
                    locustRun file: 'a.py', arguments: ['a', null] | Element 2 of the list "arguments" is null
                    locustRun file: 'a.py', arguments: '--master' | --master
                    locustSwarmUp slaves: 'x'                     | "x" cannot be used as slaves
                    withLocustSwarm(minSlave: 1) { echo 'never' } | The step withLocustSwarm has no parameter minSlave: did you mean
                    locustRun file: 'a.py', gates: ['p95 << 800'] | "p95 << 800" is not a valid gate. Examples: "p95 < 800"
                    locustRun file: 'a.py', gates: [[metric: 'p95', treshold: 1]] | A gate has no parameter treshold: did you mean threshold?
                    locustRun file: 'a.py', gates: [[metric: 'p95', threshold: 1, criticality: 'fatal']] | "fatal" is not a valid criticality of a gate: use 'UNSTABLE' or 'FAILURE'.
                    locustRun file: 'a.py', gates: [[metric: 'p95']] | A gate on p95 has neither a threshold nor a change
                    locustSwarmDown name: 'x'                     | The step locustSwarmDown has no parameter name
                    """)
    void anInvalidArgumentIsOneSentenceInTheLog(String step, String sentence) throws Exception {
        WorkflowRun build = run(step);

        assertThat(build.getResult()).isEqualTo(Result.FAILURE);
        assertThat(build.getLog(100))
                .filteredOn(line -> line.startsWith("ERROR: "))
                .singleElement()
                .asString()
                .contains(sentence);
        assertThat(build.getLog(100)).noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception"));
        assertThat(SwarmRecords.get().names()).isEmpty();
    }

    @Test
    void parametersOfTheBuildCanBeNumbers() throws Exception {
        WorkflowRun build = run("locustSwarm file: 'none.py', slaves: '2', users: '', spawnRate: '0.5'");

        jenkins.assertLogContains("load has no files: check out the repository with the locustfile", build);
        assertThat(build.getLog(100)).noneMatch(line -> line.contains("cannot be used as"));
    }

    @ParameterizedTest
    @ValueSource(classes = {LocustTestBuilder.class, LocustRunBuilder.class, SwarmUpBuilder.class})
    void aBuildStepWithoutAnyFieldsFailsWithASentence(Class<? extends Builder> type) throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        project.getBuildersList().add((Builder) Items.XSTREAM2.fromXML("<" + type.getName() + "/>"));

        FreeStyleBuild build = jenkins.buildAndAssertStatus(Result.FAILURE, project);

        assertThat(build.getLog(100))
                .filteredOn(line -> line.startsWith("ERROR: "))
                .hasSize(1);
        assertThat(build.getLog(100)).noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception"));
        WebClients.saveConfiguration(jenkins, project);
    }

    @Test
    void numbersOfSlavesAreCheckedInTheForm() throws Exception {
        FreeStyleProject item = jenkins.createFreeStyleProject();
        MachinesForm.DescriptorImpl form =
                (MachinesForm.DescriptorImpl) jenkins.jenkins.getDescriptorOrDie(MachinesForm.class);

        assertThat(form.doCheckSlaves(item, "0").getMessage()).startsWith("0 is not a valid number of slaves");
        assertThat(form.doCheckSlaves(item, "5001").getMessage()).contains("use 1 to 5000");
        assertThat(form.doCheckSlaves(item, "$SLAVES").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckMinSlaves(item, "3", "2").getMessage()).startsWith("3 is not a valid minimum for 2");
        assertThat(form.doCheckMinSlaves(item, "", "2").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckMinSlaves(item, "3", "$SLAVES").kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    void theFormSaysThatARunTimeIsMissingIfTheSwarmGoesDownAfterIt() throws Throwable {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        LoadForm load = new LoadForm("a.py");
        project.getBuildersList().add(new LocustTestBuilder(load, new MachinesForm()));
        project.getBuildersList().add(new LocustRunBuilder(load));

        HtmlPage page = WebClients.withoutStyles(jenkins).getPage(project, "configure");
        HtmlForm form = page.getFormByName("config");
        WebClients.awaitChecks(page);
        enterRunTimes(form, "soon"); // so that the answer about the other field is seen, too
        WebClients.awaitScripts(
                page,
                () -> assertThat(errors(form))
                        .hasSize(2)
                        .allSatisfy(error -> assertThat(error).contains("\"soon\" is not a valid time")));
        enterRunTimes(form, "");

        WebClients.awaitScripts(
                page,
                () -> assertThat(errors(form))
                        .containsExactly(
                                "Without a run time, the load would never end and the swarm would never go down: set one"
                                        + " (runTime), or bring a swarm up first and run on it.",
                                ""));
    }

    private static void enterRunTimes(HtmlForm form, String value) {
        for (HtmlInput runTime : form.getInputsByName("_.runTime")) {
            runTime.setValue(value);
            runTime.fireEvent("change");
        }
    }

    /** Returns what the form says about the run time of each step. */
    private static List<String> errors(HtmlForm form) {
        return form.getInputsByName("_.runTime").stream()
                .map(input -> ((HtmlElement) input.getByXPath("ancestor::div[contains(@class, 'jenkins-form-item')][1]")
                                .get(0))
                        .querySelector(".validation-error-area")
                        .asNormalizedText())
                .toList();
    }

    @Test
    void aGateCanBeWrittenAsInTheCommand() throws Exception {
        Map<String, Object> arguments = Map.of(
                "file",
                "a.py",
                "gates",
                List.of(
                        "GET /cart p99 <= 800 failed",
                        "failures change < 10% within 20 runs",
                        "p95 change <= 5%",
                        Map.of("metric", "rps", "threshold", 5, "criticality", "failed")));

        LocustRunStep step = (LocustRunStep) new LocustRunStep.DescriptorImpl().newInstance(arguments);

        assertThat(step.getGates())
                .extracting(field -> field.gate().toString())
                .containsExactly(
                        "GET /cart p99 <= 800 failed",
                        "failures change < 10% within 20 runs",
                        "p95 change <= 5%",
                        "rps > 5 failed");
    }
}
