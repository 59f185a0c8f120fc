package io.jenkins.plugins.locustswarm.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import hudson.model.FreeStyleProject;
import hudson.security.ACL;
import hudson.security.AccessDeniedException3;
import hudson.util.FormValidation;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Price;
import io.jenkins.plugins.locustswarm.engine.record.FileRecordStore;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.fixture.WebClients;
import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockFolder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class LocustSwarmConfigurationTest {

    private static JenkinsRule jenkins;
    private LocustSwarmConfiguration configuration;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void begin() throws Exception {
        CleanJenkins.reset(jenkins);
        configuration = LocustSwarmConfiguration.get();
    }

    private static SwarmProfile profile(String name, String folders) {
        SwarmProfile profile = new SwarmProfile(name, new LocalMachines());
        profile.setFolders(folders);
        return profile;
    }

    @Test
    void aNewJenkinsHasADefaultProfileThatNeedsNothing() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();

        assertThat(configuration.profile("default", job).getMachines()).isInstanceOf(LocalMachines.class);
    }

    @Test
    void theFormKeepsEverything() throws Exception {
        configuration.setProfiles(List.of(profile("default", ""), profile("shop only", "shop\nteam/load")));
        configuration.setLeaseMargin(45);

        WebClients.saveConfiguration(jenkins);

        assertThat(configuration.getLeaseMargin()).isEqualTo(45);
        assertThat(configuration.getProfiles())
                .extracting(SwarmProfile::getName)
                .containsExactly("default", "shop only");
        assertThat(configuration.getProfiles())
                .extracting(SwarmProfile::getFolders)
                .containsExactly("", "shop\nteam/load");
        assertThat(configuration.getProfiles())
                .allSatisfy(kept -> assertThat(kept.getMachines()).isInstanceOf(LocalMachines.class));
    }

    private static InstancePrice price(String type, String region, String perHour) {
        InstancePrice price = new InstancePrice(type, perHour);
        price.setRegion(region);
        return price;
    }

    @Test
    void theFormKeepsThePriceTable() throws Exception {
        List<InstancePrice> table = List.of(price("c6i.large", "eu-central-1", "0.097"), price("t3.micro", "", "0.01"));
        configuration.setPrices(table);

        WebClients.saveConfiguration(jenkins);

        jenkins.assertEqualDataBoundBeans(table, configuration.getPrices());
        assertThat(new LocustSwarmConfiguration().getPrices())
                .as("after a start")
                .hasSize(2);
        configuration.setPrices(List.of());
        WebClients.saveConfiguration(jenkins);
        assertThat(configuration.getPrices()).isEmpty();
    }

    @Test
    void thePriceTableAppliesToProfilesWithoutAPrice() {
        configuration.setPrices(List.of(price("c6i.large", "eu-central-1", "0.097")));
        Ec2Machines machines = new Ec2Machines();

        assertThat(machines.settings().prices())
                .containsExactly(new Ec2Price("eu-central-1", "c6i.large", new BigDecimal("0.097")));
        machines.setPricePerHour("0.5");
        assertThat(machines.settings().pricePerHour()).contains(new BigDecimal("0.5"));
    }

    @Test
    void aPriceInTheFileThatIsInvalidIsIgnored() throws Exception {
        configuration.setPrices(List.of(price("c6i.large", "", "0.097"), price("t3.micro", "", "0.0104")));
        replaceInFile("<pricePerHour>0.097<", "<pricePerHour>cheap<");

        assertThat(new LocustSwarmConfiguration().usablePrices())
                .extracting(Ec2Price::instanceType)
                .containsExactly("t3.micro");
    }

    private void replaceInFile(String text, String replacement) throws IOException {
        Path file = jenkins.jenkins.getRootDir().toPath().resolve(LocustSwarmConfiguration.class.getName() + ".xml");
        String before = Files.readString(file);
        assertThat(before).contains(text);
        Files.writeString(file, before.replace(text, replacement));
    }

    @Test
    void theLastProfileCanBeDeletedInTheForm() throws Exception {
        configuration.setProfiles(List.of());

        WebClients.saveConfiguration(jenkins);

        assertThat(configuration.getProfiles()).isEmpty();
    }

    @Test
    void theConfigurationIsReadAfterARestart() throws Exception {
        configuration.setProfiles(List.of(profile("big", "shop")));
        configuration.setLeaseMargin(17);
        String id = configuration.controllerId();

        LocustSwarmConfiguration loaded = new LocustSwarmConfiguration();

        assertThat(loaded.controllerId()).isEqualTo(id).startsWith("jenkins-");
        assertThat(loaded.getLeaseMargin()).isEqualTo(17);
        assertThat(loaded.getProfiles()).extracting(SwarmProfile::getFolders).containsExactly("shop");
    }

    @Test
    void aLostConfigurationKeepsTheControllersId() throws Exception {
        String id = configuration.controllerId();
        Files.delete(new File(jenkins.jenkins.getRootDir(), configuration.getId() + ".xml").toPath());

        assertThat(new LocustSwarmConfiguration().controllerId()).isEqualTo(id);
    }

    @Test
    void anIdThatOnlyTheConfigurationHasIsKeptBesideThoseOfOlderRecords() throws Exception {
        String id = configuration.controllerId();
        Path folder = jenkins.jenkins.getRootDir().toPath().resolve("locust-swarm");
        Files.delete(folder.resolve("controller-ids"));
        Instant now = Instant.now();
        new FileRecordStore(folder.resolve("swarms"))
                .save(SwarmRecord.planned("older", "gone#1", "jenkins-before", "local", Map.of(), now, now));

        assertThat(new LocustSwarmConfiguration().controllerIds()).containsExactly(id, "jenkins-before");
    }

    @Test
    void aLeaseMarginOutsideTheLimitsIsRefused() {
        assertThatThrownBy(() -> configuration.setLeaseMargin(0))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("The lease margin is 0. Enter a whole number of minutes from 10 to 1440");
        assertThat(configuration.getLeaseMargin()).isEqualTo(30);
    }

    private static Stream<Arguments> invalidProfiles() {
        Ec2Machines mars = new Ec2Machines();
        mars.setRegion("mars");
        HostMachines closed = new HostMachines("load-1", "load-2");
        closed.setPort(0);
        HostMachines forged = new HostMachines("load-1", "load-2");
        forged.setFingerprints("SHA1:abc");
        HostMachines same = new HostMachines("gw", "gw:2222");
        same.setPort(2222);
        return Stream.of(
                arguments(new SwarmProfile("", new LocalMachines()), "Swarm profile 2 of the list: Enter a name"),
                arguments(new SwarmProfile("a/b", new LocalMachines()), "Swarm profile \"a/b\": Use up to 60 letters"),
                arguments(new SwarmProfile("default", new LocalMachines()), "Two swarm profiles are named \"default\""),
                arguments(new SwarmProfile("x", null), "Swarm profile \"x\": Choose where the machines come from."),
                arguments(new SwarmProfile("x", mars), "Swarm profile \"x\": Region is \"mars\""),
                arguments(new SwarmProfile("x", new HostMachines("", "load-2")), "Swarm profile \"x\": Enter the host"),
                arguments(new SwarmProfile("x", new HostMachines("load-1", "")), "Swarm profile \"x\": Enter at least"),
                arguments(new SwarmProfile("x", closed), "Swarm profile \"x\": Enter a number from 1 to 65535"),
                arguments(new SwarmProfile("x", same), "Swarm profile \"x\": The host gw"),
                arguments(new SwarmProfile("x", forged), "Swarm profile \"x\": "));
    }

    @ParameterizedTest
    @MethodSource("invalidProfiles")
    void anInvalidProfileIsRefusedAndNamed(SwarmProfile invalid, String sentence) {
        List<SwarmProfile> before = configuration.getProfiles();

        assertThatThrownBy(() -> configuration.setProfiles(List.of(profile("default", ""), invalid)))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(sentence);

        assertThat(configuration.getProfiles()).isEqualTo(before);
    }

    @Test
    void twoHostsBehindOneAddressAreToldApartByTheirPorts() {
        HostMachines machines = new HostMachines("gw", "gw:22");
        machines.setPort(2222);

        configuration.setProfiles(List.of(new SwarmProfile("Köln", machines)));

        assertThat(configuration.getProfiles()).hasSize(1);
    }

    @Test
    void anInvalidPriceIsRefusedAndItsEntryIsNamed() {
        assertThatThrownBy(() -> configuration.setPrices(
                        List.of(new InstancePrice("t3.micro", "0.01"), new InstancePrice("t3.micro", "cheap"))))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("Entry 2 of the price table: The price is \"cheap\"");
    }

    @Test
    void anInvalidFormChangesNothingAndSaysWhatIsWrong() throws Exception {
        configuration.setLeaseMargin(45);
        HtmlPage page = WebClients.withoutStyles(jenkins).goTo("configure");
        HtmlForm form = page.getFormByName("config");
        form.getInputByName("_.leaseMargin").setValue("50");
        form.getInputsByName("_.name").stream()
                .filter(input -> input.getValue().equals("default"))
                .findFirst()
                .orElseThrow()
                .setValue("a/b");
        page.getWebClient().getOptions().setThrowExceptionOnFailingStatusCode(false);

        HtmlPage answer = jenkins.submit(form);

        assertThat(answer.getWebResponse().getStatusCode()).isGreaterThanOrEqualTo(400);
        assertThat(answer.asNormalizedText()).contains("Swarm profile \"a/b\": Use up to 60 letters");
        assertThat(configuration.getProfiles())
                .extracting(SwarmProfile::getName)
                .containsExactly("default");
        assertThat(configuration.getLeaseMargin()).isEqualTo(45);
    }

    @Test
    void aNewProfileIsProposedANameThatIsFree() {
        SwarmProfile.DescriptorImpl form =
                (SwarmProfile.DescriptorImpl) Jenkins.get().getDescriptorOrDie(SwarmProfile.class);
        assertThat(form.getProposedName()).isEqualTo("default-2");

        configuration.setProfiles(List.of());

        assertThat(form.getProposedName()).isEqualTo("default");
    }

    @Test
    void aLeaseMarginOfAnOlderVersionIsRaisedToo() throws Exception {
        configuration.setLeaseMargin(17);
        replaceInFile("<leaseMargin>17<", "<leaseMargin>1<");

        assertThat(new LocustSwarmConfiguration().leaseMargin()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void aProfileIsVisibleOnlyInItsFolders() throws Exception {
        MockFolder shop = jenkins.createFolder("shop");
        MockFolder cart = shop.createProject(MockFolder.class, "cart");
        FreeStyleProject inside = cart.createProject(FreeStyleProject.class, "load");
        FreeStyleProject outside = jenkins.createFreeStyleProject("shop-load");
        configuration.setProfiles(List.of(profile("all", ""), profile("theirs", " /shop/ ")));

        assertThat(configuration.profilesFor(inside)).hasSize(2);
        assertThat(configuration.profilesFor(shop)).hasSize(2);
        assertThat(configuration.profilesFor(outside))
                .extracting(SwarmProfile::getName)
                .containsExactly("all");
        assertThatThrownBy(() -> configuration.profile("theirs", outside))
                .isInstanceOf(BadInputException.class)
                .hasMessage("There is no swarm profile named \"theirs\" that shop-load may use. Check Manage"
                        + " Jenkins, System, Locust Swarm.");
    }

    private static InstancePrice.DescriptorImpl prices() {
        return (InstancePrice.DescriptorImpl) Jenkins.get().getDescriptorOrDie(InstancePrice.class);
    }

    @Test
    void theFormReportsErrors() throws Exception {
        SwarmProfile.DescriptorImpl form =
                (SwarmProfile.DescriptorImpl) Jenkins.get().getDescriptorOrDie(SwarmProfile.class);
        jenkins.createFolder("shop");

        assertThat(form.doCheckName("").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckName("<b>").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckName("EC2, big").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckName("EC2 big").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckFolders("shop").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckFolders("shop\n<i>shed</i>").renderHtml())
                .contains("does not exist")
                .doesNotContain("<i>");
        assertThat(prices().doCheckRegion("Frankfurt").getMessage()).startsWith("The region is");
        assertThat(prices().doCheckRegion("").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(prices().doCheckInstanceType("").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(prices().doCheckInstanceType("c6i.large").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(prices().doCheckPricePerHour("cheap").getMessage()).contains("a number of US dollars");
        assertThat(prices().doCheckPricePerHour("-1").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(prices().doCheckPricePerHour("0.0104").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(configuration.doCheckLeaseMargin("0").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(configuration.doCheckLeaseMargin("9").getMessage())
                .startsWith("Enter a whole number of minutes from 10 to 1440: Jenkins extends leases every 5 minutes");
        assertThat(configuration.doCheckLeaseMargin("10").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(configuration.doCheckLeaseMargin("1440").kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    void theFormChecksNodesForTheRequirementsOfALocalSwarm() throws Exception {
        LocalMachines.DescriptorImpl form =
                (LocalMachines.DescriptorImpl) Jenkins.get().getDescriptorOrDie(LocalMachines.class);

        FormValidation found = form.doTestConnection();

        assertThat(found.kind).as(found.getMessage()).isEqualTo(FormValidation.Kind.OK);
        assertThat(found.renderHtml()).contains("Built-In Node").contains("Python 3");
    }

    @Test
    void theTestButtonWorksInTheForm() throws Throwable {
        HtmlPage page = WebClients.withoutStyles(jenkins).goTo("configure");
        HtmlForm form = page.getFormByName("config");

        form.getButtonsByName("").stream()
                .filter(button -> button.asNormalizedText().contains("Test connection"))
                .findFirst()
                .orElseThrow()
                .click();

        WebClients.awaitScripts(page, () -> assertThat(page.asNormalizedText()).contains("Built-In Node: Python 3"));
    }

    @Test
    void theFormAnswersAdministratorsOnly() {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(
                new MockAuthorizationStrategy().grant(Jenkins.READ).everywhere().toEveryone());
        SwarmProfile.DescriptorImpl profile =
                (SwarmProfile.DescriptorImpl) Jenkins.get().getDescriptorOrDie(SwarmProfile.class);
        LocalMachines.DescriptorImpl local =
                (LocalMachines.DescriptorImpl) Jenkins.get().getDescriptorOrDie(LocalMachines.class);

        try (var nobody = ACL.as2(Jenkins.ANONYMOUS2)) {
            assertThatThrownBy(() -> profile.doCheckName("x")).isInstanceOf(AccessDeniedException3.class);
            assertThatThrownBy(() -> profile.doCheckFolders("x")).isInstanceOf(AccessDeniedException3.class);
            assertThatThrownBy(() -> configuration.doCheckLeaseMargin("1")).isInstanceOf(AccessDeniedException3.class);
            assertThatThrownBy(() -> prices().doCheckRegion("x")).isInstanceOf(AccessDeniedException3.class);
            assertThatThrownBy(() -> prices().doCheckInstanceType("x")).isInstanceOf(AccessDeniedException3.class);
            assertThatThrownBy(() -> prices().doCheckPricePerHour("1")).isInstanceOf(AccessDeniedException3.class);
            assertThatThrownBy(local::doTestConnection).isInstanceOf(AccessDeniedException3.class);
        }
    }
}
