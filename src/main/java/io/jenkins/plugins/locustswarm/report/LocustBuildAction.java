package io.jenkins.plugins.locustswarm.report;

import hudson.Util;
import hudson.model.Api;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.report.build.TestPage;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import io.jenkins.plugins.locustswarm.report.view.FigureFormat;
import io.jenkins.plugins.locustswarm.report.view.Icons;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The load tests of a build: kept in {@code build.xml} as small summaries, shown on the build's page. */
@ExportedBean
public final class LocustBuildAction implements RunAction2 {

    public static final String URL = "locust";

    /** Replaced and never changed, since the build may be saved while another branch publishes. */
    private volatile ArrayList<TestSummary> tests = new ArrayList<>();

    private transient Run<?, ?> run;

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

    /** In the order in which they were first published. */
    @Exported
    public List<TestSummary> getTests() {
        return List.copyOf(tests);
    }

    /** The summary of that test, when the build has one. */
    public Optional<TestSummary> find(String test) {
        return tests.stream().filter(kept -> kept.getTest().equals(test)).findFirst();
    }

    /** The report of that test; null when the build has none. */
    public TestPage getTest(String test) {
        return find(test).map(summary -> new TestPage(run, summary)).orElse(null);
    }

    /** The report; of several tests a list. */
    public HttpResponse doIndex() {
        List<TestSummary> all = getTests();
        return all.size() == 1
                ? HttpResponses.redirectTo("test/" + Util.rawEncode(all.get(0).getTest()) + "/")
                : HttpResponses.forwardToView(this, "tests");
    }

    /** For the views. */
    public FigureFormat getShown() {
        return new FigureFormat();
    }

    /** Adds a test, or replaces what there was of it. */
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
    public String getIconFileName() {
        return tests.isEmpty() ? null : Icons.LOCUST;
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
