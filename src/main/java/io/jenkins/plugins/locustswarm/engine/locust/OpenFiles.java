package io.jenkins.plugins.locustswarm.engine.locust;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;

/**
 * How many files a process on the master's machine may open at most: its hard limit, to which {@code supervise.sh} raises
 * the soft one. A master takes one for each worker's connection. Without room for all of them it takes no more workers, and
 * logs nothing about it.
 *
 * @param hardLimit {@link Long#MAX_VALUE} for none
 */
public record OpenFiles(long hardLimit) {

    /** Locust's own, 18 as measured with 2.12.0 and 2.47.0, and some of the locustfile's. */
    private static final int OWN = 24;

    /** Reads what {@code ulimit -Hn} prints. */
    public static OpenFiles parse(String text) {
        String limit = text.strip();
        return new OpenFiles(limit.matches("\\d{1,18}") ? Long.parseLong(limit) : Long.MAX_VALUE);
    }

    /** @throws BadInputException when a master cannot have so many worker processes there */
    public void checkRoomFor(int workers) {
        if (workers > hardLimit - OWN) {
            throw new BadInputException("The master cannot have " + workers
                    + " worker processes: its machine lets a process"
                    + " open " + hardLimit + " files (ulimit -Hn), and the master needs one for each worker and " + OWN
                    + " of its own. Raise that limit there, or use fewer slaves or processes.");
        }
    }
}
