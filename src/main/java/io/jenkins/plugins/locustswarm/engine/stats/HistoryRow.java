package io.jenkins.plugins.locustswarm.engine.stats;

/**
 * A second of a run, of one request name or of all.
 *
 * @param timestamp unix seconds by the master's clock
 * @param users simulated users that are running in the whole swarm
 * @param type the request's type; empty for the Aggregated row
 * @param name the request's name; text of the locustfile or of the target
 * @param requestsPerSecond over about the last ten seconds, two seconds behind
 * @param failuresPerSecond likewise
 * @param percentiles of the response time: with full history over the last ten seconds, else since the load began
 * @param requests completed since the load began, failed ones included
 * @param failures failed since the load began
 * @param median response time since the load began, in ms; 0 before the first request, like the next three
 * @param average likewise
 * @param min likewise
 * @param max likewise
 */
public record HistoryRow(
        long timestamp,
        long users,
        String type,
        String name,
        double requestsPerSecond,
        double failuresPerSecond,
        Percentiles percentiles,
        long requests,
        long failures,
        double median,
        double average,
        double min,
        double max) {

    /** Whether this is the row of all names together. */
    public boolean isAggregated() {
        return type.isEmpty() && StatsCsv.AGGREGATED.equals(name);
    }
}
