package io.jenkins.plugins.locustswarm.report.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.ModelObject;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import io.jenkins.plugins.locustswarm.report.kept.AcceptedFigures;
import io.jenkins.plugins.locustswarm.report.kept.ChangeNote;
import io.jenkins.plugins.locustswarm.report.kept.GateOutcome;
import io.jenkins.plugins.locustswarm.report.kept.HealthNote;
import io.jenkins.plugins.locustswarm.report.kept.NameFigures;
import io.jenkins.plugins.locustswarm.report.kept.NameId;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import io.jenkins.plugins.locustswarm.report.view.FigureFormat;
import io.jenkins.plugins.locustswarm.report.view.FigureWords;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/**
 * The page of a test of a build. It shows the summary in {@code build.xml}, and reads everything else from the archived
 * files on request. It says so if they were deleted.
 */
public final class TestPage implements ModelObject {

    private static final Logger LOGGER = Logger.getLogger(TestPage.class.getName());

    private final Run<?, ?> run;
    private final TestSummary kept;
    private final ArchivedResults archive;
    private @CheckForNull Optional<RunSummary> archived;
    private @CheckForNull Optional<BaselineComparison> comparison;
    private @CheckForNull String problem;

    public TestPage(Run<?, ?> run, TestSummary kept) {
        this.run = run;
        this.kept = kept;
        this.archive = new ArchivedResults(run, kept.getTest());
    }

    /** Returns the name of the test. */
    @Override
    public String getDisplayName() {
        return kept.getTest();
    }

    public Run<?, ?> getRun() {
        return run;
    }

    /** Returns the summary in {@code build.xml}. */
    public TestSummary getSummary() {
        return kept;
    }

    /** Read by the views. */
    public FigureFormat getFormat() {
        return new FigureFormat();
    }

    /** Read by the views. */
    public FigureWords getWords() {
        return new FigureWords();
    }

    /** Returns the verdict, its reasons, and what changed. */
    public ReportHeadline getAnswer() {
        return new ReportHeadline(summary(), isComplete() ? null : kept.getWhy(), getComparison());
    }

    /** Returns the figures of all requests. */
    public NameFigures getTotal() {
        return new NameFigures(summary().total());
    }

    /** Returns the comparison with the baseline; absent if there is none. */
    @CheckForNull
    public synchronized BaselineComparison getComparison() {
        if (comparison == null) {
            comparison = BaselineComparison.of(getLinks(), kept.getTest(), summary());
        }
        return comparison.orElse(null);
    }

    /** Returns the figures of the builds up to this one. */
    public Sparklines getSparklines() {
        return Sparklines.of(run, kept.getTest(), summary().total());
    }

    /** Returns what was asked for, and what ran. */
    public RunDescription getRan() {
        return new RunDescription(run, summary());
    }

    /** Returns the archived names, or the stored ones if the archived files were deleted. */
    public Requests getRequests() {
        return Requests.of(summary(), getComparison());
    }

    public int getNamesLeftOut() {
        return isComplete() ? summary().leftOut() : kept.getNamesLeftOut();
    }

    /** Returns the reason why the archived summary cannot be read; absent if it can or was deleted. */
    @CheckForNull
    public String getProblem() {
        archived();
        return problem;
    }

    public List<GateOutcome> getGates() {
        return summary().gates().stream().map(GateOutcome::new).toList();
    }

    public int getGatesLeftOut() {
        return isComplete() ? 0 : kept.getGatesLeftOut();
    }

    /** Returns the changes in the history of the test that hold in this build, the most certain first. */
    public List<ChangeNote> getChanges() {
        return summary().changes().stream().map(ChangeNote::new).toList();
    }

    public int getChangesLeftOut() {
        return isComplete() ? 0 : kept.getChangesLeftOut();
    }

    /** Returns links to the test in other builds. */
    public BuildLinks getLinks() {
        return new BuildLinks(run.getParent(), kept.getTest());
    }

    /** Returns who accepted the figures as the new level; absent if nobody did. */
    @CheckForNull
    public AcceptedFigures.Acceptance getAcceptance() {
        return AcceptedFigures.of(run, kept.getTest()).orElse(null);
    }

    /** Returns whether the user may accept the figures, or withdraw that. */
    public boolean isMayAccept() {
        return run.hasPermission(Run.UPDATE);
    }

    /** Accepts the figures: gates on changes in later builds do not compare with builds before this one. */
    @POST
    public HttpResponse doAccept() throws IOException {
        run.checkPermission(Run.UPDATE);
        String user = Jenkins.getAuthentication2().getName();
        AcceptedFigures.accept(run, kept.getTest(), user, Instant.now());
        return HttpResponses.redirectToDot();
    }

    /** Withdraws the acceptance. */
    @POST
    public HttpResponse doWithdraw() throws IOException {
        run.checkPermission(Run.UPDATE);
        AcceptedFigures.withdraw(run, kept.getTest());
        return HttpResponses.redirectToDot();
    }

    public List<HealthNote> getHealth() {
        return summary().health().stream().map(HealthNote::new).toList();
    }

    /** Returns what to do about a finding. */
    public String advice(HealthNote finding) {
        return HealthAdvice.of(finding.getKind());
    }

    public int getHealthLeftOut() {
        return isComplete() ? 0 : kept.getHealthLeftOut();
    }

    /** Returns failures and exceptions. */
    public RunErrors getErrors() {
        Set<String> pages = summary().names().stream()
                .map(name -> NameId.of(name.type(), name.name()))
                .collect(Collectors.toSet());
        return RunErrors.in(archive, kept.getStartedAt(), pages);
    }

    /** Returns the archived files; empty without permission to read them. */
    public List<ArchivedFile> getFiles() throws IOException {
        return archive.mayRead() ? archive.files() : List.of();
    }

    /** Returns the page of a request name; absent if the run has no name with this id. */
    @CheckForNull
    public NamePage getName(String id) {
        return summary().names().stream()
                .map(NameFigures::new)
                .filter(name -> name.getId().equals(id))
                .findFirst()
                .map(name -> new NamePage(this, name))
                .orElse(null);
    }

    /** Returns the charts over time, as JSON. */
    @GET
    public HttpResponse doCharts() {
        return charts(RequestName.AGGREGATED).answer();
    }

    /** Returns the charts of these requests, with those of the baseline if the user may read it. */
    HistoryCharts charts(RequestName requests) {
        String baseline = kept.getBaseline();
        OtherRun other = getLinks()
                .build(baseline)
                .flatMap(build -> OtherRun.of(baseline, build, kept.getTest()))
                .orElse(null);
        return charts(requests, other);
    }

    HistoryCharts charts(RequestName requests, @CheckForNull OtherRun other) {
        return new HistoryCharts(archive, summary(), requests, other);
    }

    /** Returns the page that compares this test with the one of another build. */
    public ComparePage getCompare(StaplerRequest2 request) {
        return ComparePage.of(this, request);
    }

    /** Returns whether the archived summary is shown. */
    private boolean isComplete() {
        return archived().isPresent();
    }

    /** Returns the archived summary, or the stored part of it. */
    RunSummary summary() {
        return archived().orElseGet(kept::toRunSummary);
    }

    private synchronized Optional<RunSummary> archived() {
        if (archived == null) {
            archived = readArchived();
        }
        return archived;
    }

    private Optional<RunSummary> readArchived() {
        try {
            return archive.mayRead() ? archive.summary() : Optional.empty();
        } catch (IOException | SwarmException e) {
            LOGGER.log(Level.FINE, "An archived summary cannot be read; the one in build.xml is shown", e);
            problem = e instanceof SwarmException
                    ? e.getMessage()
                    : archive.describe(SummaryJson.FILE) + " cannot be read: " + FileErrorText.of(e) + ".";
            return Optional.empty();
        }
    }
}
