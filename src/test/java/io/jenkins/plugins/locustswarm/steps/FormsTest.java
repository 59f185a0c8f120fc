package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import io.jenkins.plugins.locustswarm.config.LocalMachines;
import io.jenkins.plugins.locustswarm.config.LocustSwarmConfiguration;
import io.jenkins.plugins.locustswarm.config.SwarmProfile;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.fixture.WebClients;
import io.jenkins.plugins.locustswarm.steps.form.GateCriticality;
import io.jenkins.plugins.locustswarm.steps.form.GateField;
import io.jenkins.plugins.locustswarm.steps.form.LoadForm;
import io.jenkins.plugins.locustswarm.steps.form.MachinesForm;
import io.jenkins.plugins.locustswarm.steps.form.NamedValue;
import io.jenkins.plugins.locustswarm.steps.freestyle.LocustKillAllBuilder;
import io.jenkins.plugins.locustswarm.steps.freestyle.LocustRunBuilder;
import io.jenkins.plugins.locustswarm.steps.freestyle.LocustTestBuilder;
import io.jenkins.plugins.locustswarm.steps.freestyle.OperationBuilder;
import io.jenkins.plugins.locustswarm.steps.freestyle.SwarmDownRecorder;
import io.jenkins.plugins.locustswarm.steps.freestyle.SwarmUpBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlOption;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class FormsTest {

    private static JenkinsRule jenkins;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void begin() throws Exception {
        CleanJenkins.reset(jenkins);
    }

    private static LocustSwarmStep everything() {
        LocustSwarmStep step = new LocustSwarmStep("shop/checkout.py");
        step.setSlaves(7);
        step.setMinSlaves(6);
        step.setProfile("default");
        step.setBootstrapDir("load");
        step.setTags(List.of(new NamedValue("team", "shop")));
        fill(step);
        return step;
    }

    private static void fill(LoadStep step) {
        step.setName("checkout");
        step.setHost("https://staging.example.com");
        step.setUsers(100);
        step.setSpawnRate(2.5);
        step.setRunTime("1h30m");
        step.setStopTimeout("10s");
        step.setQuitTimeout("5m");
        step.setProcesses(-1);
        step.setResetStats(true);
        step.setStopWhen("failures > 50% for 30s\nGET /cart p99 > 3000 for 30s after 1m");
        step.setArguments("--tags browse --title 'first try'");
        step.setEnvironment(List.of(new NamedValue("MIN_WAIT", "500"), new NamedValue("TOKEN", "")));
        GateField gate = new GateField("p99", "110");
        gate.setBaseline(true);
        gate.setComparison("<=");
        gate.setName("GET /kandus/[id]");
        gate.setCriticality(GateCriticality.FAILURE);
        GateField change = new GateField("p95", "");
        change.setChange("10% within 20 runs");
        step.setGates(List.of(gate, change));
        step.setBaseline("../main#lastSuccessfulBuild");
        step.setArchive(false);
        step.setResultsDir("load/results");
        step.setNote("new JVM");
        step.setChecksName("Load of checkout");
        step.setSkipPublishingChecks(true);
    }

    private <T extends Step> void roundTrip(T step) throws Exception {
        T back = new StepConfigTester(jenkins).configRoundTrip(step);
        jenkins.assertEqualDataBoundBeans(step, back);
    }

    @Test
    void theFormsKeepEverySettingOfTheSteps() throws Exception {
        roundTrip(everything());
        roundTrip(new LocustSwarmStep("typical_load.py"));
        LocustRunStep run = new LocustRunStep("a.py");
        fill(run);
        run.setSwarm("one");
        roundTrip(run);
        LocustSwarmUpStep up = new LocustSwarmUpStep();
        up.setSlaves(2);
        up.setTags(List.of(new NamedValue("team", "shop")));
        roundTrip(up);
        roundTrip(new WithLocustSwarmStep());
        LocustKillAllStep killAll = new LocustKillAllStep();
        killAll.setSwarm("one");
        roundTrip(killAll);
        roundTrip(new LocustSwarmDownStep());
    }

    @Test
    void theFormsKeepEverySettingOfTheBuildSteps() throws Exception {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        LoadForm load = new LoadForm("${FILE}");
        load.setUsers("$USERS");
        load.setRunTime("");
        load.setEnvironment(List.of(new NamedValue("MIN_WAIT", "500")));
        GateField change = new GateField("p95", null);
        change.setChange("10%");
        load.setGates(List.of(new GateField("failures", "1%"), change));
        load.setBaseline("last $BUILDS");
        load.setArchive(false);
        load.setResultsDir("load-$BUILD_NUMBER");
        load.setNote("JVM $VERSION");
        load.setChecksName("Load of $BRANCH");
        load.setSkipPublishingChecks(true);
        load.setResetStats(true);
        load.setStopWhen("failures > $LIMIT for 30s\np95 > 5000 for 1m");
        load.setArguments("--tags $TAGS");
        MachinesForm machines = new MachinesForm();
        machines.setSlaves("$SLAVES");
        machines.setTags(List.of(new NamedValue("team", "shop")));
        List<OperationBuilder> steps = List.of(
                new LocustTestBuilder(load, machines),
                new SwarmUpBuilder(new MachinesForm()),
                new LocustRunBuilder(new LoadForm("a.py")),
                new LocustKillAllBuilder());
        project.getBuildersList().addAll(steps);
        project.getPublishersList().add(new SwarmDownRecorder());

        WebClients.saveConfiguration(jenkins, project);

        for (int i = 0; i < steps.size(); i++) {
            jenkins.assertEqualDataBoundBeans(
                    steps.get(i), project.getBuildersList().get(i));
        }
        assertThat(project.getPublishersList().get(SwarmDownRecorder.class)).isNotNull();
    }

    @Test
    void gatesVariablesAndTagsCanBeRemoved() throws Throwable {
        FreeStyleProject project = jenkins.createFreeStyleProject();
        LoadForm load = new LoadForm("typical_load.py");
        load.setGates(List.of(new GateField("p95", "800")));
        load.setEnvironment(List.of(new NamedValue("MIN_WAIT", "500")));
        MachinesForm machines = new MachinesForm();
        machines.setTags(List.of(new NamedValue("team", "shop")));
        project.getBuildersList().add(new LocustTestBuilder(load, machines));
        HtmlPage page = WebClients.withoutStyles(jenkins).getPage(project, "configure");
        HtmlForm form = page.getFormByName("config");
        for (DomNode advanced : form.querySelectorAll("button.advanced-button")) {
            ((HtmlElement) advanced).click();
        }
        for (String field : List.of("gates", "environment", "tags")) {
            HtmlElement chunk = form.getOneHtmlElementByAttribute("div", "name", field);
            ((HtmlElement) chunk.querySelector("button.repeatable-delete")).click();
            WebClients.awaitScripts( // it fades before it goes
                    page, () -> assertThat(form.isAncestorOf(chunk)).as(field).isFalse());
        }
        jenkins.submit(form);
        LocustTestBuilder saved = project.getBuildersList().get(LocustTestBuilder.class);
        assertThat(saved.getLoad().getGates()).isEmpty();
        assertThat(saved.getLoad().getEnvironment()).isEmpty();
        assertThat(saved.getMachines().getTags()).isEmpty();
    }

    @Test
    void theSnippetGeneratorWritesIdiomaticSteps() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(jenkins);
        LocustSwarmStep step = new LocustSwarmStep("typical_load.py");
        step.setHost("https://staging.example.com");
        snippets.assertRoundTrip(step, "locustSwarm file: 'typical_load.py', host: 'https://staging.example.com'");

        snippets.assertRoundTrip(
                everything(),
                "locustSwarm archive: false, arguments: '--tags browse --title \\'first try\\'', baseline: '../main#lastSuccessfulBuild', bootstrapDir: 'load', checksName: 'Load of checkout', environment: [MIN_WAIT: '500', TOKEN: ''],"
                        + " file: 'shop/checkout.py', gates: [[baseline: true, comparison: '<=', criticality: 'FAILURE',"
                        + " metric: 'p99', name: 'GET /kandus/[id]', threshold: '110'],"
                        + " [change: '10% within 20 runs', metric: 'p95']],"
                        + " host: 'https://staging.example.com', minSlaves: 6, name: 'checkout', note: 'new JVM', processes: -1,"
                        + " quitTimeout: '5m', resetStats: true, resultsDir: 'load/results', runTime: '1h30m', skipPublishingChecks: true, slaves: 7, spawnRate: 2.5, stopTimeout: '10s',"
                        + " stopWhen: ['failures > 50% for 30s', 'GET /cart p99 > 3000 for 30s after 1m'], tags: [team: 'shop'],"
                        + " users: 100");
        snippets.assertRoundTrip(new LocustSwarmUpStep(), "locustSwarmUp()");
        snippets.assertRoundTrip(new LocustSwarmDownStep(), "locustSwarmDown()");
    }

    @Test
    void theSnippetGeneratorShowsTheFormOfEachStep() throws Throwable {
        HtmlPage page = WebClients.withoutStyles(jenkins).goTo("pipeline-syntax/");
        HtmlSelect steps = page.querySelector("select.dropdownList");
        List<HtmlOption> ours = steps.getOptions().stream()
                .filter(option -> option.getText().matches("(locust|withLocust).*"))
                .toList();
        assertThat(ours).hasSize(6);
        for (HtmlOption option : ours) { // each form is fetched when it is chosen, and stays in the page
            int before = stepFields(page);
            steps.setSelectedAttribute(option, true);
            WebClients.awaitScripts(page, () -> assertThat(stepFields(page)).isGreaterThan(before));
        }
        assertThat(page.getElementsByName("_.file"))
                .as("locustSwarm, locustRun, locustSwarmUp, withLocustSwarm")
                .hasSize(4);
        assertThat(page.getElementsByName("_.slaves"))
                .as("locustSwarm, locustSwarmUp, withLocustSwarm")
                .hasSize(3);
        assertThat(page.getElementsByName("_.swarm"))
                .as("locustRun, locustKillAll, locustSwarmDown")
                .hasSize(3);
    }

    private static int stepFields(HtmlPage page) {
        return Stream.of("_.file", "_.slaves", "_.swarm")
                .mapToInt(name -> page.getElementsByName(name).size())
                .sum();
    }

    @Test
    void everyFieldOfEveryFormHasHelp() throws Exception {
        jenkins.executeOnServer(() -> {
            for (Class<? extends Step> type : List.of(
                    LocustSwarmStep.class,
                    LocustRunStep.class,
                    LocustSwarmUpStep.class,
                    WithLocustSwarmStep.class,
                    LocustKillAllStep.class,
                    LocustSwarmDownStep.class)) {
                var descriptor = Jenkins.get().getDescriptorOrDie(type);
                assertThat(descriptor.getHelpFile()).as(type.getName()).isNotNull();
                new DescribableModel<>(type)
                        .getParameters()
                        .forEach(field -> assertThat(descriptor.getHelpFile(field.getName()))
                                .as(type.getName() + "." + field.getName())
                                .isNotNull());
            }
            return null;
        });
    }

    @Test
    void theFormsOfTheStepsUseTheChecksOfTheSharedFields() throws Exception {
        jenkins.executeOnServer(() -> {
            var form = Jenkins.get().getDescriptorByType(LocustSwarmStep.DescriptorImpl.class);
            assertThat(form.getCheckMethod("host").toCheckUrl()).contains("LoadForm/checkHost");
            assertThat(form.getCheckMethod("slaves").toCheckUrl()).contains("MachinesForm/checkSlaves");
            assertThat(form.getCheckMethod("runTime").toCheckUrl()).contains("LocustSwarmStep/checkRunTime");
            Map<String, Object> attributes = new HashMap<>();
            form.calcFillSettings("profile", attributes);
            assertThat(attributes.get("fillUrl").toString()).contains("MachinesForm/fillProfileItems");
            return null;
        });
    }

    @Test
    void fieldsAreCheckedAndVariablesAreLeftToTheBuild() throws Exception {
        var form = Jenkins.get().getDescriptorByType(LoadForm.DescriptorImpl.class);
        var machines = Jenkins.get().getDescriptorByType(MachinesForm.DescriptorImpl.class);
        FreeStyleProject job = jenkins.createFreeStyleProject();
        assertThat(form.doCheckHost(job, "http://load_target:8765").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckHost(job, "staging").kind).isEqualTo(FormValidation.Kind.WARNING);
        assertThat(form.doCheckHost(job, "ann:secret@staging").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckHost(job, "$HOST").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckHost(job, "").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckResultsDir(job, "../load").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckRunTime(job, "soon", null).kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckRunTime(job, "", null).kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckRunTime(job, "", "5").getMessage()).contains("the load would never end");
        assertThat(form.doCheckStopTimeout(job, "z").getMessage()).contains("is not a valid time");
        assertThat(form.doCheckStopTimeout(job, "0").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckStopTimeout(job, "").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckStopTimeout(job, "10s").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(machines.doCheckBootstrapDir(job, "../x").getMessage()).contains("is not a folder of the workspace");
        assertThat(machines.doCheckBootstrapDir(job, "load").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(machines.doCheckSlaves(job, "many").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckUsers(job, "0").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckFile(job, "").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckArguments(job, "--tags 'a b' --title $TITLE").kind)
                .isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckArguments(job, "--tags a --csv $FILE").getMessage())
                .contains("The argument --csv cannot be passed to Locust");
        assertThat(form.doCheckArguments(job, "--reset-stats").getMessage())
                .contains("The argument --reset-stats cannot be passed to Locust");
        assertThat(form.doCheckStopWhen(job, "failures > 50% for 30s\r\np95 > $LIMIT for 1m", "10m").kind)
                .isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckStopWhen(job, "failures > 50% for 30s\np97 > 1 for 1m", "10m")
                        .getMessage())
                .contains("p97 cannot be watched");
        assertThat(form.doCheckStopWhen(job, "failures > 50% for 30s", "").getMessage())
                .contains("A stop condition needs a run time");
        assertThat(form.doCheckStopWhen(job, "failures > 50% for 30s", "30s").getMessage())
                .contains("cannot be met before second 30");
        assertThat(form.doCheckStopWhen(job, "failures > 50% for 30s", "$TIME").kind)
                .isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckArguments(job, "--title 'a").getMessage())
                .contains("a quote (&#039;) that is not closed");
        assertThat(form.doCheckNote(job, "new JVM").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckNote(job, "n".repeat(201)).getMessage()).contains("The note has 201 characters");
        assertThat(form.doCheckBaseline(job, "last 10").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckBaseline(job, "last $N").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckBaseline(job, "main").getMessage()).contains("is not a valid baseline");
    }

    @Test
    void profilesAreShownToThoseWhoMayUseThem() throws Exception {
        SwarmProfile ofShop = new SwarmProfile("of shop", new LocalMachines());
        ofShop.setFolders("shop");
        LocustSwarmConfiguration.get().setProfiles(List.of(new SwarmProfile("default", new LocalMachines()), ofShop));
        FreeStyleProject job = jenkins.createFreeStyleProject();
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Item.CONFIGURE)
                .everywhere()
                .to("writer"));
        var form = Jenkins.get().getDescriptorByType(MachinesForm.DescriptorImpl.class);

        try (ACLContext ignored = ACL.as2(User.getById("writer", true).impersonate2())) {
            assertThat(form.doFillProfileItems(job, "default")).hasSize(1);
        }
        LocustSwarmConfiguration.get()
                .setProfiles(List.of(
                        new SwarmProfile("default", new LocalMachines()),
                        new SwarmProfile("more", new LocalMachines())));
        try (ACLContext ignored = ACL.as2(User.getById("writer", true).impersonate2())) {
            assertThat(form.doFillProfileItems(job, "default")).hasSize(2);
        }
        try (ACLContext ignored = ACL.as2(User.getById("reader", true).impersonate2())) {
            assertThat(form.doFillProfileItems(job, "default"))
                    .as("only the present value")
                    .hasSize(1);
        }
    }
}
