package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.HostTrust;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshAccess;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Existing hosts and the login to them. All values are checked; secrets are read when they are needed. */
public final class HostsSettings {

    @CheckForNull
    private final Host master;

    private final List<Host> slaves;

    @CheckForNull
    private final String masterAddress;

    private final int port;
    private final String user;
    private final Supplier<SshKey> key;
    private final Supplier<HostTrust> trust;
    private final String folder;
    private final boolean sudo;
    private final Duration connectTime;
    private final Duration maxSilence;

    private HostsSettings(Builder values) {
        port = values.port;
        master = values.master == null ? null : Host.parse(values.master, port);
        slaves = values.slaves.stream().map(slave -> Host.parse(slave, port)).toList();
        masterAddress = values.masterAddress;
        user = Objects.requireNonNull(values.user, "user");
        key = Objects.requireNonNull(values.key, "key");
        trust = Objects.requireNonNull(values.trust, "trust");
        folder = values.folder;
        sudo = values.sudo;
        connectTime = values.connectTime;
        maxSilence = values.maxSilence;
        check();
    }

    private void check() {
        Set<String> seen = new HashSet<>();
        List<Host> all = new ArrayList<>(slaves);
        if (master != null) {
            all.add(master);
        }
        for (Host host : all) {
            if (!seen.add(host.name().toLowerCase(Locale.ROOT) + " " + host.port())) {
                throw new BadInputException("The host " + host.written()
                        + " is listed twice: a machine can have only one role. List each machine once.");
            }
        }
        if (user.isBlank() || user.startsWith("-")) {
            throw new BadInputException("\"" + user + "\" is not a valid login user for the hosts.");
        }
        if (masterAddress != null && !Host.isName(masterAddress)) {
            throw new BadInputException("\"" + masterAddress + "\" is not a valid address of the master for the slaves:"
                    + " write a name or an IP address, without a port.");
        }
        if (folder.isBlank() || folder.equals("/")) {
            throw new BadInputException("\"" + folder + "\" is not a valid folder for swarms on the hosts: write an"
                    + " absolute path, or a path below the home folder of the login user.");
        }
    }

    /**
     * Returns the defaults: port 22, sudo, and the folder {@code .locust-swarm} in the home folder of the login user.
     * User, key and trust have no default.
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Returns the host of the master; a configuration for workers only has none. */
    Optional<Host> master() {
        return Optional.ofNullable(master);
    }

    /** Returns the hosts of the slaves in the order in which swarms use them. */
    List<Host> slaves() {
        return slaves;
    }

    /** Returns the maximum number of slaves of a swarm. */
    public int maxSlaves() {
        return slaves.size();
    }

    /** Returns the address at which the slaves reach the master, if it differs from the one used for SSH. */
    Optional<String> masterAddress() {
        return Optional.ofNullable(masterAddress);
    }

    Host host(String written) {
        return Host.parse(written, port);
    }

    /**
     * Reads the key and the known host keys.
     *
     * @throws BadInputException if they cannot be read
     */
    SshAccess access() {
        return SshAccess.of(user, key.get(), trust.get()).timeouts(connectTime, Duration.ofSeconds(15));
    }

    Duration maxSilence() {
        return maxSilence;
    }

    String folder() {
        return folder;
    }

    /** Whether bootstrap.sh runs as root and root owns the lock. */
    boolean asRoot() {
        return sudo || user.equals("root");
    }

    /** Collects settings. */
    public static final class Builder {

        @CheckForNull
        private String master;

        private List<String> slaves = List.of();

        @CheckForNull
        private String masterAddress;

        private int port = 22;

        @CheckForNull
        private String user;

        @CheckForNull
        private Supplier<SshKey> key;

        @CheckForNull
        private Supplier<HostTrust> trust;

        private String folder = ".locust-swarm";
        private boolean sudo = true;
        private Duration connectTime = Duration.ofSeconds(15);
        private Duration maxSilence = MachineProvider.DEFAULT_MAX_SILENCE;

        private Builder() {}

        /** Sets the host of the master: a name or an IP address, with {@code :port} if it is not the default. */
        public Builder master(@CheckForNull String host) {
            master = host;
            return this;
        }

        /**
         * Sets the hosts of the slaves, in the form of {@link #master}. A swarm with fewer slaves uses the first ones.
         */
        public Builder slaves(List<String> hosts) {
            slaves = List.copyOf(hosts);
            return this;
        }

        /** Sets the address at which the slaves reach the master, if it differs from the one used for SSH. */
        public Builder masterAddress(@CheckForNull String address) {
            masterAddress = address;
            return this;
        }

        /** Sets the port of SSH servers on hosts that are written without a port. */
        public Builder port(int defaultPort) {
            port = defaultPort;
            return this;
        }

        /** Sets the login user, who also runs Locust. */
        public Builder user(String name) {
            user = name;
            return this;
        }

        /** Sets the source of the private key for the login, which is read when machines are needed. */
        public Builder key(Supplier<SshKey> source) {
            key = source;
            return this;
        }

        /** Sets the source of the trusted host keys, which are read when machines are needed. */
        public Builder trust(Supplier<HostTrust> source) {
            trust = source;
            return this;
        }

        /** Sets the folder for swarms on the hosts: an absolute path, or a path below the home of the login user. */
        public Builder folder(String path) {
            folder = path;
            return this;
        }

        /** Sets whether bootstrap.sh runs as root by sudo, or else as the login user. */
        public Builder sudo(boolean value) {
            sudo = value;
            return this;
        }

        /** Sets the maximum time for each step of connecting to a host. */
        public Builder connectTime(Duration time) {
            connectTime = time;
            return this;
        }

        /** Sets how long a host may stay silent while bootstrap.sh runs before it counts as lost. */
        Builder maxSilence(Duration time) {
            maxSilence = time;
            return this;
        }

        /** @throws BadInputException if a value cannot be used */
        public HostsSettings build() {
            return new HostsSettings(this);
        }
    }
}
