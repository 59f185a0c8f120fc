package io.jenkins.plugins.locustswarm.report;

import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;

/** A test that is running now. */
final class LiveTest {

    private final String test;
    private volatile RunProgress now;

    LiveTest(String test) {
        this.test = test;
    }

    void add(RunProgress progress) {
        now = progress;
    }

    String test() {
        return test;
    }

    /** The newest. */
    RunProgress now() {
        return now;
    }
}
