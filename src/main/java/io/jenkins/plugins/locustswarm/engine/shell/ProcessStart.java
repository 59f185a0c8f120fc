package io.jenkins.plugins.locustswarm.engine.shell;

import java.io.IOException;

/**
 * Starts processes while a user presses Ctrl-C. Until the new process has a session of its own, the terminal sends it the
 * signal too, and Java's helper for the start ({@code jspawnhelper}) dies of it. The program has not been started then.
 */
final class ProcessStart {

    private static final int MAX_TRIES = 10;

    private static final String HELPER_DIED = "Failed to exec spawn helper";

    private ProcessStart() {}

    /** Starts a process. */
    interface Starter {
        Process start() throws IOException;
    }

    /** @throws IOException if the process cannot be started for another reason than a signal */
    static Process repeatedIfInterrupted(Starter starter) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                return starter.start();
            } catch (IOException e) {
                boolean helperDied = String.valueOf(e.getMessage()).contains(HELPER_DIED);
                if (!helperDied || tries == MAX_TRIES) {
                    throw e;
                }
            }
        }
    }
}
