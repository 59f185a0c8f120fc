package io.jenkins.plugins.locustswarm.cli.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.config.Ec2Config;
import io.jenkins.plugins.locustswarm.cli.config.HostsConfig;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.Ec2Provider;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.ImageCreation;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.FileKeyVault;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.machine.hosts.HostsProvider;
import io.jenkins.plugins.locustswarm.engine.machine.local.LocalProvider;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.nio.file.Path;

/** Creates the provider that the configuration names. */
final class Providers {

    /** Another folder for the virtual environment of local swarms; bootstrap.sh reads the same variable. */
    private static final String VENV = "LOCUST_SWARM_VENV";

    private final Caller caller;
    private final Config config;

    Providers(Caller caller, Config config) {
        this.caller = caller;
        this.config = config;
    }

    /**
     * Returns the provider for one swarm.
     *
     * @param bootstrap bootstrap directory of machines that are brought up; absent for work on existing machines
     * @param swarm record of the swarm; absent before the first one is saved
     */
    MachineProvider provider(@CheckForNull FolderSnapshot bootstrap, @CheckForNull SwarmRecord swarm) {
        return switch (config.provider()) {
            case LOCAL -> new LocalProvider(caller.home().folder(), venv(bootstrap));
            case HOSTS -> new HostsProvider(new HostsConfig(config).settings());
            case EC2 -> {
                Ec2Settings settings = new Ec2Config(config).settings();
                yield ec2(swarm == null ? settings : settings.forSwarm(swarm));
            }
        };
    }

    /** Returns the provider of the machine for an image. */
    MachineProvider forImage(@CheckForNull FolderSnapshot bootstrap, @CheckForNull SwarmRecord swarm) {
        Ec2Settings settings = ImageCreation.settings(new Ec2Config(config).settings());
        return ec2(swarm == null ? settings : settings.forSwarm(swarm));
    }

    private MachineProvider ec2(Ec2Settings settings) {
        Ec2Config ec2 = new Ec2Config(config);
        FileKeyVault vault = new FileKeyVault(caller.home().records()::folderOf);
        return new Ec2Provider(settings, ec2.access(), vault, ec2.key());
    }

    private Path venv(@CheckForNull FolderSnapshot bootstrap) {
        String configured = caller.environment().get(VENV);
        if (configured != null && !configured.isBlank()) {
            return Path.of(configured).toAbsolutePath();
        }
        Path home = caller.home().folder();
        return bootstrap == null ? home : LocalProvider.venvFor(home, bootstrap);
    }
}
