package io.jenkins.plugins.locustswarm.cli.campaign;

import java.util.List;
import java.util.Random;

/**
 * Where the command is killed (SIGKILL).
 *
 * @param call at which of its API calls; 0 for none
 * @param carriedOut whether that call is carried out all the same
 * @param words after which words on its standard error; absent for none
 * @param laterMillis how long after these words
 */
record KillPoint(int call, boolean carriedOut, String words, int laterMillis) {

    /** Beyond the number of calls that a small swarm needs: some schedules see the command end by itself. */
    private static final int CALLS = 16;

    private static final List<String> BOUNDARIES = List.of(
            "Bringing up swarm",
            "Bootstrapping",
            "is up",
            "Starting typical_load.py on the master and 2 slaves",
            "waiting for the load",
            " s of ",
            "Collecting the results");

    static KillPoint never() {
        return new KillPoint(0, false, null, 0);
    }

    static KillPoint at(Random random) {
        if (random.nextBoolean()) {
            return new KillPoint(1 + random.nextInt(CALLS), random.nextBoolean(), null, 0);
        }
        int boundary = random.nextInt(BOUNDARIES.size());
        return new KillPoint(0, false, BOUNDARIES.get(boundary), random.nextInt(2500));
    }

    boolean happens() {
        return call > 0 || words != null;
    }

    @Override
    public String toString() {
        if (call > 0) {
            return "at API call " + call + (carriedOut ? ", which is carried out" : ", which is not carried out");
        }
        return words == null ? "never" : laterMillis + " ms after \"" + words.strip() + "\"";
    }
}
