package io.jenkins.plugins.locustswarm.engine.stats.csv;

import io.jenkins.plugins.locustswarm.engine.stats.Percentiles;

/**
 * A second of a run, of one request name or of all names together.
 *
 * @param timestamp unix seconds by the master's clock
 * @param users simulated users that are running in the whole swarm
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
        double requestsPerSecond,
        double failuresPerSecond,
        Percentiles percentiles,
        long requests,
        long failures,
        double median,
        double average,
        double min,
        double max) {

    /**
     * Locust's requests per second or, where that is still 0 although requests are counted, the average since the load
     * began: Locust takes its figure from seconds that are over for good, of which there are none at first
     * (current_rps in its {@code stats.py}).
     *
     * @param began unix seconds by the master's clock
     */
    public double requestsPerSecondSince(long began) {
        return requestsPerSecond > 0 ? requestsPerSecond : (double) requests / Math.max(1, timestamp - began);
    }
}
