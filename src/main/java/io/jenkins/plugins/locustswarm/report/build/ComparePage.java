package io.jenkins.plugins.locustswarm.report.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.ModelObject;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.report.compare.ComparedRuns;
import io.jenkins.plugins.locustswarm.report.kept.BuildReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.GET;

/**
 * The page that compares a test with the same test of another build, which the parameters {@code job}, a full name that
 * may be absent for the same job, and {@code build}, a number, say. The address can be shared: who may not read the
 * other build sees the same as if there were none.
 */
public final class ComparePage implements ModelObject {

    private static final Pattern NUMBER = Pattern.compile("#?(\\d{1,9})");

    /** Builds and jobs that are proposed. */
    private static final int MAX_PROPOSALS = 30;

    /** The span of build numbers that is searched; they can have large gaps. */
    private static final int MAX_MISSING = 1000;

    private final TestPage page;
    private final String job;
    private final String build;
    private final @CheckForNull OtherRun other;

    private ComparePage(TestPage page, String job, String build) {
        this.page = page;
        this.job = job;
        this.build = build;
        this.other = find(page, job, build).orElse(null);
    }

    static ComparePage of(TestPage page, StaplerRequest2 request) {
        String job = Util.fixNull(request.getParameter("job")).strip();
        String build = Util.fixNull(request.getParameter("build")).strip();
        boolean isOwn = job.equals(page.getRun().getParent().getFullName());
        return new ComparePage(page, isOwn ? "" : job, build);
    }

    private static Optional<OtherRun> find(TestPage page, String job, String build) {
        Matcher parts = NUMBER.matcher(build);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(parts.group(1));
        String words = new BuildReference(job.isEmpty() ? null : job, number).toString();
        String test = page.getDisplayName();
        return page.getLinks().build(words).flatMap(run -> OtherRun.of(words, run, test));
    }

    @Override
    public String getDisplayName() {
        return ComparedRuns.title();
    }

    /** Returns the page of the test that is compared. */
    public TestPage getPage() {
        return page;
    }

    /** Returns whether the address names a build. */
    public boolean isAsked() {
        return !build.isEmpty();
    }

    /** Returns the full name of the job, as the address has it; empty for the job of the page. Untrusted text. */
    public String getJob() {
        return job;
    }

    /** Returns the number of the build, as the address has it. Untrusted text. */
    public String getBuild() {
        return build;
    }

    /** Returns what this build is called. */
    public String getName() {
        return page.getRun().getDisplayName();
    }

    /** Returns what the other build is called; absent if there is none that the user may read. */
    @CheckForNull
    public String getOtherName() {
        return other == null ? null : other.name();
    }

    /** Returns the page of the test in the other build; absent if there is none that the user may read. */
    @CheckForNull
    public TestPage getOther() {
        return other == null ? null : new TestPage(other.run(), other.kept());
    }

    /** Returns the parameters that select the other build. */
    public String getQuery() {
        return query(job, build);
    }

    /** Returns the address of the same comparison from the other build, relative to the root of Jenkins. */
    public String getSwapped() {
        Run<?, ?> run = page.getRun();
        return other == null
                ? ""
                : other.run().getUrl() + "locust/test/" + page.getSummary().getTestUrl() + "/compare/?"
                        + query(run.getParent().getFullName(), String.valueOf(run.getNumber()));
    }

    private static String query(String job, String build) {
        return "job=" + Util.rawEncode(job) + "&build=" + Util.rawEncode(build);
    }

    /** Returns both runs side by side; absent without another build. */
    @CheckForNull
    public ComparedRuns getComparison() {
        return other == null
                ? null
                : ComparedRuns.of(
                        new TestPage(other.run(), other.kept()).summary(), other.name(), page.summary(), getName());
    }

    /** Returns the numbers of the newest builds of the job, to choose from. They are not loaded. */
    public List<Integer> getProposedBuilds() {
        Job<?, ?> own = page.getRun().getParent();
        List<Integer> numbers = new ArrayList<>();
        int newest = own.getNextBuildNumber() - 1;
        int oldest = Math.max(1, newest - MAX_MISSING);
        for (int number = newest; number >= oldest && numbers.size() < MAX_PROPOSALS; number--) {
            if (number != page.getRun().getNumber() && BuildLinks.hasBuild(own, number)) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    /**
     * Returns the full names of jobs beside the one of the page that the user may read, for example of other branches.
     */
    public List<String> getProposedJobs() {
        Job<?, ?> own = page.getRun().getParent();
        List<String> names = new ArrayList<>();
        for (Object item : own.getParent().getItems()) {
            if (names.size() < MAX_PROPOSALS
                    && item instanceof Job<?, ?> sibling
                    && !sibling.equals(own)
                    && sibling.hasPermission(Item.READ)) {
                names.add(sibling.getFullName());
            }
        }
        return names;
    }

    /**
     * Returns the charts of both runs, as JSON.
     *
     * @param name the id of a request name; of all requests together if absent
     */
    @GET
    public HttpResponse doCharts(@CheckForNull @QueryParameter String name) {
        ComparedRuns runs = getComparison();
        if (runs == null) {
            return HttpResponses.notFound();
        }
        return (name == null || name.isEmpty() ? Optional.of(RequestName.AGGREGATED) : runs.find(name))
                .map(requests -> page.charts(requests, other).answer())
                .orElseGet(HttpResponses::notFound);
    }
}
