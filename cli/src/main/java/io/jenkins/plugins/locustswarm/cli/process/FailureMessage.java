package io.jenkins.plugins.locustswarm.cli.process;

import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** The message about a failure that ends the command. */
public final class FailureMessage {

    /** The environment variable that adds the stack trace to the message. */
    public static final String TRACE = "LOCUST_SWARM_TRACE";

    private final Throwable failure;

    private FailureMessage(Throwable failure) {
        this.failure = failure;
    }

    public static FailureMessage of(Throwable failure) {
        return new FailureMessage(failure);
    }

    /** Prints the message, as far as the JVM still can; returns the exit code for the failure. */
    public int print(Terminal terminal, Map<String, String> environment) {
        try {
            print(terminal, environment.containsKey(TRACE));
        } catch (Throwable again) { // such as a second OutOfMemoryError, which must not prevent the next step
            System.err.println(failure.getClass().getName());
        }
        return ExitCode.of(failure);
    }

    private void print(Terminal terminal, boolean trace) {
        terminal.say("locust-swarm: " + sentence());
        if (failure instanceof MachinesLeftException left) {
            left.left().forEach(resource -> terminal.say("  may be left: " + resource));
        }
        if (trace) {
            StringWriter stackTrace = new StringWriter();
            failure.printStackTrace(new PrintWriter(stackTrace));
            terminal.say(stackTrace.toString());
        } else if (isInternalError()) {
            terminal.say("To see where it happened, set " + TRACE + "=1 and repeat the command.");
        }
    }

    private boolean isInternalError() {
        return ExitCode.of(failure) == ExitCode.INTERNAL_ERROR;
    }

    private String sentence() {
        if (failure instanceof SwarmException) {
            return failure.getMessage();
        }
        return isInternalError() ? "This is an internal error of Locust Swarm: " + failure + "." : "Interrupted.";
    }
}
