package io.jenkins.plugins.locustswarm.report.build;

import hudson.model.ModelObject;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
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

    /** Hostile text. */
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

    /** Returns whether {@code build.xml} contains the name: only such names have trends. */
    public boolean isKept() {
        return page.getSummary().findName(name.getId()).isPresent();
    }

    /** Returns the charts of this name over time, as JSON. */
    @GET
    public HttpResponse doCharts() {
        return page.charts(new RequestName(name.getType(), name.getName())).answer();
    }
}
