package io.jenkins.plugins.locustswarm.cli.process;

import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** What is said of a failure that ended the command, and what the command answers. */
public final class FailureMessage {

    /** The variable that asks for the place in the code too. */
    public static final String TRACE = "LOCUST_SWARM_TRACE";

    private final Throwable failure;

    private FailureMessage(Throwable failure) {
        this.failure = failure;
    }

    public static FailureMessage of(Throwable failure) {
        return new FailureMessage(failure);
    }

    /** Says it, as far as the JVM still can; returns the exit code. */
    public int say(Terminal terminal, Map<String, String> environment) {
        try {
            print(terminal, environment.containsKey(TRACE));
        } catch (Throwable again) { // such as a second OutOfMemoryError: what is to be done next is done all the same
            System.err.println(failure.getClass().getName());
        }
        return ExitCode.of(failure);
    }

    private void print(Terminal terminal, boolean trace) {
        terminal.say("locust-swarm: " + sentence());
        if (failure instanceof MachinesLeftException left) {
            left.left().forEach(thing -> terminal.say("  may be left: " + thing));
        }
        if (trace) {
            StringWriter words = new StringWriter();
            failure.printStackTrace(new PrintWriter(words));
            terminal.say(words.toString());
        } else if (isBug()) {
            terminal.say("Set " + TRACE + "=1 and repeat the command to see where it happened.");
        }
    }

    private boolean isBug() {
        return ExitCode.of(failure) == ExitCode.BUG;
    }

    private String sentence() {
        if (failure instanceof SwarmException) {
            return failure.getMessage();
        }
        return isBug() ? "This is an error in Locust Swarm: " + failure + "." : "Interrupted.";
    }
}
