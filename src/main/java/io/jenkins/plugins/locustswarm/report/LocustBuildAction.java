package io.jenkins.plugins.locustswarm.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.model.Api;
import hudson.model.ModelObject;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.report.build.BuildLinks;
import io.jenkins.plugins.locustswarm.report.kept.ChangeNote;
import io.jenkins.plugins.locustswarm.report.kept.KeptTests;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import io.jenkins.plugins.locustswarm.report.live.LivePage;
import io.jenkins.plugins.locustswarm.report.view.FigureFormat;
import io.jenkins.plugins.locustswarm.report.view.FigureWords;
import io.jenkins.plugins.locustswarm.report.view.Icons;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jenkins.model.RunAction2;
import jenkins.security.stapler.StaplerDispatchable;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The load tests of a build. {@code build.xml} contains a small summary of each. */
@ExportedBean
public final class LocustBuildAction implements RunAction2, KeptTests {

    public static final String URL = "locust";

    private static final int MAX_CHANGES_SHOWN = 3;

    /** Replaced instead of modified, since the build may be saved while another branch publishes. */
    private volatile ArrayList<TestSummary> tests = new ArrayList<>();

    /** Set by Jenkins after construction. */
    private transient @Nullable Run<?, ?> run;

    @Override
    public void onAttached(Run<?, ?> owner) {
        run = owner;
    }

    @Override
    public void onLoad(Run<?, ?> owner) {
        run = owner;
    }

    public Run<?, ?> getRun() {
        return run;
    }

    /** Returns the summaries, in the order of their first publication. */
    @Override
    @Exported
    public List<TestSummary> getTests() {
        return tests.stream().filter(LocustBuildAction::isReadable).toList();
    }

    /** Jenkins leaves out the verdict of a summary when it loads the build, if only a later version has such a verdict. */
    private static boolean isReadable(TestSummary summary) {
        return Objects.nonNull(summary.getVerdict());
    }

    /** Returns the summary of a test; empty if the build did not run it. */
    @Override
    public Optional<TestSummary> find(String test) {
        return getTests().stream()
                .filter(summary -> summary.getTest().equals(test))
                .findFirst();
    }

    /** Returns the page of a test, running or not; absent if the build did not run it. */
    @CheckForNull
    @StaplerDispatchable // its type does not show that it has pages
    public ModelObject getTest(String test) {
        return TestPages.find(run, getTests(), test);
    }

    /** Returns the pages of the tests without results, in the order in which they began. */
    public List<LivePage> getRunning() {
        return TestPages.running(run);
    }

    /** Returns whether the list of the tests can still change. */
    public boolean isLive() {
        return TestPages.isLive(run);
    }

    /** Shows the page of the only test, or a list of several. */
    public HttpResponse doIndex() {
        return TestPages.index(this, run, getTests());
    }

    /** Returns the most telling changes for the worse, for the page of the build, where space is limited. */
    public List<ChangeNote> getWorseChanges(TestSummary test) {
        return test.getChanges().stream()
                .filter(ChangeNote::isWorse)
                .sorted(ChangeNote.MOST_TELLING)
                .limit(MAX_CHANGES_SHOWN)
                .toList();
    }

    /** Returns links to a test in other builds. */
    public BuildLinks links(TestSummary test) {
        return new BuildLinks(run.getParent(), test.getTest());
    }

    /** Read by the views. */
    public FigureFormat getFormat() {
        return new FigureFormat();
    }

    /** Read by the views. */
    public FigureWords getWords() {
        return new FigureWords();
    }

    /** Adds the summary of a test, or replaces an earlier one. */
    public synchronized void put(TestSummary summary) {
        ArrayList<TestSummary> updated = new ArrayList<>(tests);
        int index = 0;
        while (index < updated.size() && !updated.get(index).getTest().equals(summary.getTest())) {
            index++;
        }
        if (index < updated.size()) {
            updated.set(index, summary);
        } else {
            updated.add(summary);
        }
        tests = updated;
    }

    public Api getApi() {
        return new Api(this);
    }

    @Override
    @CheckForNull
    public String getIconFileName() {
        return getTests().isEmpty() ? null : Icons.LOCUST;
    }

    @Override
    public String getDisplayName() {
        return Messages.LocustBuildAction_displayName();
    }

    @Override
    public String getUrlName() {
        return URL;
    }
}
