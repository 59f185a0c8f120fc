package io.jenkins.plugins.locustswarm.engine.stats;

import edu.umd.cs.findbugs.annotations.CheckForNull;

/**
 * A row of Locust's statistics: the requests of one type and name, or all requests.
 *
 * @param type type of the requests, for HTTP their method; empty for the Aggregated row and if the locustfile sets none
 * @param name name of the requests; text of the locustfile or of the target, so a view must escape it
 * @param requests number of completed requests, including failed ones
 * @param failures number of failed requests
 * @param failureRatio failed requests divided by all requests, 0 to 1; absent if there was no request
 * @param requestsPerSecond Locust's own figure, from the first request of the row to the last
 * @param responseTimes Locust's own figures, in ms
 */
public record NameStats(
        String type,
        String name,
        long requests,
        long failures,
        @CheckForNull Double failureRatio,
        double requestsPerSecond,
        ResponseTimes responseTimes) {

    /** The statistics of a run that made no request. */
    public static final NameStats NONE = of("", "Aggregated", 0, 0, 0, ResponseTimes.NONE);

    public NameStats(
            String type,
            String name,
            long requests,
            long failures,
            @CheckForNull Double failureRatio,
            double requestsPerSecond,
            @CheckForNull ResponseTimes responseTimes) {
        this.type = type;
        this.name = name;
        this.requests = requests;
        this.failures = failures;
        this.failureRatio = failureRatio;
        this.requestsPerSecond = requestsPerSecond;
        this.responseTimes = responseTimes == null ? ResponseTimes.NONE : responseTimes;
    }

    /** Returns a row whose failure ratio is computed from its counts. */
    public static NameStats of(
            String type, String name, long requests, long failures, double requestsPerSecond, ResponseTimes times) {
        Double ratio = requests == 0 ? null : (double) failures / requests;
        return new NameStats(type, name, requests, failures, ratio, requestsPerSecond, times);
    }
}
