package io.jenkins.plugins.locustswarm.config;

import hudson.Util;
import io.jenkins.plugins.locustswarm.config.secret.BuildCredentials;
import io.jenkins.plugins.locustswarm.config.secret.SshLogin;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.machine.hosts.HostsProvider;
import io.jenkins.plugins.locustswarm.engine.machine.hosts.HostsSettings;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.HostTrust;
import java.util.List;
import java.util.stream.Stream;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Machines that one already has, reached by SSH. Secrets are a credentials' id. */
public final class HostMachines extends SwarmMachines {

    private static final int SSH = 22;
    private static final String DEFAULT_FOLDER = ".locust-swarm";

    private final String master;
    private final String slaves;
    private String credentialsId = "";
    private String fingerprints = "";
    private int port = SSH;
    private String masterAddress = "";
    private String folder = DEFAULT_FOLDER;
    private boolean withoutSudo;

    @DataBoundConstructor
    public HostMachines(String master, String slaves) {
        this.master = Util.fixNull(master).strip();
        this.slaves = String.join("\n", list(slaves));
    }

    static List<String> list(String text) {
        return Stream.of(Util.fixNull(text).split("[,\\s]+"))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    @Override
    public String providerName() {
        return HostsProvider.NAME;
    }

    @Override
    public MachineProvider provider(SwarmContext context) {
        return new HostsProvider(settings(context.credentials()));
    }

    /** @throws BadInputException when a setting or the credentials cannot be used */
    HostsSettings settings(BuildCredentials where) {
        if (credentialsId.isEmpty()) {
            throw new BadInputException(Messages.HostMachines_Credentials());
        }
        List<String> pinned = list(fingerprints);
        if (pinned.isEmpty()) {
            throw new BadInputException(Messages.HostMachines_Fingerprints());
        }
        SshLogin login = SshLogin.with(credentialsId, where);
        HostsSettings.Builder builder = HostsSettings.builder()
                .master(master)
                .slaves(list(slaves))
                .user(login.user())
                .key(login::key)
                .trust(() -> HostTrust.pinned(pinned))
                .port(port)
                .folder(folder)
                .sudo(!withoutSudo);
        if (!masterAddress.isEmpty()) {
            builder.masterAddress(masterAddress);
        }
        return builder.build();
    }

    public String getMaster() {
        return master;
    }

    /** One a line. */
    public String getSlaves() {
        return slaves;
    }

    /** Id of SSH credentials: the login user and the private key. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String value) {
        credentialsId = Util.fixNull(value).strip();
    }

    /** The host keys that are believed, one a line: {@code SHA256:...} or {@code HOST=SHA256:...}. */
    public String getFingerprints() {
        return fingerprints;
    }

    @DataBoundSetter
    public void setFingerprints(String value) {
        fingerprints = String.join("\n", list(value));
    }

    /** Of the SSH servers, where a host says no other. */
    public int getPort() {
        return port;
    }

    @DataBoundSetter
    public void setPort(int value) {
        port = value;
    }

    /** Where the slaves find the master; empty for where Jenkins finds it. */
    public String getMasterAddress() {
        return masterAddress;
    }

    @DataBoundSetter
    public void setMasterAddress(String value) {
        masterAddress = Util.fixNull(value).strip();
    }

    /** For the swarms on the hosts: absolute, or below the login user's home. */
    public String getFolder() {
        return folder;
    }

    @DataBoundSetter
    public void setFolder(String value) {
        String own = Util.fixEmptyAndTrim(value);
        folder = own == null ? DEFAULT_FOLDER : own;
    }

    /** Whether bootstrap.sh runs as the login user, and not as root. */
    public boolean isWithoutSudo() {
        return withoutSudo;
    }

    @DataBoundSetter
    public void setWithoutSudo(boolean value) {
        withoutSudo = value;
    }
}
