package io.jenkins.plugins.locustswarm.benchmarks.engine.machines;

/**
 * The durations of the four parts of a load test, in seconds. The load itself, which is as long as it was asked for, is not in
 * it.
 *
 * @param healthyUp until Locust could be started on all machines without a fault
 * @param up until it could be started on the machines that take part
 * @param ready from the start of the run to the last worker that was ready
 * @param collect from the end of the load until its results, and the logs of all workers, were here
 * @param down until the machines had neither processes nor files of the load test
 */
record PhaseTimes(double healthyUp, double up, double ready, double collect, double down) {

    double total() {
        return up + ready + collect + down;
    }
}
