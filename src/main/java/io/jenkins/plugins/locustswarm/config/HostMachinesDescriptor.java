package io.jenkins.plugins.locustswarm.config;

import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.locustswarm.config.SwarmMachines.SwarmMachinesDescriptor;
import io.jenkins.plugins.locustswarm.config.secret.BuildCredentials;
import io.jenkins.plugins.locustswarm.config.secret.CredentialsField;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.machine.hosts.HostsCheck;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.HostTrust;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of {@link HostMachines}. */
@Extension
@Symbol("hosts")
public final class HostMachinesDescriptor extends SwarmMachinesDescriptor {

    private static final int MAX_PROBLEMS = 10;

    public HostMachinesDescriptor() {
        super(HostMachines.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.HostMachines_DisplayName();
    }

    @POST
    public ListBoxModel doFillCredentialsIdItems(@QueryParameter String credentialsId) {
        return CredentialsField.SSH.items(credentialsId);
    }

    @POST
    public FormValidation doCheckCredentialsId(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return Util.fixEmptyAndTrim(value) == null
                ? FormValidation.error(Messages.HostMachines_Credentials())
                : CredentialsField.SSH.check(value);
    }

    @POST
    public FormValidation doCheckMaster(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return Util.fixEmptyAndTrim(value) == null
                ? FormValidation.error(Messages.HostMachines_Master())
                : check(() -> HostMachines.checkMaster(value.strip()));
    }

    @POST
    public FormValidation doCheckSlaves(
            @QueryParameter String value, @QueryParameter String master, @QueryParameter String port) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return check(() -> HostMachines.checkHosts(Util.fixEmptyAndTrim(master), HostMachines.list(value), port));
    }

    @POST
    public FormValidation doCheckFingerprints(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        List<String> fingerprints = HostMachines.list(value);
        return fingerprints.isEmpty()
                ? FormValidation.error(Messages.HostMachines_Fingerprints())
                : check(() -> HostTrust.pinned(fingerprints));
    }

    @POST
    public FormValidation doCheckPort(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return check(() -> HostMachines.checkPort(value.matches("\\d{1,5}") ? Integer.parseInt(value) : 0));
    }

    private static FormValidation check(Runnable work) {
        try {
            work.run();
            return FormValidation.ok();
        } catch (SwarmException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    /** Logs in to every host without changing anything there. */
    @POST
    public FormValidation doTestConnection(
            @QueryParameter String master,
            @QueryParameter String slaves,
            @QueryParameter String credentialsId,
            @QueryParameter String fingerprints,
            @QueryParameter int port,
            @QueryParameter boolean withoutSudo)
            throws InterruptedException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        FormValidation scope = CredentialsField.SSH.checkScope(credentialsId);
        if (scope.kind != FormValidation.Kind.OK) {
            return scope;
        }
        HostMachines machines = new HostMachines(master, slaves);
        machines.setCredentialsId(credentialsId);
        machines.setFingerprints(fingerprints);
        machines.setPort(port);
        machines.setWithoutSudo(withoutSudo);
        try {
            Map<String, String> problems =
                    HostsCheck.problems(machines.settingsForTest(BuildCredentials.of(Jenkins.get())));
            return problems.isEmpty() ? FormValidation.ok(Messages.HostMachines_Good()) : errors(problems);
        } catch (SwarmException e) {
            return FormValidation.error(e.getMessage());
        }
    }

    private static FormValidation errors(Map<String, String> problems) {
        return FormValidation.aggregate(problems.values().stream()
                .limit(MAX_PROBLEMS)
                .map(FormValidation::error)
                .toList());
    }
}
