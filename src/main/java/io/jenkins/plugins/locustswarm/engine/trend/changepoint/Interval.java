package io.jenkins.plugins.locustswarm.engine.trend.changepoint;

/**
 * Consecutive positions of a series.
 *
 * @param start the first position
 * @param end the position after the last one
 */
record Interval(int start, int end) {

    int length() {
        return end - start;
    }
}
