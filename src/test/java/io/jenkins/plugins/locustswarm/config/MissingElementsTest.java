package io.jenkins.plugins.locustswarm.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.ExtensionList;
import hudson.model.Descriptor;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Price;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.fixture.WebClients;
import io.jenkins.plugins.locustswarm.steps.form.LoadForm;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import io.jenkins.plugins.locustswarm.steps.form.NamedValue;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.DataBoundSetter;

/** A configuration that was written by hand, through the REST API or by Job DSL may lack any element. */
@WithJenkins
class MissingElementsTest {

    private static JenkinsRule jenkins;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void begin() throws Exception {
        CleanJenkins.reset(jenkins);
    }

    /** Returns what this plugin adds to configurations; Pipeline steps are not stored in one. */
    private static Stream<Class<?>> configured() {
        return ExtensionList.lookup(Descriptor.class).stream()
                .<Class<?>>map(descriptor -> descriptor.clazz)
                .filter(type -> type.getName().startsWith("io.jenkins.plugins.locustswarm."))
                .filter(type -> !Step.class.isAssignableFrom(type))
                .filter(type -> jenkins.findDataBoundConstructor(type) != null);
    }

    @ParameterizedTest
    @MethodSource("configured")
    void withoutAnyElementAFormIsReadAsIfNothingWasEntered(Class<?> type) throws Exception {
        Constructor<?> constructor = jenkins.findDataBoundConstructor(type);
        Object[] nothing = Arrays.stream(constructor.getParameterTypes())
                .map(parameter -> Array.get(Array.newInstance(parameter, 1), 0))
                .toArray();

        jenkins.assertEqualDataBoundBeans(constructor.newInstance(nothing), read(type, ""));
    }

    @ParameterizedTest
    @MethodSource("configured")
    void everyElementOfAFormIsReadAsItWasWritten(Class<?> type) throws Exception {
        Object form = read(type, "");
        for (Method setter : type.getMethods()) {
            if (setter.isAnnotationPresent(DataBoundSetter.class)) {
                Class<?> value = setter.getParameterTypes()[0];
                if (value == String.class) {
                    setter.invoke(form, "7");
                } else if (value == boolean.class) {
                    setter.invoke(form, !isSet(form, setter));
                } else if (value == int.class) {
                    setter.invoke(form, 7);
                }
            }
        }

        jenkins.assertEqualDataBoundBeans(form, Jenkins.XSTREAM2.fromXML(Jenkins.XSTREAM2.toXML(form)));
    }

    private static boolean isSet(Object form, Method setter) throws ReflectiveOperationException {
        String getter = "is" + setter.getName().substring("set".length());
        return (boolean) form.getClass().getMethod(getter).invoke(form);
    }

    private static <T> T read(Class<T> type, String elements) {
        String name = type.getName();
        return type.cast(Jenkins.XSTREAM2.fromXML("<" + name + ">" + elements + "</" + name + ">"));
    }

    @Test
    void allFormsAreRead() {
        assertThat(configured())
                .contains(
                        SwarmProfile.class,
                        InstancePrice.class,
                        LocalMachines.class,
                        HostMachines.class,
                        Ec2Machines.class,
                        LoadForm.class,
                        NamedValue.class);
    }

    @Test
    void machinesWithTheRequiredElementsOnlyAreValid() {
        read(Ec2Machines.class, "").check();
        read(HostMachines.class, "<master>load-1</master><slaves>load-2</slaves>")
                .check();
        assertThatThrownBy(() -> read(HostMachines.class, "").check()).isInstanceOf(BadInputException.class);
    }

    @Test
    void aVariableWithoutANameIsAnErrorOfTheTest() {
        LoadForm load = new LoadForm("a.py");
        load.setEnvironment(List.of(read(NamedValue.class, "<value>x</value>")));

        assertThatThrownBy(() -> LoadSettings.of(load, UnaryOperator.identity()))
                .isInstanceOf(BadInputException.class);
    }

    @Test
    void pricesAndProfilesWithMissingElementsAffectNothingElse() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        load("""
                <profiles>
                  <io.jenkins.plugins.locustswarm.config.SwarmProfile>
                    <name>cloud</name>
                    <machines class="io.jenkins.plugins.locustswarm.config.Ec2Machines"/>
                  </io.jenkins.plugins.locustswarm.config.SwarmProfile>
                  <io.jenkins.plugins.locustswarm.config.SwarmProfile/>
                </profiles>
                <prices>
                  <io.jenkins.plugins.locustswarm.config.InstancePrice>
                    <instanceType>c6i.large</instanceType>
                  </io.jenkins.plugins.locustswarm.config.InstancePrice>
                  <io.jenkins.plugins.locustswarm.config.InstancePrice>
                    <instanceType>t3.micro</instanceType>
                    <pricePerHour>0.0104</pricePerHour>
                  </io.jenkins.plugins.locustswarm.config.InstancePrice>
                </prices>
                """);

        Ec2Machines machines = (Ec2Machines)
                LocustSwarmConfiguration.get().profile("cloud", job).getMachines();
        assertThat(machines.settings().prices())
                .extracting(Ec2Price::instanceType)
                .containsExactly("t3.micro");
        WebClients.withoutStyles(jenkins).goTo("manage/locust-swarms/");
        WebClients.withoutStyles(jenkins).goTo("configure");
    }

    private static void load(String elements) throws IOException {
        LocustSwarmConfiguration configuration = LocustSwarmConfiguration.get();
        String name = LocustSwarmConfiguration.class.getName();
        Path file = Jenkins.get().getRootDir().toPath().resolve(name + ".xml");
        Files.writeString(file, "<" + name + ">" + elements + "</" + name + ">");
        configuration.load();
    }
}
