package io.jenkins.plugins.locustswarm.cli.command.option;

import picocli.CommandLine.Option;

/** The format of the output. */
public final class JsonOption {

    @Option(names = "--json", description = "Print JSON instead of text on standard output.")
    private boolean json;

    public boolean isSet() {
        return json;
    }
}
