package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.config.ConfigKey;
import io.jenkins.plugins.locustswarm.cli.config.ProviderName;
import io.jenkins.plugins.locustswarm.cli.operation.BootstrapFolder;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.shell.FolderSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** Which machines to bring up, and with what on them. */
final class MachineOptions {

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "BOOTSTRAP",
            description = "Bootstrap directory: bootstrap.sh, which makes a machine ready, and the locustfiles. Without"
                    + " it: the folder bootstrap beside the configuration or here, else the one that comes with the"
                    + " command.")
    private Path directory;

    @Option(
            names = {"-s", "--slaves"},
            paramLabel = "N",
            description =
                    "How many slaves. Without it: as the configuration says, else all hosts that it names, else 5 (in a"
                            + " demo 2).")
    private Integer slaves;

    @Option(
            names = "--min-slaves",
            paramLabel = "N",
            description = "How many slaves are enough to go on when others do not come up. Without it: all.")
    private Integer minSlaves;

    @Option(
            names = "--lease",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How long the machines are wanted. After that time, reap takes them down, and machines on EC2"
                    + " end by themselves. A run makes it longer when it must.")
    private Duration lease;

    /** The plan for these machines. */
    SwarmPlan plan(Caller caller, Config config, Set<Role> roles, int usualSlaves) {
        return plan(config, roles, usualSlaves, BootstrapFolder.find(directory, config, caller.folder()));
    }

    /** The plan for a master and slaves with the bootstrap directory that comes with the command, unless one is named. */
    SwarmPlan planOfDemo(Caller caller, Config config, int usualSlaves) {
        Path folder =
                directory == null ? BootstrapFolder.shipped() : caller.folder().resolve(directory);
        return plan(config, Set.of(Role.values()), usualSlaves, folder);
    }

    private SwarmPlan plan(Config config, Set<Role> roles, int usualSlaves, Path folder) {
        List<String> hosts = config.list(ConfigKey.HOSTS_SLAVES);
        boolean onHosts = config.provider() == ProviderName.HOSTS && !hosts.isEmpty();
        int usual = onHosts ? hosts.size() : usualSlaves;
        int count = slaves != null ? slaves : config.number(ConfigKey.SLAVES).orElse(usual);
        int needed = minSlaves != null
                ? minSlaves
                : config.number(ConfigKey.MIN_SLAVES).orElse(count);
        Duration deadline = config.time(ConfigKey.BOOTSTRAP_DEADLINE).orElse(SwarmPlan.DEFAULT_BOOTSTRAP_DEADLINE);
        return new SwarmPlan(roles, count, needed, FolderSnapshot.of(folder), deadline);
    }

    /** How long the machines are wanted; null when nobody said. */
    Duration lease(Config config) {
        if (lease != null && lease.isZero()) {
            throw new BadInputException("A lease of no time at all cannot be had: take 1 second to 7 days.");
        }
        return lease != null ? lease : config.time(ConfigKey.LEASE).orElse(null);
    }
}
