package io.jenkins.plugins.locustswarm.report.live;

/** A phase of a load test, as its page shows it. */
public enum LivePhase {
    /** Machines are created and get their files. */
    UP,
    /** Locust starts, and then makes requests. */
    LOAD,
    /** Locust is stopped, and the results are fetched and judged. */
    COLLECT,
    /** Locust is stopped after a failure; the machines stay. */
    STOP,
    /** The machines are taken down. */
    DOWN
}
