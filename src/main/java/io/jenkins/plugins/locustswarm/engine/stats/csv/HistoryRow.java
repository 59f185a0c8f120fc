package io.jenkins.plugins.locustswarm.engine.stats.csv;

import io.jenkins.plugins.locustswarm.engine.stats.Percentiles;

/**
 * A second of a run, for one request name or for all requests.
 *
 * @param timestamp Unix seconds by the master's clock
 * @param users number of simulated users that are running in the whole swarm
 * @param requestsPerSecond average of about the last ten seconds, two seconds behind
 * @param failuresPerSecond average of about the last ten seconds, two seconds behind
 * @param percentiles percentiles of the response time: with full history, of the last ten seconds, else since the load
 *     began
 * @param requests number of requests completed since the load began, including failed ones
 * @param failures number of requests failed since the load began
 * @param median median response time since the load began, in ms; 0 before the first request
 * @param average average response time since the load began, in ms; 0 before the first request
 * @param min shortest response time since the load began, in ms; 0 before the first request
 * @param max longest response time since the load began, in ms; 0 before the first request
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
     * Returns Locust's requests per second or, if that is still 0 although requests are counted, the average since the load
     * began: Locust takes its figure from seconds that are complete, which do not exist at first (current_rps in its
     * {@code stats.py}).
     *
     * @param began when the load began, in Unix seconds by the master's clock
     */
    public double requestsPerSecondSince(long began) {
        return requestsPerSecond > 0 ? requestsPerSecond : (double) requests / Math.max(1, timestamp - began);
    }
}
