package io.jenkins.plugins.locustswarm.engine.stats;

/**
 * The type and name of requests.
 *
 * @param type type of the requests, for HTTP their method; empty for the Aggregated row and if the locustfile sets none
 * @param name name of the requests; text of the locustfile or of the target
 */
public record RequestName(String type, String name) {

    /** The name of the row for all requests together, in Locust's files. */
    public static final String AGGREGATED_NAME = "Aggregated";

    /** All requests together. */
    public static final RequestName AGGREGATED = new RequestName("", AGGREGATED_NAME);

    /** Returns type and name, as Locust shows them. */
    public String text() {
        return type.isEmpty() ? name : type + " " + name;
    }
}
