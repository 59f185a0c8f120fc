package io.jenkins.plugins.locustswarm.cli.command.option;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import picocli.CommandLine.Option;

/** The target of the load. */
public final class HostOption {

    @Option(
            names = {"-H", "--host"},
            paramLabel = "HOST",
            description = "Base URL of the target, such as https://staging.example.com. Default: the host that the"
                    + " locustfile sets.")
    @CheckForNull
    private String host;

    @CheckForNull
    public String host() {
        return host;
    }
}
