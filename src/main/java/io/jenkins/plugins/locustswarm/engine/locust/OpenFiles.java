package io.jenkins.plugins.locustswarm.engine.locust;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;

/**
 * The limit of open files on the master's machine. A master needs one file for the connection of each worker; at the limit
 * it accepts no more workers, without a message in its log.
 *
 * @param hardLimit hard limit of a process, to which {@code supervise.sh} raises the soft limit; {@link Long#MAX_VALUE} for
 *     no limit
 */
public record OpenFiles(long hardLimit) {

    /** 18 files of Locust itself, measured with 2.12.0 and 2.47.0, and some for the locustfile. */
    private static final int OWN = 24;

    /** Reads the output of {@code ulimit -Hn}. */
    public static OpenFiles parse(String text) {
        String limit = text.strip();
        return new OpenFiles(limit.matches("\\d{1,18}") ? Long.parseLong(limit) : Long.MAX_VALUE);
    }

    /** @throws BadInputException if a master on that machine cannot have this number of worker processes */
    public void checkRoomFor(int workers) {
        if (workers > hardLimit - OWN) {
            throw new BadInputException("The master cannot have " + workers
                    + " worker processes: a process on its machine can"
                    + " open " + hardLimit + " files (ulimit -Hn), and the master needs one for each worker and " + OWN
                    + " of its own. Raise the limit there, or use fewer slaves or processes.");
        }
    }
}
