package io.jenkins.plugins.locustswarm.engine.stats;

/**
 * A row of Locust's statistics: the requests of one type and name, or of all of them.
 *
 * @param type the request's type, for HTTP its method; empty for the Aggregated row and where the locustfile gave none
 * @param name the request's name; text of the locustfile or of the target, so a view must escape it
 * @param requests completed requests, failed ones included
 * @param failures failed requests
 * @param failureRatio failures of requests, 0 to 1; null when there was no request
 * @param requestsPerSecond Locust's own figure, from the row's first request to its last
 * @param responseTimes Locust's own figures, in ms
 */
public record NameStats(
        String type,
        String name,
        long requests,
        long failures,
        Double failureRatio,
        double requestsPerSecond,
        ResponseTimes responseTimes) {

    /** The statistics of a run that made no request. */
    public static final NameStats NONE = of("", "Aggregated", 0, 0, 0, ResponseTimes.NONE);

    /** Computes the ratio from the row's own counts. */
    public static NameStats of(
            String type, String name, long requests, long failures, double requestsPerSecond, ResponseTimes times) {
        Double ratio = requests == 0 ? null : (double) failures / requests;
        return new NameStats(type, name, requests, failures, ratio, requestsPerSecond, times);
    }
}
