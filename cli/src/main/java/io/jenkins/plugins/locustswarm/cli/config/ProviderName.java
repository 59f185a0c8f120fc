package io.jenkins.plugins.locustswarm.cli.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The source of machines, as it is named in configurations and records. */
public enum ProviderName {
    /** Folders and processes on this machine. */
    LOCAL,
    /** Existing hosts. */
    HOSTS,
    /** Instances that are created for the swarm. */
    EC2;

    /** Returns the provider of this name; empty if there is none. */
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
