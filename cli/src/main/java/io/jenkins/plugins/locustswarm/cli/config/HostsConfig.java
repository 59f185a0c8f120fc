package io.jenkins.plugins.locustswarm.cli.config;

import io.jenkins.plugins.locustswarm.engine.machine.hosts.HostsSettings;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.HostTrust;
import io.jenkins.plugins.locustswarm.engine.shell.ssh.SshKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the settings of existing hosts. Defaults are those of {@code ssh}. */
public final class HostsConfig {

    private final Config config;
    private final Path sshFolder;

    public HostsConfig(Config config) {
        this(config, Path.of(System.getProperty("user.home"), ".ssh"));
    }

    /** @param sshFolder folder with the keys and known hosts of the user */
    HostsConfig(Config config, Path sshFolder) {
        this.config = config;
        this.sshFolder = sshFolder;
    }

    /** @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if a value is not valid, or no host is named */
    public HostsSettings settings() {
        if (config.text(ConfigKey.HOSTS_MASTER).isEmpty()
                && config.list(ConfigKey.HOSTS_SLAVES).isEmpty()) {
            throw config.invalid(ConfigKey.HOSTS_MASTER, "and slaves are missing: name the hosts");
        }
        HostsSettings.Builder settings = HostsSettings.builder()
                .slaves(config.list(ConfigKey.HOSTS_SLAVES))
                .user(config.text(ConfigKey.HOSTS_USER)
                        .or(() -> config.text(ConfigKey.FABRIC_USER))
                        .orElse(System.getProperty("user.name")))
                .key(this::key)
                .trust(this::trust);
        config.text(ConfigKey.HOSTS_MASTER).ifPresent(settings::master);
        config.text(ConfigKey.HOSTS_MASTER_ADDRESS).ifPresent(settings::masterAddress);
        config.number(ConfigKey.HOSTS_PORT).ifPresent(settings::port);
        config.text(ConfigKey.HOSTS_FOLDER).ifPresent(settings::folder);
        config.flag(ConfigKey.HOSTS_SUDO).ifPresent(settings::sudo);
        return settings.build();
    }

    private SshKey key() {
        Optional<Path> key = config.path(ConfigKey.HOSTS_KEY);
        if (key.isPresent()) {
            return SshKey.read(
                    key.get(), config.text(ConfigKey.HOSTS_KEY_PASSPHRASE).orElse(null));
        }
        Optional<Path> fabricKey = config.path(ConfigKey.FABRIC_KEY_FILENAME);
        if (fabricKey.isPresent()) {
            return SshKey.read(
                    fabricKey.get(),
                    config.text(ConfigKey.FABRIC_KEY_PASSPHRASE).orElse(null));
        }
        Path defaultKey = Stream.of("id_ed25519", "id_rsa")
                .map(sshFolder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> config.invalid(
                        ConfigKey.HOSTS_KEY,
                        "is missing, and there is neither id_ed25519 nor id_rsa in " + sshFolder
                                + ": name the private key of the login user"));
        return SshKey.read(
                defaultKey, config.text(ConfigKey.HOSTS_KEY_PASSPHRASE).orElse(null));
    }

    private HostTrust trust() {
        List<String> fingerprints = config.list(ConfigKey.HOSTS_FINGERPRINTS);
        Optional<Path> file = config.path(ConfigKey.HOSTS_KNOWN_HOSTS)
                .or(() -> Optional.of(sshFolder.resolve("known_hosts")).filter(Files::isRegularFile));
        return file.map(known -> HostTrust.knownHosts(known, fingerprints))
                .orElseGet(() -> HostTrust.pinned(fingerprints));
    }
}
