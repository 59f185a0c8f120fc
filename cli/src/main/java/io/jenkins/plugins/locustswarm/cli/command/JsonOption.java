package io.jenkins.plugins.locustswarm.cli.command;

import picocli.CommandLine.Option;

/** The format of the output. */
final class JsonOption {

    @Option(names = "--json", description = "Print JSON instead of text on standard output.")
    private boolean json;

    boolean isSet() {
        return json;
    }
}
