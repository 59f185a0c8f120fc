package io.jenkins.plugins.locustswarm.engine.locust;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks the arguments that users pass to Locust themselves. They must not contain a flag that the swarm sets, since
 * Locust would use the last one.
 *
 * <p>Python's argparse accepts the beginning of a long flag for the flag, and text after a short one for its value,
 * unless the parser has exactly that flag: {@code --user x} means {@code --users x}, except if the locustfile defines
 * {@code --user}. Only Locust knows that; {@link LocustfileArguments} asks it.
 */
public final class ExtraArguments {

    /**
     * Flags that Locust reads before it loads the locustfile (parse_locustfile_option in its {@code argument_parser.py}),
     * so the arguments that the locustfile defines do not matter.
     */
    private static final Set<String> EARLY =
            Set.of("-f", "--locustfile", "--master", "--worker", "--master-host", "--master-port");

    private static final Set<String> SWARM_FLAGS = SwarmOption.allFlags().collect(Collectors.toUnmodifiableSet());

    private ExtraArguments() {}

    /**
     * Checks arguments as far as that is possible without Locust.
     *
     * @throws BadInputException if an argument is a flag of the swarm, whatever the locustfile defines, or cannot be an
     *     argument of a process
     */
    public static void check(List<String> arguments) {
        for (String argument : arguments) {
            if (argument.indexOf('\0') >= 0) {
                throw new BadInputException(
                        "An argument for Locust contains a NUL character, which no command accepts: "
                                + argument.replace('\0', '?') + ". Remove it.");
            }
            String flag = flag(argument);
            Optional<String> meant = meant(flag);
            if (meant.isPresent() && !isDoubtful(flag, meant.get())) {
                throw refusal(argument);
            }
        }
    }

    /** Returns whether this is the full name of a flag of Locust that the swarm sets. */
    public static boolean isSetBySwarm(String flag) {
        return SWARM_FLAGS.contains(flag);
    }

    /** Returns the flags, without values, that are flags of the swarm unless the locustfile defines exactly them. */
    public static List<String> doubtful(List<String> arguments) {
        return arguments.stream()
                .map(ExtraArguments::flag)
                .filter(flag ->
                        meant(flag).filter(ours -> isDoubtful(flag, ours)).isPresent())
                .distinct()
                .toList();
    }

    /** Returns the exception for an argument that is a flag of the swarm. */
    public static BadInputException refusal(String argument) {
        String flag = flag(argument);
        String ours = meant(flag).orElse(flag);
        boolean other = ours.startsWith("--") && !flag.equals(ours);
        return new BadInputException("The argument " + (other ? flag + ", which Locust reads as " + ours + "," : ours)
                + " cannot be passed to Locust, because the swarm sets it. If the command or the step has an"
                + " option for it, use that.");
    }

    private static String flag(String argument) {
        return argument.contains("=") ? argument.substring(0, argument.indexOf('=')) : argument;
    }

    private static Optional<String> meant(String flag) {
        return SWARM_FLAGS.stream().filter(ours -> means(flag, ours)).min(Comparator.naturalOrder());
    }

    private static boolean means(String flag, String ours) {
        if (flag.equals(ours)) {
            return true;
        }
        return ours.startsWith("--") ? flag.length() > "--".length() && ours.startsWith(flag) : flag.startsWith(ours);
    }

    /** Only a letter after a short flag can be the name of an argument: {@code -u5} is always a value. */
    private static boolean isDoubtful(String flag, String ours) {
        if (flag.equals(ours)) {
            return false;
        }
        boolean isName = ours.startsWith("--") || Character.isLetter(flag.codePointAt(ours.length()));
        return isName && EARLY.stream().noneMatch(early -> means(flag, early));
    }
}
