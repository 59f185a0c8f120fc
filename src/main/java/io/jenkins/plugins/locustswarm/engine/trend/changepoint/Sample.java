package io.jenkins.plugins.locustswarm.engine.trend.changepoint;

/**
 * Values of a series between two positions.
 *
 * @param count number of the values, at least 1
 * @param mean their mean
 * @param variance mean of their squared differences from the mean: the variance of the values themselves, not the estimate
 *     for a population, because Otava passes the result of {@code numpy.std} to the test
 */
record Sample(int count, double mean, double variance) {

    static Sample of(double[] series, Interval interval) {
        int count = interval.length();
        double mean = PairwiseSum.of(interval.start(), interval.end(), i -> series[i]) / count;
        double squares = PairwiseSum.of(interval.start(), interval.end(), i -> {
            double difference = series[i] - mean;
            return difference * difference;
        });
        double deviation = Math.sqrt(squares / count);
        return new Sample(count, mean, count < 2 ? 0 : deviation * deviation);
    }
}
