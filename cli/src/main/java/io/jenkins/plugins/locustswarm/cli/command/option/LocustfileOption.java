package io.jenkins.plugins.locustswarm.cli.command.option;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Objects;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The locustfile to run. */
public final class LocustfileOption {

    private static final String NAME = "--file";

    @Option(
            names = {"-f", NAME},
            paramLabel = "FILE",
            description =
                    "Locustfile: its path from the current folder, or below the bootstrap directory. As in Locust,"
                            + " it can be several files separated by commas, or a directory. Default in a demo:"
                            + " typical_load.py.")
    @CheckForNull
    private String file;

    @CheckForNull
    public String file() {
        return file;
    }

    /** Returns the locustfile of a command that makes the option mandatory. */
    public String requiredFile() {
        return Objects.requireNonNull(file);
    }

    /** Makes the option mandatory for a command. */
    public static final class Required implements IModelTransformer {

        @Override
        public CommandSpec transform(CommandSpec command) {
            OptionSpec option = command.findOption(NAME);
            command.remove(option);
            return command.addOption(OptionSpec.builder(option).required(true).build());
        }
    }
}
