package io.jenkins.plugins.locustswarm.engine.stats;

import io.jenkins.plugins.locustswarm.engine.stats.csv.StatsCsv;

/**
 * Whose requests a row is about.
 *
 * @param type the request's type, for HTTP its method; empty for the Aggregated row and where the locustfile gave none
 * @param name text of the locustfile or of the target
 */
public record RequestName(String type, String name) {

    /** All names together. */
    public static final RequestName AGGREGATED = new RequestName("", StatsCsv.AGGREGATED);
}
