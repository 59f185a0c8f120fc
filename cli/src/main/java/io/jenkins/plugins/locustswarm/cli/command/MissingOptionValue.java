package io.jenkins.plugins.locustswarm.cli.command;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** An option whose value was forgotten, so that the next option stands in its place: {@code -f -t 5s}. */
final class MissingOptionValue {

    private MissingOptionValue() {}

    /** The sentence for the first one; empty when each option that needs a value has one. */
    static Optional<String> find(CommandLine line, List<String> words) {
        CommandLine asked = words.isEmpty() ? null : line.getSubcommands().get(words.get(0));
        if (asked == null) {
            return Optional.empty();
        }
        Map<String, OptionSpec> options = asked.getCommandSpec().optionsMap();
        for (int i = 1; i < words.size() - 1; i++) {
            OptionSpec option = options.get(words.get(i));
            if (option == null || option.arity().min() == 0) {
                continue;
            }
            String value = words.get(i + 1);
            if (options.containsKey(value.replaceFirst("=.*", ""))) {
                return Optional.of("The option " + words.get(i) + " has no value: " + value
                        + " is the next option. If it is the value, write " + option.longestName() + "=" + value
                        + ".");
            }
            i++;
        }
        return Optional.empty();
    }
}
