package io.jenkins.plugins.locustswarm.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.EnvVars;
import hudson.model.FreeStyleProject;
import hudson.util.XStream2;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.report.baseline.BaselineChoice;
import io.jenkins.plugins.locustswarm.steps.form.GateCriticality;
import io.jenkins.plugins.locustswarm.steps.form.GateField;
import io.jenkins.plugins.locustswarm.steps.form.LoadForm;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import io.jenkins.plugins.locustswarm.steps.form.MachineSettings;
import io.jenkins.plugins.locustswarm.steps.form.MachinesForm;
import io.jenkins.plugins.locustswarm.steps.form.NamedValue;
import io.jenkins.plugins.locustswarm.steps.freestyle.LocustTestBuilder;
import io.jenkins.plugins.locustswarm.steps.operation.OperationPhase;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What Jenkins keeps of builds and jobs can be read back, and holds no secret. */
@WithJenkins
class KeptDataTest {

    private static JenkinsRule jenkins;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void begin() throws Exception {
        CleanJenkins.reset(jenkins);
    }

    @Test
    void aJobOfTheFirstVersionIsReadWithDefaultsForNewFields() throws Exception {
        FreeStyleProject job = (FreeStyleProject)
                jenkins.jenkins.createProjectFromXML("old", new ByteArrayInputStream("""
                        <project>
                          <builders>
                            <io.jenkins.plugins.locustswarm.steps.freestyle.LocustTestBuilder>
                              <load>
                                <file>a.py</file>
                                <host>http://localhost</host>
                                <gates>
                                  <io.jenkins.plugins.locustswarm.steps.form.GateField>
                                    <metric>p95</metric>
                                    <threshold>800</threshold>
                                  </io.jenkins.plugins.locustswarm.steps.form.GateField>
                                </gates>
                              </load>
                              <machines>
                                <slaves>2</slaves>
                              </machines>
                            </io.jenkins.plugins.locustswarm.steps.freestyle.LocustTestBuilder>
                          </builders>
                        </project>
                        """.getBytes("UTF-8")));

        LocustTestBuilder builder = job.getBuildersList().get(LocustTestBuilder.class);
        assertThat(builder.getLoad().getRunTime()).isEqualTo("10m");
        assertThat(builder.getLoad().isArchive()).isTrue();
        assertThat(builder.getLoad().getResultsDir()).isEmpty();
        assertThat(builder.getLoad().getArguments()).isEmpty();
        assertThat(builder.getLoad().isResetStats()).isFalse();
        assertThat(builder.getLoad().getEnvironment()).isEmpty();
        assertThat(builder.getMachines().getProfile()).isEqualTo("default");
        assertThat(builder.getMachines().getBootstrapDir()).isEmpty();
        GateField gate = builder.getLoad().getGates().get(0);
        assertThat(gate.getCriticality()).isEqualTo(GateCriticality.UNSTABLE);
        assertThat(gate.gate()).hasToString("p95 < 800");
        assertThat(gate.getChange()).isEmpty();
        assertThat(builder.getLoad().getBaseline()).isEmpty();
    }

    @Test
    void anOperationIsReadFromTheStateOfThePipeline() throws Exception {
        LoadForm form = new LoadForm("a.py");
        form.setEnvironment(List.of(new NamedValue("TOKEN", "s3cr3t"), new NamedValue("OTHER", "")));
        form.setGates(List.of(new GateField("p95", "800")));
        form.setBaseline("last 10");
        form.setResetStats(true);
        form.setArguments("--tags 'a b'");
        MachinesForm machines = new MachinesForm();
        machines.setTags(List.of(new NamedValue("team", "shop")));
        SwarmOperation operation = SwarmOperation.test(
                "swarm-1",
                MachineSettings.of(machines, "a.py", UnaryOperator.identity()),
                LoadSettings.of(form, UnaryOperator.identity()));
        operation.completed(OperationPhase.PREPARING);
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(kept)) {
            out.writeObject(operation);
        }

        assertThat(kept.toByteArray()).asString().doesNotContain("s3cr3t");
        assertThat(kept.size()).isLessThan(4096);
        SwarmOperation back;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(kept.toByteArray()))) {
            back = (SwarmOperation) in.readObject();
        }
        assertThat(back.phase()).isEqualTo(OperationPhase.COMING_UP);
        assertThat(back.swarm()).hasValue("swarm-1");
        assertThat(back.machines().orElseThrow().tags()).isEqualTo(Map.of("team", "shop"));
        assertThat(back.load().orElseThrow().baseline()).isEqualTo(BaselineChoice.parse("last 10"));
        assertThat(back.load().orElseThrow().gates()).hasToString("[p95 < 800]");
        assertThat(back.load().orElseThrow().planFor(new EnvVars("OTHER", "x"), "a.py"))
                .satisfies(plan -> {
                    assertThat(plan.extraArguments()).containsExactly("--tags", "a b");
                    assertThat(plan.load().resetStats()).isTrue();
                });
        assertThat(back.load()
                        .orElseThrow()
                        .planFor(new EnvVars("OTHER", "build's"), "a.py")
                        .environment())
                .containsEntry("TOKEN", "s3cr3t")
                .containsEntry("OTHER", "build's");
    }

    @Test
    void formsAreStoredAsTexts() throws Exception {
        LoadForm form = new LoadForm("a.py");
        form.setUsers("${USERS}");

        LoadForm back = (LoadForm) new XStream2().fromXML(new XStream2().toXML(form));

        jenkins.assertEqualDataBoundBeans(form, back);
    }
}
