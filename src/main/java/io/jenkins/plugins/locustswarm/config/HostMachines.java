package io.jenkins.plugins.locustswarm.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.locustswarm.config.secret.BuildCredentials;
import io.jenkins.plugins.locustswarm.config.secret.ParsedKeys;
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

/** Existing hosts, reached over SSH. Holds the id of credentials, no secrets. */
public final class HostMachines extends SwarmMachines {

    private static final int DEFAULT_PORT = 22;
    private static final int MAX_PORT = 65535;
    private static final String DEFAULT_FOLDER = ".locust-swarm";

    private final String master;
    private final String slaves;
    private String credentialsId = "";
    private String fingerprints = "";
    private int port = DEFAULT_PORT;
    private String masterAddress = "";
    private String folder = DEFAULT_FOLDER;
    private boolean withoutSudo;

    @DataBoundConstructor
    public HostMachines(@CheckForNull String master, @CheckForNull String slaves) {
        this.master = Util.fixNull(master).strip();
        this.slaves = String.join("\n", list(slaves));
    }

    static List<String> list(@CheckForNull String text) {
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
        return new HostsProvider(settings(context.credentials(), context.keys()));
    }

    @Override
    public void check() {
        if (master.isEmpty()) {
            throw new BadInputException(Messages.HostMachines_Master());
        }
        checkPort(port);
        requireSlave(list(slaves));
        withAnyLogin(builder()).build();
        List<String> pinned = list(fingerprints);
        if (!pinned.isEmpty()) {
            HostTrust.pinned(pinned);
        }
    }

    /**
     * @param master absent if it is not known
     * @param port the port of hosts that are written without one; it may be invalid
     * @throws BadInputException if a host is invalid, or there is no slave
     */
    static void checkHosts(@CheckForNull String master, List<String> slaves, String port) {
        requireSlave(slaves);
        int known = isPort(port) ? Integer.parseInt(port) : DEFAULT_PORT;
        withAnyLogin(HostsSettings.builder().master(master).slaves(slaves).port(known))
                .build();
    }

    private static void requireSlave(List<String> slaves) {
        if (slaves.isEmpty()) {
            throw new BadInputException(Messages.HostMachines_Slaves());
        }
    }

    /** @throws BadInputException if a host is invalid */
    static void checkMaster(String master) {
        withAnyLogin(HostsSettings.builder().master(master)).build();
    }

    private static HostsSettings.Builder withAnyLogin(HostsSettings.Builder hosts) {
        return hosts.user("any").key(() -> null).trust(() -> null);
    }

    /** Returns the settings that need no credentials. */
    private HostsSettings.Builder builder() {
        HostsSettings.Builder builder = HostsSettings.builder()
                .master(master)
                .slaves(list(slaves))
                .port(port)
                .folder(folder)
                .sudo(!withoutSudo);
        return masterAddress.isEmpty() ? builder : builder.masterAddress(masterAddress);
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && isPort(Integer.parseInt(text));
    }

    private static boolean isPort(int port) {
        return port >= 1 && port <= MAX_PORT;
    }

    /** @throws BadInputException if it is not a port */
    static void checkPort(int port) {
        if (!isPort(port)) {
            throw new BadInputException(Messages.HostMachines_Port());
        }
    }

    /** @throws BadInputException if a setting is invalid or the credentials cannot be used */
    HostsSettings settings(BuildCredentials where, ParsedKeys keys) {
        if (list(fingerprints).isEmpty()) {
            throw new BadInputException(Messages.HostMachines_Fingerprints());
        }
        return settingsWithLogin(where, keys);
    }

    /**
     * Returns the settings for a test of the connection. Fingerprints may be absent: no host is trusted then, and the
     * reason names the key that it presents.
     *
     * @throws BadInputException if a setting is invalid or the credentials cannot be used
     */
    HostsSettings settingsForTest(BuildCredentials where) {
        return settingsWithLogin(where, new ParsedKeys());
    }

    private HostsSettings settingsWithLogin(BuildCredentials where, ParsedKeys keys) {
        if (credentialsId.isEmpty()) {
            throw new BadInputException(Messages.HostMachines_Credentials());
        }
        List<String> pinned = list(fingerprints);
        SshLogin login = SshLogin.with(credentialsId, where, keys);
        return builder()
                .user(login.user())
                .key(login::key)
                .trust(() -> HostTrust.pinned(pinned))
                .build();
    }

    public String getMaster() {
        return master;
    }

    /** The hosts of the workers, one per line. */
    public String getSlaves() {
        return slaves;
    }

    /** The id of SSH credentials: the login user and the private key. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(@CheckForNull String value) {
        credentialsId = Util.fixNull(value).strip();
    }

    /** The fingerprints of the trusted host keys, one per line: {@code SHA256:...} or {@code HOST=SHA256:...}. */
    public String getFingerprints() {
        return fingerprints;
    }

    @DataBoundSetter
    public void setFingerprints(@CheckForNull String value) {
        fingerprints = String.join("\n", list(value));
    }

    /** The SSH port of hosts that are written without a port. */
    public int getPort() {
        return port;
    }

    @DataBoundSetter
    public void setPort(int value) {
        port = value;
    }

    /** The address at which the slaves connect to the master; empty for the address that Jenkins uses. */
    public String getMasterAddress() {
        return masterAddress;
    }

    @DataBoundSetter
    public void setMasterAddress(@CheckForNull String value) {
        masterAddress = Util.fixNull(value).strip();
    }

    /** The folder for swarms on the hosts: absolute, or relative to the home of the login user. */
    public String getFolder() {
        return folder;
    }

    @DataBoundSetter
    public void setFolder(@CheckForNull String value) {
        String trimmed = Util.fixEmptyAndTrim(value);
        folder = trimmed == null ? DEFAULT_FOLDER : trimmed;
    }

    /** Whether bootstrap.sh runs as the login user instead of as root. */
    public boolean isWithoutSudo() {
        return withoutSudo;
    }

    @DataBoundSetter
    public void setWithoutSudo(boolean value) {
        withoutSudo = value;
    }

    /** Fills in fields that a configuration of another version, or one written by hand, does not have. */
    private Object readResolve() {
        HostMachines whole = new HostMachines(master, slaves);
        whole.setCredentialsId(credentialsId);
        whole.setFingerprints(fingerprints);
        whole.setPort(port == 0 ? DEFAULT_PORT : port);
        whole.setMasterAddress(masterAddress);
        whole.setFolder(folder);
        whole.setWithoutSudo(withoutSudo);
        return whole;
    }
}
