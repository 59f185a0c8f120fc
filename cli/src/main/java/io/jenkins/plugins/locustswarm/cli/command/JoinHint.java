package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.command.option.LoadOptions;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.shell.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the slaves of a master need again on their command line: variables and arguments are not recorded, because they may be
 * secrets. For the same reason, values are shown as dots.
 */
final class JoinHint {

    /** Flags of Locust whose values are no secrets. */
    private static final Set<String> WITH_KNOWN_VALUES = Set.of("-T", "--tags", "-E", "--exclude-tags");

    private static final Pattern FLAG = Pattern.compile("-[A-Za-z]|--[A-Za-z][A-Za-z0-9_-]*");

    private JoinHint() {}

    /** Returns the arguments for Locust with the {@code --} before them, or an empty text if there are none. */
    static String arguments(List<String> locustArguments) {
        if (locustArguments.isEmpty()) {
            return "";
        }
        List<String> shown = new ArrayList<>();
        boolean isKnown = false;
        for (String argument : locustArguments) {
            String flag = argument.split("=", 2)[0];
            boolean isFlag = FLAG.matcher(flag).matches();
            isKnown = argument.startsWith("-") ? WITH_KNOWN_VALUES.contains(flag) : isKnown;
            if (isFlag && flag.equals(argument)) {
                shown.add(flag);
            } else if (isKnown) {
                shown.add(Quote.word(argument));
            } else {
                shown.add(isFlag ? flag + "=" + LoadOptions.LEFT_OUT : LoadOptions.LEFT_OUT);
            }
        }
        return " -- " + String.join(" ", shown);
    }

    /** @throws BadInputException if the dots of a command line that was shown were not replaced */
    static void requireReplaced(RunPlan plan) {
        if (plan.environment().containsValue(LoadOptions.LEFT_OUT)
                || plan.extraArguments().stream()
                        .anyMatch(argument -> argument.equals(LoadOptions.LEFT_OUT)
                                || argument.endsWith("=" + LoadOptions.LEFT_OUT))) {
            throw new BadInputException(
                    "The slaves need the values that the master got: write them in place of the dots"
                            + " after -e and --.");
        }
    }
}
