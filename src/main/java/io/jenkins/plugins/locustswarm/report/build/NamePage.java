package io.jenkins.plugins.locustswarm.report.build;

import hudson.model.ModelObject;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.report.kept.NameFigures;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.verb.GET;

/** One request name of one test of a build. */
public final class NamePage implements ModelObject {

    private final TestPage page;
    private final NameFigures name;

    NamePage(TestPage page, NameFigures name) {
        this.page = page;
        this.name = name;
    }

    /** Hostile text. */
    @Override
    public String getDisplayName() {
        return name.getDisplayName();
    }

    /** The test's page. */
    public TestPage getPage() {
        return page;
    }

    public NameFigures getName() {
        return name;
    }

    /** Whether the build itself kept the name: trends have those names only. */
    public boolean isKept() {
        return page.getSummary().findName(name.getId()).isPresent();
    }

    /** The charts of this name over the run's time, as JSON. */
    @GET
    public HttpResponse doCharts() {
        return HistoryCharts.of(page.archive(), new RequestName(name.getType(), name.getName()))
                .answer();
    }
}
