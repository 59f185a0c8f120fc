package io.jenkins.plugins.locustswarm.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey;
import com.cloudbees.jenkins.plugins.sshcredentials.impl.BasicSSHUserPrivateKey.DirectEntryPrivateKeySource;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AccessDeniedException3;
import hudson.util.FormValidation;
import io.jenkins.plugins.locustswarm.config.secret.BuildCredentials;
import io.jenkins.plugins.locustswarm.config.secret.ParsedKeys;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.fixture.CleanJenkins;
import io.jenkins.plugins.locustswarm.fixture.WebClients;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class HostMachinesTest {

    private static final String PIN = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final String NO_KEY = "this is no private key";

    private static JenkinsRule jenkins;
    private HostMachinesDescriptor form;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void begin() throws Exception {
        CleanJenkins.reset(jenkins);
        form = (HostMachinesDescriptor) Jenkins.get().getDescriptorOrDie(HostMachines.class);
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new BasicSSHUserPrivateKey(
                        CredentialsScope.GLOBAL,
                        "load-ssh",
                        "load",
                        new DirectEntryPrivateKeySource(NO_KEY),
                        null,
                        "for load tests"));
    }

    private static HostMachines machines() {
        HostMachines machines = new HostMachines("load-1.example.com", "load-2.example.com, load-3.example.com:2222");
        machines.setCredentialsId("load-ssh");
        machines.setFingerprints("load-1.example.com=" + PIN + "\n" + PIN);
        return machines;
    }

    @Test
    void theFormKeepsEveryField() throws Exception {
        HostMachines machines = machines();
        machines.setPort(2022);
        machines.setMasterAddress("10.0.0.1");
        machines.setFolder("/srv/load");
        machines.setWithoutSudo(true);
        LocustSwarmConfiguration.get().setProfiles(List.of(new SwarmProfile("default", machines)));

        WebClients.saveConfiguration(jenkins);

        HostMachines kept = (HostMachines)
                LocustSwarmConfiguration.get().getProfiles().get(0).getMachines();
        jenkins.assertEqualDataBoundBeans(machines, kept);
        assertThat(kept.getSlaves()).isEqualTo("load-2.example.com\nload-3.example.com:2222");
    }

    @Test
    void theFormReportsErrors() {
        assertThat(form.doCheckMaster("").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckMaster("a b; reboot").getMessage()).contains("is not a valid host");
        assertThat(form.doCheckMaster("load-1:2222").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckSlaves("", "load-1", "22").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckSlaves("load-2\nload-1", "load-1", "22").getMessage())
                .contains("listed twice");
        assertThat(form.doCheckSlaves("load-2\nload-3", "load-1", "22").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckSlaves("gw\ngw:22", "load-1", "22").getMessage()).contains("listed twice");
        assertThat(form.doCheckSlaves("gw\ngw:22", "load-1", "2222").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckSlaves("gw\ngw:2222", "load-1", "2222").getMessage())
                .contains("listed twice");
        assertThat(form.doCheckFingerprints("").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckFingerprints("MD5:00").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckFingerprints(PIN).kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckPort("0").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckPort("22").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckCredentialsId("").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(form.doCheckCredentialsId("gone").kind).isEqualTo(FormValidation.Kind.WARNING);
        assertThat(form.doCheckCredentialsId("load-ssh").kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    void aHostWithoutAHostKeyIsRefused() {
        HostMachines machines = machines();
        machines.setFingerprints("");

        assertThatThrownBy(() -> machines.settings(BuildCredentials.of(Jenkins.get()), new ParsedKeys()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("fingerprints");
    }

    @Test
    void theConnectionIsTestedBeforeTheFingerprintsAreKnown() throws Exception {
        assertThat(form.doTestConnection("127.0.0.1", "127.0.0.2", "load-ssh", "", 1, false)
                        .getMessage())
                .contains("The private key of the credentials load-ssh");
    }

    @Test
    void aMissingIdIsAnError() {
        HostMachines machines = machines();
        machines.setCredentialsId("gone");

        assertThatThrownBy(() -> machines.settings(BuildCredentials.of(Jenkins.get()), new ParsedKeys()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("There are no SSH credentials with a private key with the id \"gone\"");
    }

    @Test
    void anUnusableKeyIsReportedAndNotShown() throws Exception {
        FormValidation told = form.doTestConnection("127.0.0.1", "127.0.0.2", "load-ssh", PIN, 1, false);

        assertThat(told.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(told.getMessage())
                .contains("The private key of the credentials load-ssh")
                .doesNotContain(NO_KEY);
    }

    @Test
    void credentialsThatBuildsCannotUseAreNotOffered() throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new BasicSSHUserPrivateKey(
                        CredentialsScope.SYSTEM,
                        "agents",
                        "jenkins",
                        new DirectEntryPrivateKeySource(NO_KEY),
                        null,
                        null));

        assertThat(form.doFillCredentialsIdItems(""))
                .extracting(option -> option.value)
                .containsExactly("", "load-ssh");
        for (FormValidation told : List.of(
                form.doCheckCredentialsId("agents"),
                form.doTestConnection("127.0.0.1", "127.0.0.2", "agents", PIN, 1, false))) {
            assertThat(told.kind).isEqualTo(FormValidation.Kind.WARNING);
            assertThat(told.getMessage()).contains("have the scope System, and builds cannot use them");
        }
    }

    @Test
    void theFormAnswersAdministratorsOnly() {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(
                new MockAuthorizationStrategy().grant(Jenkins.READ).everywhere().toEveryone());

        try (ACLContext nobody = ACL.as2(Jenkins.ANONYMOUS2)) {
            assertThat(form.doFillCredentialsIdItems("current"))
                    .extracting(option -> option.value)
                    .containsExactly("current");
            assertThatThrownBy(() -> form.doCheckMaster("x")).isInstanceOf(AccessDeniedException3.class);
            assertThatThrownBy(() -> form.doCheckSlaves("x", "y", "22")).isInstanceOf(AccessDeniedException3.class);
            assertThatThrownBy(() -> form.doCheckFingerprints("x")).isInstanceOf(AccessDeniedException3.class);
            assertThatThrownBy(() -> form.doCheckPort("1")).isInstanceOf(AccessDeniedException3.class);
            assertThatThrownBy(() -> form.doCheckCredentialsId("x")).isInstanceOf(AccessDeniedException3.class);
            assertThatThrownBy(() -> form.doTestConnection("a", "b", "load-ssh", PIN, 22, false))
                    .isInstanceOf(AccessDeniedException3.class);
        }
    }
}
