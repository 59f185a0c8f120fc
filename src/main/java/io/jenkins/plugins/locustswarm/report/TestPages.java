package io.jenkins.plugins.locustswarm.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.ModelObject;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.report.build.TestPage;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import io.jenkins.plugins.locustswarm.report.live.LivePage;
import io.jenkins.plugins.locustswarm.report.live.LiveTest;
import io.jenkins.plugins.locustswarm.report.live.LocustLive;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;

/** The pages of the tests of a build: reports, and pages of tests that are running, at the same addresses. */
final class TestPages {

    private TestPages() {}

    /** Returns the pages of the tests without results. */
    static List<LivePage> running(Run<?, ?> run) {
        return LocustLive.of(run).stream().map(test -> new LivePage(run, test)).toList();
    }

    /**
     * Returns the page of a test. A test that is running comes before an earlier one with its name, and that comes before one
     * that has ended without results.
     *
     * @param published the tests with results
     * @return absent if the build has no such test
     */
    @CheckForNull
    static ModelObject find(Run<?, ?> run, List<TestSummary> published, String test) {
        LiveTest live = LocustLive.find(run, test);
        boolean isRunning = live != null && live.isRunning();
        for (TestSummary summary : published) {
            if (summary.getTest().equals(test) && !isRunning) {
                return new TestPage(run, summary);
            }
        }
        return live == null ? null : new LivePage(run, live);
    }

    /** Shows the page of the only test, or a list of several. */
    static HttpResponse index(Object action, Run<?, ?> run, List<TestSummary> published) {
        Set<String> names = new LinkedHashSet<>();
        published.forEach(summary -> names.add(summary.getTest()));
        LocustLive.of(run).forEach(test -> names.add(test.name()));
        return names.size() == 1
                ? HttpResponses.redirectTo(
                        "test/" + Util.rawEncode(names.iterator().next()) + "/")
                : HttpResponses.forwardToView(action, "tests");
    }
}
