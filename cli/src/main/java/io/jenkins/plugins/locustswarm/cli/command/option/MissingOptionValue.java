package io.jenkins.plugins.locustswarm.cli.command.option;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Finds an option whose value was forgotten, so that the next option takes its place: {@code -f -t 5s}. */
public final class MissingOptionValue {

    private MissingOptionValue() {}

    /** Returns the error message for the first such option; empty if every option has the value that it needs. */
    public static Optional<String> find(CommandLine line, List<String> arguments) {
        CommandLine command = arguments.isEmpty() ? null : line.getSubcommands().get(arguments.get(0));
        if (command == null) {
            return Optional.empty();
        }
        Map<String, OptionSpec> options = command.getCommandSpec().optionsMap();
        for (int i = 1; i < arguments.size() - 1; i++) {
            OptionSpec option = options.get(arguments.get(i));
            if (option == null || option.arity().min() == 0) {
                continue;
            }
            String value = arguments.get(i + 1);
            if (options.containsKey(value.replaceFirst("=.*", ""))) {
                return Optional.of("The option " + arguments.get(i) + " has no value: " + value
                        + " is the next option. If it is the value, write " + option.longestName() + "=" + value
                        + ".");
            }
            i++;
        }
        return Optional.empty();
    }
}
