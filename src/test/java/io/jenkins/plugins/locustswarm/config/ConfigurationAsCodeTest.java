package io.jenkins.plugins.locustswarm.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.Util;
import io.jenkins.plugins.casc.yaml.YamlSource;
import io.jenkins.plugins.locustswarm.config.secret.BuildCredentials;
import io.jenkins.plugins.locustswarm.config.secret.ParsedKeys;
import io.jenkins.plugins.locustswarm.engine.fixture.Repository;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import java.beans.Introspector;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.DataBoundSetter;

@WithJenkins
class ConfigurationAsCodeTest {

    private static JenkinsRule jenkins;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void reset() throws Exception {
        CleanJenkins.reset(jenkins);
    }

    private static void configure(String code) throws Exception {
        ConfigurationAsCode.get()
                .configureWith(YamlSource.of(new ByteArrayInputStream(code.getBytes(StandardCharsets.UTF_8))));
    }

    private void configureAsWritten() throws Exception {
        configure(Util.toStringFromYamlFile(this, "jenkins.yaml"));
    }

    private static void assertAsWritten() {
        LocustSwarmConfiguration configuration = LocustSwarmConfiguration.get();
        assertThat(configuration.getLeaseMargin()).isEqualTo(45);
        assertThat(configuration.getProfiles()).hasSize(2);
        SwarmProfile local = configuration.getProfiles().get(0);
        assertThat(local.getName()).isEqualTo("default");
        assertThat(local.getMachines()).isInstanceOf(LocalMachines.class);
        SwarmProfile cloud = configuration.getProfiles().get(1);
        assertThat(cloud.getFolders()).isEqualTo("shop\nteam/load");
        Ec2Machines ec2 = (Ec2Machines) cloud.getMachines();
        assertThat(ec2.getCredentialsId()).isEqualTo("load-aws");
        assertThat(ec2.getRegion()).isEqualTo("eu-central-1");
        assertThat(ec2.getInstanceTypes()).isEqualTo("c6i.large, c5.large");
        assertThat(ec2.getRootVolumeGib()).isEqualTo(20);
        assertThat(ec2.getBootDeadline()).isEqualTo(15);
        assertThat(ec2.getImageMaxAge()).isEqualTo(14);
        assertThat(ec2.isUseImages()).isTrue();
        assertThat(ec2.isSpot()).isTrue();
        assertThat(ec2.getSpread()).isEqualTo("zones");
        assertThat(ec2.getUser()).isEqualTo("ubuntu");
        assertThat(configuration.getPrices())
                .extracting(InstancePrice::getInstanceType, InstancePrice::getRegion, InstancePrice::getPricePerHour)
                .containsExactly(tuple("c6i.large", "eu-central-1", "0.097"), tuple("t3.micro", "", "0.0108"));
    }

    @Test
    void theConfigurationIsReadFromCode() throws Exception {
        configureAsWritten();

        assertAsWritten();
    }

    private static String exported() throws Exception {
        ConfigurationContext context = new ConfigurationContext(ConfiguratorRegistry.get());
        return Util.toYamlString(Util.getUnclassifiedRoot(context).get("locustSwarm"));
    }

    @Test
    void theConfigurationIsExportedAsItWasRead() throws Exception {
        configureAsWritten();

        assertThat(exported().strip())
                .isEqualTo(Util.toStringFromYamlFile(this, "exported.yaml").strip());
    }

    @Test
    void anExportedConfigurationCanBeReadAgain() throws Exception {
        configureAsWritten();
        String code = "unclassified:\n  locustSwarm:\n" + exported().indent(4);
        LocustSwarmConfiguration.get().setProfiles(List.of());
        LocustSwarmConfiguration.get().setPrices(List.of());
        LocustSwarmConfiguration.get().setLeaseMargin(10);

        configure(code);

        assertAsWritten();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    leaseMargin: 0                                                       | The lease margin is 0.
                    profiles: [{name: a/b, machines: local}]                             | Swarm profile "a/b": Use up to 60
                    profiles: [{name: x, machines: local}, {name: x, machines: local}]   | Two swarm profiles are named "x"
                    profiles: [{name: x, machines: {ec2: {region: mars}}}]               | Swarm profile "x": Region is "mars"
                    profiles: [{name: x, machines: {ec2: {imageMaxAge: 0}}}]             | Swarm profile "x": Maximum age of images is 0
                    profiles: [{name: x, machines: {hosts: {master: m}}}]                | Swarm profile "x": Enter at least
                    prices: [{instanceType: t3.micro, pricePerHour: cheap}]              | Entry 1 of the price table
                    """)
    void invalidCodeIsRefusedWithTheReason(String code, String reason) throws Exception {
        configureAsWritten();

        assertThatThrownBy(() -> configure("unclassified:\n  locustSwarm:\n    " + code + "\n"))
                .hasStackTraceContaining(reason);

        assertAsWritten();
    }

    @Test
    void theExampleOfTheDocumentationIsRead() throws Exception {
        String page = Files.readString(Repository.path("docs/jcasc.md"));
        int begin = page.indexOf("```yaml\n") + "```yaml\n".length();
        String example = page.substring(begin, page.indexOf("```", begin));

        configure(example);

        assertThat(LocustSwarmConfiguration.get().getProfiles())
                .extracting(profile -> profile.getMachines().providerName())
                .containsExactly("local", "ec2", "hosts");
        assertThat(LocustSwarmConfiguration.get().usablePrices()).hasSize(2);
        HostMachines hosts = (HostMachines)
                LocustSwarmConfiguration.get().getProfiles().get(2).getMachines();
        assertThat(hosts.getSlaves()).isEqualTo("load-2.example.com\nload-3.example.com:2222");
        assertThatThrownBy(() -> hosts.settings(BuildCredentials.of(jenkins.jenkins), new ParsedKeys())
                        .maxSlaves())
                .as("the key of the example is an empty variable")
                .hasMessageContaining("load-ssh");
    }

    @Test
    void theDocumentationNamesEveryKey() throws Exception {
        String page = Files.readString(Repository.path("docs/jcasc.md"));
        List<Class<?>> described = List.of(
                LocustSwarmConfiguration.class,
                InstancePrice.class,
                SwarmProfile.class,
                HostMachines.class,
                Ec2Machines.class);
        assertThat(described.stream()
                        .flatMap(type -> Stream.of(type.getMethods()))
                        .filter(method -> method.isAnnotationPresent(DataBoundSetter.class))
                        .map(method ->
                                Introspector.decapitalize(method.getName().substring("set".length()))))
                .hasSizeGreaterThan(20)
                .allSatisfy(key -> assertThat(page).contains("| `" + key + "` |"));
    }
}
