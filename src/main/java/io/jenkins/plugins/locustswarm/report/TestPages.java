package io.jenkins.plugins.locustswarm.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.ModelObject;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.report.build.TestPage;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import io.jenkins.plugins.locustswarm.report.live.LiveAddress;
import io.jenkins.plugins.locustswarm.report.live.LivePage;
import io.jenkins.plugins.locustswarm.report.live.LiveState;
import io.jenkins.plugins.locustswarm.report.live.RunningTests;
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
        return RunningTests.of(run).stream()
                .map(test -> new LivePage(run, test))
                .toList();
    }

    /** Returns whether the list of the tests can still change. The tests end a moment after their build. */
    static boolean isLive(Run<?, ?> run) {
        return run.isBuilding() || RunningTests.of(run).stream().anyMatch(LiveState::isRunning);
    }

    /**
     * Returns the page of a test. With a name only, a test whose results will follow comes before an earlier one with
     * its name, and that comes before one that has ended without results and before Locust's own web page, which has
     * none. The address of a running test stays that of its report.
     *
     * @param published the tests with results
     * @param test the name of the test, or a {@link LiveAddress}
     * @return absent if the build has no such test
     */
    @CheckForNull
    static ModelObject find(Run<?, ?> run, List<TestSummary> published, String test) {
        LiveAddress address = LiveAddress.parse(test);
        LiveState live = RunningTests.find(run, address);
        boolean isLive = live != null && (address.swarm() != null || live.isRunning() && !live.isOnWebPage());
        for (TestSummary summary : published) {
            if (summary.getTest().equals(address.test()) && !isLive) {
                return new TestPage(run, summary);
            }
        }
        return live == null ? null : new LivePage(run, live);
    }

    /** Shows the page of the only test, or a list of several. */
    static HttpResponse index(Object action, Run<?, ?> run, List<TestSummary> published) {
        Set<String> addresses = new LinkedHashSet<>();
        published.forEach(summary -> addresses.add(summary.getTestUrl()));
        running(run).forEach(page -> addresses.add(page.getTestUrl()));
        return addresses.size() == 1
                ? HttpResponses.redirectTo("test/" + addresses.iterator().next() + "/")
                : HttpResponses.forwardToView(action, "tests");
    }
}
