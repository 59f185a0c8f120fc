package io.jenkins.plugins.locustswarm.engine.machine.hosts;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
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

/** Machines that one already has and how to log in to them. Whole and checked; secrets are not in it. */
public final class HostsSettings {

    private final Host master;
    private final List<Host> slaves;
    private final String masterAddress;
    private final int port;
    private final String user;
    private final Supplier<SshKey> key;
    private final Supplier<HostTrust> trust;
    private final String folder;
    private final boolean sudo;
    private final Duration connectTime;

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
                throw new BadInputException(
                        "The host " + host.written() + " is named twice: a machine can play one part only.");
            }
        }
        if (user.isBlank() || user.startsWith("-")) {
            throw new BadInputException("\"" + user + "\" is no login user for the hosts.");
        }
        if (masterAddress != null && !Host.isName(masterAddress)) {
            throw new BadInputException("\"" + masterAddress
                    + "\" is no address of the master for the slaves: write a name or an address, without a port.");
        }
        if (folder.isBlank() || folder.equals("/")) {
            throw new BadInputException("\"" + folder + "\" is no folder for the swarms on the hosts.");
        }
    }

    /** Port 22, sudo, and the folder {@code .locust-swarm} in the login user's home; the rest has to be said. */
    public static Builder builder() {
        return new Builder();
    }

    /** The host of the master; empty when a configuration names none. */
    Optional<Host> master() {
        return Optional.ofNullable(master);
    }

    /** The hosts of the slaves, in the order in which they are taken. */
    List<Host> slaves() {
        return slaves;
    }

    /** The most slaves that a swarm can have. */
    public int maxSlaves() {
        return slaves.size();
    }

    /** Where the slaves find the master, if not at the address at which we find it. */
    Optional<String> masterAddress() {
        return Optional.ofNullable(masterAddress);
    }

    Host host(String written) {
        return Host.parse(written, port);
    }

    /** Reads the key and the known host keys. */
    SshAccess access() {
        return SshAccess.of(user, key.get(), trust.get()).patience(connectTime, Duration.ofSeconds(15));
    }

    String folder() {
        return folder;
    }

    /** Whether bootstrap.sh and the lock are root's. */
    boolean asRoot() {
        return sudo || user.equals("root");
    }

    /** Collects settings. */
    public static final class Builder {

        private String master;
        private List<String> slaves = List.of();
        private String masterAddress;
        private int port = 22;
        private String user;
        private Supplier<SshKey> key;
        private Supplier<HostTrust> trust;
        private String folder = ".locust-swarm";
        private boolean sudo = true;
        private Duration connectTime = Duration.ofSeconds(15);

        private Builder() {}

        /** The host of the master: a name or address, with {@code :port} where it is not the usual one. */
        public Builder master(String host) {
            master = host;
            return this;
        }

        /** The hosts of the slaves, written likewise. A swarm with fewer slaves takes the first ones. */
        public Builder slaves(List<String> hosts) {
            slaves = List.copyOf(hosts);
            return this;
        }

        /** Where the slaves find the master, when that is another address than the one at which we find it. */
        public Builder masterAddress(String address) {
            masterAddress = address;
            return this;
        }

        /** The usual port of the SSH servers. */
        public Builder port(int usual) {
            port = usual;
            return this;
        }

        /** The login user, as whom Locust runs. */
        public Builder user(String name) {
            user = name;
            return this;
        }

        /** Gives the key that logs in; asked when machines are needed. */
        public Builder key(Supplier<SshKey> source) {
            key = source;
            return this;
        }

        /** Says which host keys are believed; asked when machines are needed. */
        public Builder trust(Supplier<HostTrust> source) {
            trust = source;
            return this;
        }

        /** The folder for the swarms on the hosts: an absolute path, or one below the login user's home. */
        public Builder folder(String path) {
            folder = path;
            return this;
        }

        /** Whether bootstrap.sh runs as root by sudo; else as the login user. */
        public Builder sudo(boolean value) {
            sudo = value;
            return this;
        }

        /** The longest for each step of connecting to a host. */
        public Builder connectTime(Duration longest) {
            connectTime = longest;
            return this;
        }

        /** @throws BadInputException when a value cannot be used */
        public HostsSettings build() {
            return new HostsSettings(this);
        }
    }
}
