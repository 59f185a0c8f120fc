package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Refuses options that a command would ignore in the form in which it is called. */
final class UnusedOptions {

    private final List<OptionSpec> given;

    /** @param command a command whose line was parsed */
    UnusedOptions(CommandSpec command) {
        this.given = command.commandLine().getParseResult().matchedOptions();
    }

    /**
     * Refuses all options but these.
     *
     * @param used long names of the options that the command uses
     * @param others words for anything else on the command line that it does not use
     * @param reason beginning of the message, before "leave out"
     * @throws BadInputException if there is another one
     */
    void allow(Set<String> used, List<String> others, String reason) {
        List<String> unused = new ArrayList<>(names(name -> !used.contains(name)));
        unused.addAll(others);
        refuse(unused, reason);
    }

    /**
     * Refuses these options.
     *
     * @param unused long names of options that the command ignores
     * @param reason beginning of the message, before "leave out"
     * @throws BadInputException if one of them is given
     */
    void refuse(Set<String> unused, String reason) {
        refuse(names(unused::contains), reason);
    }

    private List<String> names(Predicate<String> isUnused) {
        return given.stream()
                .filter(option -> isUnused.test(option.longestName()))
                .map(OptionSpec::shortestName)
                .sorted()
                .toList();
    }

    private static void refuse(List<String> unused, String reason) {
        if (!unused.isEmpty()) {
            throw new BadInputException(reason + " leave out " + String.join(", ", unused) + ".");
        }
    }
}
