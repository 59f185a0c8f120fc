package io.jenkins.plugins.locustswarm.cli.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.config.SimilarNames;
import io.jenkins.plugins.locustswarm.engine.locust.ExtraArguments;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line that picocli refuses, for users who may know Locust's options better than these. */
final class UsageError {

    /** The commands that accept arguments for Locust. */
    static final List<String> WITH_LOCUST_ARGUMENTS = List.of("demo", "test", "run");

    /** Options of Locust that are passed on to it; docs/locust.md explains those that matter here. */
    private static final Set<String> OF_LOCUST = Set.of(
            "-T",
            "--tags",
            "-E",
            "--exclude-tags",
            "--class-picker",
            "--config",
            "--config-users",
            "--enable-rebalancing",
            "--equal-weights",
            "--exit-code-on-error",
            "--json",
            "--json-file",
            "--otel",
            "--print-stats",
            "--profile",
            "--web-login",
            "--tls-cert",
            "--tls-key");

    private static final Set<Class<?>> WHOLE_NUMBERS = Set.of(int.class, Integer.class, long.class, Long.class);
    private static final Set<Class<?>> NUMBERS = Set.of(double.class, Double.class);

    private UsageError() {}

    /** Returns the error as a sentence or two. */
    static String text(ParameterException e) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        if (e instanceof UnmatchedArgumentException unmatched) {
            String given = unmatched.getUnmatched().get(0);
            return given.startsWith("-") && given.length() > 1
                    ? option(command, given.replaceFirst("=.*", ""))
                    : argument(command, given);
        }
        String number = number(e.getArgSpec());
        return number == null || e.getValue() == null
                ? e.getMessage() + "."
                : "The value of " + ((OptionSpec) e.getArgSpec()).longestName() + " must be " + number + ", not "
                        + e.getValue() + ".";
    }

    @CheckForNull
    private static String number(@CheckForNull ArgSpec argument) {
        if (argument == null || !argument.isOption()) {
            return null;
        }
        return WHOLE_NUMBERS.contains(argument.type())
                ? "a whole number"
                : NUMBERS.contains(argument.type()) ? "a number" : null;
    }

    private static String option(CommandSpec command, String given) {
        if (WITH_LOCUST_ARGUMENTS.contains(command.name())) {
            if (OF_LOCUST.contains(given)) {
                return given + " is an option of Locust: write it after --, at the end.";
            }
            if (ExtraArguments.isSetBySwarm(given)) {
                return given + " is an option of Locust that the swarm sets itself: leave it out.";
            }
        }
        List<String> names = command.options().stream()
                .flatMap(option -> Stream.of(option.names()))
                .toList();
        return "There is no option " + given + "." + suggestion(given, names);
    }

    private static String argument(CommandSpec command, String given) {
        if (!command.subcommands().isEmpty()) {
            return "There is no command " + given + "."
                    + suggestion(given, command.subcommands().keySet().stream().toList());
        }
        if (given.matches("[A-Za-z]+://.*") && command.optionsMap().containsKey("-H")) {
            return given + " is not the value of an option: name the host with -H.";
        }
        if (given.endsWith(".py") && command.optionsMap().containsKey("-f")) {
            return given + " is not the value of an option: name the locustfile with -f.";
        }
        return given + " is not the value of an option: remove it, or quote a value that contains spaces.";
    }

    private static String suggestion(String given, List<String> names) {
        return SimilarNames.closest(given, names)
                .map(name -> " Did you mean " + name + "?")
                .orElse("");
    }
}
