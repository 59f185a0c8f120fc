package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.Item;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.FormValidation;
import io.jenkins.plugins.locustswarm.fixture.WebClients;
import io.jenkins.plugins.locustswarm.report.JenkinsWithJob;
import io.jenkins.plugins.locustswarm.report.Publisher;
import io.jenkins.plugins.locustswarm.steps.form.GateField;
import io.jenkins.plugins.locustswarm.steps.form.LoadForm;
import io.jenkins.plugins.locustswarm.steps.form.MachinesForm;
import io.jenkins.plugins.locustswarm.steps.freestyle.LocustTestBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlTextInput;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** What the form says about a gate: an error, or how it would have judged the last build. */
class GateFormTest extends JenkinsWithJob {

    private FormValidation check(String test, GateField gate) {
        return gate.check(job, test);
    }

    private static GateField gate(String metric, String threshold) {
        return new GateField(metric, threshold);
    }

    private static GateField gate(String metric, String threshold, Consumer<GateField> more) {
        GateField gate = new GateField(metric, threshold);
        more.accept(gate);
        return gate;
    }

    private void says(GateField gate, FormValidation.Kind kind, String text) {
        FormValidation told = check("shop", gate);
        assertThat(told.kind).isEqualTo(kind);
        assertThat(told.getMessage()).contains(text);
    }

    @Test
    void theFormOfAJobTriesEachGateOnTheLastBuild() throws Throwable {
        Publisher.build(job, folder, "shop", "2.46.3-ok");
        Publisher.build(job, folder, "shop", "2.47.0-hostile");
        LoadForm load = new LoadForm("perf/other.py");
        load.setName("shop");
        load.setGates(List.of(gate("p95", "800"), gate("failures", "0.5%"), gate("p95", "")));
        job.getBuildersList().add(new LocustTestBuilder(load, new MachinesForm()));

        HtmlPage page = WebClients.withoutStyles(jenkins).getPage(job, "configure");
        HtmlForm form = page.getFormByName("config");
        WebClients.awaitChecks(page);

        WebClients.awaitScripts(
                page,
                () -> assertThat(previews(form))
                        .containsExactly(
                                "47 ms in #2, would pass.",
                                "0.93 % in #2, would fail.",
                                "A gate on p95 has neither a threshold nor a change: set one of them, such as the threshold"
                                        + " 800 or the change 10%."));

        HtmlTextInput threshold =
                (HtmlTextInput) form.getInputsByName("_.threshold").get(0);
        threshold.setValue("40");
        threshold.fireEvent("change");
        WebClients.awaitScripts(page, () -> assertThat(previews(form)).first().isEqualTo("47 ms in #2, would fail."));

        ((HtmlTextInput) form.getInputsByName("_.metric").get(1)).setValue("fast");
        form.getInputsByName("_.metric").get(1).fireEvent("change");
        WebClients.awaitScripts(
                page,
                () -> assertThat(previews(form))
                        .element(1)
                        .asString()
                        .startsWith("\"fast\" is not a valid metric of a gate"));
    }

    private static List<String> previews(HtmlForm form) {
        return form.querySelectorAll(".repeated-chunk[name=gates] .locust-gate-preview .validation-error-area").stream()
                .map(area -> area.asNormalizedText().strip())
                .toList();
    }

    @Test
    void aGateThatCannotBeTriedSaysWhy() throws Exception {
        says(gate("p95", "800"), FormValidation.Kind.OK, "the job has no completed build");
        Publisher.build(job, folder, "shop", "2.46.3-ok");
        says(gate("p95", "1", gate -> gate.setName("GET /gone")), FormValidation.Kind.OK, "has no requests named");
        says(
                gate("p95", "110", gate -> gate.setBaseline(true)),
                FormValidation.Kind.OK,
                "Compared with earlier builds");
        says(gate("p95", "", gate -> gate.setChange("10%")), FormValidation.Kind.OK, "Compared with earlier builds");
        says(gate("p95", "$LIMIT"), FormValidation.Kind.OK, "the variables are known in a build");
        assertThat(check("other", gate("p95", "800")).getMessage()).contains("#1 has no load test other");
        assertThat(check("$NAME", gate("p95", "800")).getMessage()).contains("in #1, would pass");
        job.getBuildersList().clear();
        FreeStyleBuild without = jenkins.buildAndAssertSuccess(job);
        says(gate("p95", "800"), FormValidation.Kind.OK, without.getDisplayName() + " has no load test shop");
    }

    @Test
    void anInvalidGateIsRefusedWithWhatIsWrong() {
        says(gate("p95", "1%"), FormValidation.Kind.ERROR, "1%");
        says(gate("p95", ""), FormValidation.Kind.ERROR, "A gate on p95 has neither a threshold nor a change");
        says(
                gate("p95", "800", gate -> gate.setChange("10%")),
                FormValidation.Kind.ERROR,
                "A gate on a change of p95 has a threshold too");
        says(
                gate("p95", "", gate -> gate.setChange("10 ms")),
                FormValidation.Kind.ERROR,
                "is not a valid threshold of a change");
        says(
                gate("max", "", gate -> gate.setChange("10%")),
                FormValidation.Kind.ERROR,
                "is not a valid metric of a gate on a change");
        says(gate("", "800"), FormValidation.Kind.ERROR, "metric");
        says(
                gate("rps", "", gate -> {
                    gate.setChange("10%");
                    gate.setComparison(">");
                }),
                FormValidation.Kind.ERROR,
                "A gate on a change limits its size");
    }

    @Test
    void figuresAreForThoseWhoMayReadTheJob() throws Exception {
        Publisher.build(job, folder, "shop", "2.46.3-ok");
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .everywhere()
                .to("reader")
                .grant(Item.DISCOVER)
                .everywhere()
                .to("stranger"));

        for (String user : Arrays.asList("reader", "stranger")) {
            try (ACLContext ignored = ACL.as2(User.getById(user, true).impersonate2())) {
                FormValidation told = check("shop", gate("p95", "800"));
                assertThat(told.getMessage() != null && told.getMessage().contains("ms in #1"))
                        .as(user)
                        .isEqualTo(user.equals("reader"));
                assertThat(check("shop", gate("p95", "no number")).kind).isEqualTo(FormValidation.Kind.OK);
                assertThat(new GateField.DescriptorImpl().doFillComparisonItems())
                        .as("the values that a form shows to those who may not change it")
                        .hasSize(5);
            }
        }
    }
}
