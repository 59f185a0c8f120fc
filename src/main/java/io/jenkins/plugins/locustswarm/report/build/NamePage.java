package io.jenkins.plugins.locustswarm.report.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import hudson.model.ModelObject;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.report.history.TestHistory;
import io.jenkins.plugins.locustswarm.report.kept.NameFigures;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.verb.GET;

/** The page of one request name of a test. */
public final class NamePage implements ModelObject {

    private final TestPage page;
    private final NameFigures name;

    NamePage(TestPage page, NameFigures name) {
        this.page = page;
        this.name = name;
    }

    /** Untrusted text. */
    @Override
    public String getDisplayName() {
        return name.getDisplayName();
    }

    /** Returns the page of the test. */
    public TestPage getPage() {
        return page;
    }

    public NameFigures getName() {
        return name;
    }

    /** Returns the figures of the name in the builds up to this one. */
    public Sparklines getSparklines() {
        return Sparklines.ofName(page.getRun(), page.getDisplayName(), name.stats());
    }

    /**
     * Returns the URL of the trends of the name, relative to the root of Jenkins; absent if there are none: the history
     * has only names that {@code build.xml} contains, and only those of the latest builds.
     */
    @CheckForNull
    public String getTrends() {
        String trends = page.getLinks().getTrends();
        boolean isKept = page.getSummary().findName(name.getId()).isPresent();
        return trends != null && isKept && isInHistory() ? trends + "name/" + name.getId() + "/" : null;
    }

    private boolean isInHistory() {
        Run<?, ?> run = page.getRun();
        Job<?, ?> job = run.getParent();
        // the history has at least the builds with the last numbers
        return job.getNextBuildNumber() - run.getNumber() <= TestHistory.MAX_BUILDS
                || !TestHistory.of(job, page.getDisplayName())
                        .rows(name.getId())
                        .isEmpty();
    }

    private RequestName request() {
        return new RequestName(name.getType(), name.getName());
    }

    /** Returns the charts of this name over time, as JSON. */
    @GET
    public HttpResponse doCharts() {
        return page.charts(request()).answer();
    }
}
