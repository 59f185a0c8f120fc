package io.jenkins.plugins.locustswarm.cli.errand;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.machine.local.LocalProvider;
import io.jenkins.plugins.locustswarm.engine.shell.FolderSnapshot;
import java.nio.file.Path;

/** Makes the provider that the configuration asks for. */
final class Providers {

    /** The variable that bootstrap.sh knows too: another place for the virtual environment of local swarms. */
    private static final String VENV = "LOCUST_SWARM_VENV";

    private final Caller caller;
    private final Config config;

    Providers(Caller caller, Config config) {
        this.caller = caller;
        this.config = config;
    }

    /** @param bootstrap null for work on machines that are there already */
    MachineProvider provider(FolderSnapshot bootstrap) {
        return switch (config.provider()) {
            case LOCAL -> new LocalProvider(caller.home().folder(), venv(bootstrap));
            case HOSTS, EC2 ->
                throw new BadInputException(
                        "provider = " + config.provider() + " is not in this version: use provider = local.");
        };
    }

    private Path venv(FolderSnapshot bootstrap) {
        String named = caller.environment().get(VENV);
        if (named != null && !named.isBlank()) {
            return Path.of(named).toAbsolutePath();
        }
        Path home = caller.home().folder();
        return bootstrap == null ? home : LocalProvider.venvFor(home, bootstrap);
    }
}
