package io.jenkins.plugins.locustswarm.engine.locust;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What users hand to Locust themselves. A flag that the swarm sets must not be among it: the second one would count.
 *
 * <p>Python's argparse takes the beginning of a long flag for the flag, and what follows a short one for its value,
 * unless the parser has exactly that flag: {@code --user x} is {@code --users x}, but not where the locustfile defines
 * {@code --user}. Only Locust knows; {@link LocustfileArguments} asks it.
 */
public final class ExtraArguments {

    /**
     * Locust looks for these before it has loaded the locustfile (parse_locustfile_option in its {@code
     * argument_parser.py}): what the locustfile defines does not matter to them.
     */
    private static final Set<String> EARLY =
            Set.of("-f", "--locustfile", "--master", "--worker", "--master-host", "--master-port");

    private static final Set<String> OURS = Set.of(
            "-f",
            "--locustfile",
            "--master",
            "--worker",
            "--headless",
            "--processes",
            "--csv",
            "--csv-full-history",
            "--html",
            "--expect-workers",
            "--expect-workers-max-wait",
            "--master-host",
            "--master-port",
            "--master-bind-host",
            "--master-bind-port",
            "--web-port",
            "-P",
            "--web-host",
            "-u",
            "--users",
            "-r",
            "--spawn-rate",
            "-t",
            "--run-time",
            "-H",
            "--host",
            "-s",
            "--stop-timeout",
            "--logfile",
            "--autostart",
            "-L",
            "--loglevel",
            "--skip-log-setup",
            "--only-summary");

    private ExtraArguments() {}

    /** @throws BadInputException for an argument that is a flag of the swarm, whatever the locustfile defines */
    static void check(List<String> arguments) {
        for (String argument : arguments) {
            String flag = flag(argument);
            Optional<String> meant = meant(flag);
            if (meant.isPresent() && !isDoubtful(flag, meant.get())) {
                throw refusal(argument);
            }
        }
    }

    /** The flags, without their values, that are the swarm's unless the locustfile defines exactly them. */
    public static List<String> doubtful(List<String> arguments) {
        return arguments.stream()
                .map(ExtraArguments::flag)
                .filter(flag ->
                        meant(flag).filter(ours -> isDoubtful(flag, ours)).isPresent())
                .distinct()
                .toList();
    }

    /** The exception for an argument that is a flag of the swarm. */
    public static BadInputException refusal(String argument) {
        String flag = flag(argument);
        String ours = meant(flag).orElse(flag);
        boolean other = ours.startsWith("--") && !flag.equals(ours);
        return new BadInputException("The argument " + (other ? flag + ", for Locust the same as " + ours + "," : ours)
                + " cannot be handed to Locust: the swarm sets it. Use the swarm's own option for it.");
    }

    private static String flag(String argument) {
        return argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
    }

    private static Optional<String> meant(String flag) {
        return OURS.stream().filter(ours -> means(flag, ours)).min(Comparator.naturalOrder());
    }

    private static boolean means(String flag, String ours) {
        if (flag.equals(ours)) {
            return true;
        }
        return ours.startsWith("--") ? flag.length() > "--".length() && ours.startsWith(flag) : flag.startsWith(ours);
    }

    /** No locustfile gives a name such as {@code -u5} or {@code -t5m} to an argument. */
    private static boolean isDoubtful(String flag, String ours) {
        if (flag.equals(ours)) {
            return false;
        }
        boolean isName = ours.startsWith("--") || Character.isLetter(flag.codePointAt(ours.length()));
        return isName && EARLY.stream().noneMatch(early -> means(flag, early));
    }
}
