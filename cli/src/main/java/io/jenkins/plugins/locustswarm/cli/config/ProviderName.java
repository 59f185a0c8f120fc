package io.jenkins.plugins.locustswarm.cli.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where machines come from, as configuration and records name it. */
public enum ProviderName {
    /** Folders and processes on the machine we are on. */
    LOCAL,
    /** Machines one already has. */
    HOSTS,
    /** Machines made for the run. */
    EC2;

    /** The provider of that name. */
    public static Optional<ProviderName> of(String name) {
        return Arrays.stream(values())
                .filter(provider -> provider.toString().equals(name))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
