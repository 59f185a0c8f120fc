package io.jenkins.plugins.locustswarm.report.build;

import hudson.model.Run;
import io.jenkins.plugins.locustswarm.report.chart.LoadSpan;
import io.jenkins.plugins.locustswarm.report.kept.KeptTests;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.util.Optional;

/**
 * The same test in another build.
 *
 * @param name what people call the build, for example {@code #12} or {@code shop/main #45}
 * @param run the build, which the user may read
 * @param kept its summary of the test
 */
record OtherRun(String name, Run<?, ?> run, TestSummary kept) {

    /** Returns a test in a build; empty if the build did not run it. */
    static Optional<OtherRun> of(String name, Run<?, ?> run, String test) {
        KeptTests tests = run.getAction(KeptTests.class);
        return tests == null ? Optional.empty() : tests.find(test).map(kept -> new OtherRun(name, run, kept));
    }

    ArchivedResults archive() {
        return new ArchivedResults(run, kept.getTest());
    }

    /** Returns when its load began and ended. */
    LoadSpan load() {
        return new LoadSpan(kept.getStartedAt(), kept.getEndedAt());
    }
}
