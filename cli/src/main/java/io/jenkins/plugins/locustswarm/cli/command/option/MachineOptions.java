package io.jenkins.plugins.locustswarm.cli.command.option;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.config.ConfigKey;
import io.jenkins.plugins.locustswarm.cli.config.ProviderName;
import io.jenkins.plugins.locustswarm.cli.files.FileLookup;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The machines to bring up, and the files that they get. */
public final class MachineOptions {

    @Mixin
    private BootstrapOption bootstrap;

    @Option(
            names = {"-s", "--slaves"},
            paramLabel = "N",
            description = "Number of slaves. Default: the number in the configuration, else one per host that it names,"
                    + " else 5 (demo: 2).")
    @CheckForNull
    private Integer slaves;

    @Option(
            names = "--min-slaves",
            paramLabel = "N",
            description = "Minimum number of slaves required to continue if other slaves fail to start. Default: all.")
    @CheckForNull
    private Integer minSlaves;

    @Option(
            names = "--lease",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Time that the machines are kept. After that, reap takes them down, and machines on EC2"
                    + " terminate themselves. A run extends the lease when it needs more time. Default: 2h for up; for a"
                    + " test, the time that it can take plus 30m.")
    @CheckForNull
    private Duration lease;

    /** Finds the files that the machines get. */
    public FileLookup lookup(Caller caller, Config config) {
        return bootstrap.lookup(caller, config);
    }

    /** Returns the plan for machines with these roles and files. */
    public SwarmPlan plan(Config config, Set<Role> roles, int defaultSlaves, FolderSnapshot files) {
        List<String> hosts = config.list(ConfigKey.HOSTS_SLAVES);
        boolean onHosts = config.provider() == ProviderName.HOSTS && !hosts.isEmpty();
        int configured = config.number(ConfigKey.SLAVES).orElse(onHosts ? hosts.size() : defaultSlaves);
        int count = slaves != null ? slaves : configured;
        int needed = minSlaves != null
                ? minSlaves
                : config.number(ConfigKey.MIN_SLAVES).orElse(count);
        Duration deadline = config.time(ConfigKey.BOOTSTRAP_DEADLINE).orElse(SwarmPlan.DEFAULT_BOOTSTRAP_DEADLINE);
        return new SwarmPlan(roles, count, needed, files, deadline);
    }

    /**
     * Returns the lease of the option, else that of the configuration.
     *
     * @throws BadInputException if it is zero
     */
    @CheckForNull
    public Duration lease(Config config) {
        if (lease != null && lease.isZero()) {
            throw new BadInputException("The lease (--lease) cannot be 0: use 1 second to 7 days.");
        }
        return lease != null ? lease : config.time(ConfigKey.LEASE).orElse(null);
    }
}
