package io.jenkins.plugins.locustswarm.report.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Functions;
import hudson.Util;
import hudson.model.Item;
import hudson.model.ModelObject;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.report.kept.KeptTests;
import io.jenkins.plugins.locustswarm.report.view.JsonText;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/**
 * The page of a test that is running. Its script replaces its parts by those of the view {@code now}, and replaces the
 * page by the report, at the same address, when the results are published.
 */
public final class LivePage implements ModelObject {

    private final Run<?, ?> run;
    private final LiveState test;

    public LivePage(Run<?, ?> run, LiveState test) {
        this.run = run;
        this.test = test;
    }

    /** Returns the name of the test. */
    @Override
    public String getDisplayName() {
        return test.name();
    }

    public Run<?, ?> getRun() {
        return run;
    }

    /** Returns the name of the swarm, if the name of the test does not lead to this page alone; else absent. */
    @CheckForNull
    public String getSwarm() {
        long ofThisName = RunningTests.of(run).stream()
                .filter(other -> other.name().equals(test.name()))
                .count();
        return ofThisName > 1 || test.isOver() && hasReport() ? test.operation().swarm() : null;
    }

    private boolean hasReport() {
        KeptTests reports = run.getAction(KeptTests.class);
        return reports != null && reports.find(test.name()).isPresent();
    }

    /** Returns the test for a URL: its name and, if that does not lead to this page alone, its swarm. */
    public String getTestUrl() {
        return Util.rawEncode(new LiveAddress(test.name(), getSwarm()).toString());
    }

    /** Returns the figures of this moment. */
    public LiveFigures getFigures() {
        return test.figures();
    }

    /** Returns whether the user may stop the load, which is the permission to abort the build. */
    public boolean isMayStop() {
        return run.hasPermission(Item.CANCEL);
    }

    /** Returns whether the user may read the log and the history of Locust, which are archived with the results. */
    public boolean isMayReadFiles() {
        return !Functions.isArtifactsPermissionEnabled() || run.hasPermission(Run.ARTIFACTS);
    }

    /** Returns the charts over time so far, as JSON. */
    @GET
    public HttpResponse doCharts() {
        if (!isMayReadFiles()) {
            run.checkPermission(Run.ARTIFACTS);
        }
        return new JsonText(JsonText.of(test.charts()));
    }

    /** Stops the load; its results are collected, and judged as any others. */
    @POST
    public HttpResponse doStop() {
        run.checkPermission(Item.CANCEL);
        boolean recorded = test.stop(Jenkins.getAuthentication2().getName());
        return recorded ? HttpResponses.ok() : new Refusal(whyNotStopped());
    }

    private String whyNotStopped() {
        if (test.operation().load().isInteractive()) {
            return Messages.LivePage_webPage(test.name());
        }
        boolean isBefore =
                test.isRunning() && !test.hasBegun() && test.operation().phase().compareTo(LivePhase.LOAD) <= 0;
        return isBefore ? Messages.LivePage_notBegun(test.name()) : Messages.LivePage_noLoad(test.name());
    }

    /** A sentence that the script of the page shows. */
    private record Refusal(String sentence) implements HttpResponse {

        @Override
        public void generateResponse(StaplerRequest2 request, StaplerResponse2 response, Object node)
                throws IOException {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
            response.setContentType("text/plain");
            response.setCharacterEncoding(UTF_8.name());
            response.getWriter().print(sentence);
        }
    }
}
