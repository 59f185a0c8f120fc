package io.jenkins.plugins.locustswarm.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl;
import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey.DirectEntryPrivateKeySource;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AccessDeniedException3;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.locustswarm.config.secret.BuildCredentials;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.ImageSettings;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.fixture.WebClients;
import java.time.Duration;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class Ec2MachinesTest {

    private static final String SECRET = "a/secret+that/must+be/seen/nowhere";

    private static JenkinsRule jenkins;
    private Ec2MachinesDescriptor form;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void begin() throws Exception {
        CleanJenkins.reset(jenkins);
        form = (Ec2MachinesDescriptor) Jenkins.get().getDescriptorOrDie(Ec2Machines.class);
        add(new AWSCredentialsImpl(CredentialsScope.GLOBAL, "load-aws", "AKIAFORTESTS", SECRET, "for load tests"));
        add(new BasicSSHUserPrivateKey(
                CredentialsScope.GLOBAL,
                "load-ssh",
                "ubuntu",
                new DirectEntryPrivateKeySource("no key"),
                null,
                "for load tests"));
    }

    private static void add(Credentials credentials) throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().add(credentials);
        SystemCredentialsProvider.getInstance().save();
    }

    private static Ec2Machines kept() {
        return (Ec2Machines) LocustSwarmConfiguration.get().getProfiles().get(0).getMachines();
    }

    private void asSomebody() {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(
                new MockAuthorizationStrategy().grant(Jenkins.READ).everywhere().toEveryone());
    }

    @Test
    void theFormKeepsEveryField() throws Exception {
        Ec2Machines machines = new Ec2Machines();
        machines.setCredentialsId("load-aws");
        machines.setRoleArn("arn:aws:iam::123456789012:role/load-tests");
        machines.setRegion("eu-central-1");
        machines.setImage("ami-0123456789abcdef0");
        machines.setUser("admin");
        machines.setInstanceTypes("c6i.large, c5.large");
        machines.setSubnetIds("subnet-0123456789abcdef0");
        machines.setUsePrivateIp(true);
        machines.setAllowedCidrs("203.0.113.0/24");
        machines.setSpot(true);
        machines.setSpread("zones-and-types");
        machines.setInstanceProfile("load");
        machines.setKeyName("mine");
        machines.setSshCredentialsId("load-ssh");
        machines.setRootVolumeGib(20);
        machines.setBootDeadline(25);
        machines.setUseImages(false);
        machines.setImageMaxAge(90);
        machines.setEndpointUrl("https://ec2.example.org");
        machines.setPricePerHour("0.0416");
        LocustSwarmConfiguration.get().setProfiles(List.of(new SwarmProfile("default", machines)));

        WebClients.saveConfiguration(jenkins);

        jenkins.assertEqualDataBoundBeans(machines, kept());
    }

    @Test
    void theFormKeepsTheDefaults() throws Exception {
        Ec2Machines machines = new Ec2Machines();
        machines.setUseControllerCredentials(true);
        LocustSwarmConfiguration.get().setProfiles(List.of(new SwarmProfile("default", machines)));

        WebClients.saveConfiguration(jenkins);

        jenkins.assertEqualDataBoundBeans(machines, kept());
        assertThat(kept().getRootVolumeGib()).isNull();
        assertThat(kept().getBootDeadline()).isNull();
        assertThat(kept().isUseImages()).isTrue();
        assertThat(kept().getImageMaxAge()).isNull();
        assertThat(kept().settings().images()).isEqualTo(ImageSettings.DEFAULT);
        assertThat(kept().settings().timing().boot()).isEqualTo(Duration.ofMinutes(10));
        assertThat(kept().getRegion()).isEqualTo("us-east-1");
    }

    @Test
    void theFormReportsErrorsWithTheNamesOfItsFields() {
        assertThat(form.doCheckRegion("Frankfurt").getMessage()).startsWith("Region is &quot;Frankfurt&quot;");
        assertThat(form.doCheckImage("ubuntu").getMessage()).startsWith("Image is");
        assertThat(form.doCheckInstanceTypes("big").getMessage()).startsWith("Instance types is");
        assertThat(form.doCheckSubnetIds("net").getMessage()).startsWith("Subnets is");
        assertThat(form.doCheckAllowedCidrs("everybody").getMessage()).contains("Allowed networks");
        assertThat(form.doCheckUser("root; reboot").getMessage()).startsWith("Login user is");
        assertThat(form.doCheckRoleArn("load").getMessage()).startsWith("IAM role is");
        assertThat(form.doCheckEndpointUrl("nowhere at all").getMessage()).startsWith("Endpoint is");
        assertThat(form.doCheckPricePerHour("cheap").getMessage()).startsWith("Price per hour is");
        assertThat(form.doCheckRootVolumeGib("many").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckRootVolumeGib("0").getMessage()).startsWith("Root volume is 0");
        assertThat(form.doCheckBootDeadline("soon").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckBootDeadline("31").getMessage()).startsWith("Boot deadline is 31 minutes");
        assertThat(form.doCheckImageMaxAge("0").getMessage()).startsWith("Maximum age of images is 0");
        assertThat(form.doCheckImageMaxAge("-1").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckInstanceProfile("a/b c").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckKeyName("schlüssel").getMessage()).startsWith("Key pair is");
    }

    @Test
    void theFormAcceptsValidAndEmptyFields() {
        assertThat(form.doCheckRegion("").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckInstanceTypes("c6i.large c5.large").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckSubnetIds("subnet-0123456789abcdef0,subnet-0123456789abcdef1").kind)
                .isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckRootVolumeGib("").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckBootDeadline("").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckBootDeadline("30").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckImageMaxAge("").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckImageMaxAge("3650").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckKeyName("").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckRoleArn("").kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    void theFormWarnsOfAccessForTheWholeInternet() {
        assertThat(form.doCheckAllowedCidrs("10.0.0.0/8, 0.0.0.0/0").kind).isEqualTo(FormValidation.Kind.WARNING);
        assertThat(form.doCheckAllowedCidrs("::/0").kind).isEqualTo(FormValidation.Kind.WARNING);
        assertThat(form.doCheckAllowedCidrs("10.0.0.0/8").kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    void eitherCredentialsOrTheControllersOwnMustBeChosen() {
        assertThat(form.doCheckCredentialsId("", false).kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckCredentialsId("load-aws", true).kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckCredentialsId("load-aws", false).kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckCredentialsId("", true).kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckCredentialsId("load-ssh", false).kind).isEqualTo(FormValidation.Kind.WARNING);

        assertThatThrownBy(() -> new Ec2Machines().account(BuildCredentials.of(Jenkins.get())))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Either choose AWS credentials");
    }

    @Test
    void aMissingIdIsAnError() {
        Ec2Machines machines = new Ec2Machines();
        machines.setCredentialsId("gone");

        assertThatThrownBy(() -> machines.account(BuildCredentials.of(Jenkins.get())))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("There are no AWS credentials with the id \"gone\"");
    }

    @Test
    void aKeyPairNeedsItsPrivateKey() {
        assertThat(form.doCheckSshCredentialsId("load-ssh", "").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckSshCredentialsId("", "mine").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckSshCredentialsId("load-ssh", "mine").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckSshCredentialsId("", "").kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    void credentialsAreListedForAdministratorsOnly() {
        assertThat(form.doFillCredentialsIdItems("").stream().map(option -> option.value))
                .contains("load-aws")
                .doesNotContain("load-ssh");
        assertThat(form.doFillSshCredentialsIdItems("").stream().map(option -> option.value))
                .contains("load-ssh")
                .doesNotContain("load-aws");

        asSomebody();
        try (ACLContext nobody = ACL.as2(Jenkins.ANONYMOUS2)) {
            ListBoxModel seen = form.doFillCredentialsIdItems("current");
            assertThat(seen).extracting(option -> option.value).containsExactly("current");
            assertThat(form.doFillSshCredentialsIdItems("x"))
                    .extracting(option -> option.value)
                    .containsExactly("x");
        }
    }

    @Test
    void onlyAdministratorsMayTestTheConnection() {
        asSomebody();
        try (ACLContext nobody = ACL.as2(Jenkins.ANONYMOUS2)) {
            assertThatThrownBy(() -> form.doTestConnection("load-aws", false, "", "us-east-1", ""))
                    .isInstanceOf(AccessDeniedException3.class);
            assertThatThrownBy(() -> form.doCheckRegion("x")).isInstanceOf(AccessDeniedException3.class);
            assertThatThrownBy(() -> form.doCheckCredentialsId("load-aws", false))
                    .isInstanceOf(AccessDeniedException3.class);
            assertThatThrownBy(() -> form.doCheckSshCredentialsId("load-ssh", ""))
                    .isInstanceOf(AccessDeniedException3.class);
        }
    }

    @Test
    void aFailedConnectionIsReportedWithoutTheSecret() throws Exception {
        FormValidation told = form.doTestConnection("load-aws", false, "", "us-east-1", "http://127.0.0.1:1");

        assertThat(told.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(told.getMessage()).contains("could not be reached").doesNotContain(SECRET);
        assertThat(form.doTestConnection("gone", false, "", "us-east-1", "").getMessage())
                .contains("There are no AWS credentials");
    }

    @Test
    void theMaximumBootTimeIsASetting() {
        Ec2Machines machines = new Ec2Machines();
        machines.setBootDeadline(25);

        assertThat(machines.settings().timing().boot()).isEqualTo(Duration.ofMinutes(25));
        assertThat(machines.maxBootTime()).isEqualTo(Duration.ofMinutes(25));
    }

    @Test
    void credentialsThatBuildsCannotUseAreNotOffered() throws Exception {
        add(new AWSCredentialsImpl(CredentialsScope.SYSTEM, "agents", "AKIAFORTESTS", SECRET, "of a cloud"));

        assertThat(form.doFillCredentialsIdItems(""))
                .extracting(option -> option.value)
                .containsExactly("", "load-aws");
        for (FormValidation told : List.of(
                form.doCheckCredentialsId("agents", false),
                form.doTestConnection("agents", false, "", "us-east-1", "http://127.0.0.1:1"))) {
            assertThat(told.kind).isEqualTo(FormValidation.Kind.WARNING);
            assertThat(told.getMessage()).contains("have the scope System, and builds cannot use them");
        }
    }

    @Test
    void theSecretIsNotInTheConfiguration() throws Exception {
        Ec2Machines machines = new Ec2Machines();
        machines.setCredentialsId("load-aws");
        LocustSwarmConfiguration.get().setProfiles(List.of(new SwarmProfile("default", machines)));

        assertThat(WebClients.withoutScripts(jenkins)
                        .goTo("configure")
                        .getWebResponse()
                        .getContentAsString())
                .contains("load-aws")
                .doesNotContain(SECRET);
    }
}
