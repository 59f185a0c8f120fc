package io.jenkins.plugins.locustswarm.report.build;

import hudson.model.ModelObject;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import io.jenkins.plugins.locustswarm.engine.stats.csv.ExceptionsCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.FailuresCsv;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import io.jenkins.plugins.locustswarm.report.kept.GateOutcome;
import io.jenkins.plugins.locustswarm.report.kept.HealthNote;
import io.jenkins.plugins.locustswarm.report.kept.NameFigures;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import io.jenkins.plugins.locustswarm.report.view.FigureFormat;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.verb.GET;

/**
 * The report of one test of a build. What the build kept is always there; the rest is read from the archived files
 * when somebody looks, and the page says so when they are gone.
 */
public final class TestPage implements ModelObject {

    private static final Logger LOGGER = Logger.getLogger(TestPage.class.getName());

    private final Run<?, ?> run;
    private final TestSummary kept;
    private final ArchivedResults archive;
    private Optional<RunSummary> archived;
    private String problem;

    public TestPage(Run<?, ?> run, TestSummary kept) {
        this.run = run;
        this.kept = kept;
        this.archive = new ArchivedResults(run, kept.getTest());
    }

    /** The test's name. */
    @Override
    public String getDisplayName() {
        return kept.getTest();
    }

    public Run<?, ?> getRun() {
        return run;
    }

    /** What the build kept. */
    public TestSummary getSummary() {
        return kept;
    }

    /** For the views. */
    public FigureFormat getShown() {
        return new FigureFormat();
    }

    /** How long the load lasted, in seconds; null when it never began. */
    public Long getDuration() {
        return kept.getStartedAt() == null || kept.getEndedAt() == null
                ? null
                : Long.valueOf(
                        kept.getEndedAt().getEpochSecond() - kept.getStartedAt().getEpochSecond());
    }

    /** How far the run was at a moment as Locust writes it; null when that is not known. */
    public Long secondsInto(String moment) {
        if (kept.getStartedAt() == null || moment.isEmpty()) {
            return null;
        }
        try {
            long seconds =
                    Duration.between(kept.getStartedAt(), Instant.parse(moment)).toSeconds();
            return Math.max(0, seconds);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** All of them, or what was kept. */
    public List<NameFigures> getNames() {
        return whole().names().stream().map(NameFigures::new).toList();
    }

    public int getNamesLeftOut() {
        return isWhole() ? whole().leftOut() : kept.getNamesLeftOut();
    }

    /** Why the archived summary is not shown although it is there; null when nothing is wrong. */
    public String getProblem() {
        archived();
        return problem;
    }

    public List<GateOutcome> getGates() {
        return whole().gates().stream().map(GateOutcome::new).toList();
    }

    public int getGatesLeftOut() {
        return isWhole() ? 0 : kept.getGatesLeftOut();
    }

    public List<HealthNote> getHealth() {
        return whole().health().stream().map(HealthNote::new).toList();
    }

    public int getHealthLeftOut() {
        return isWhole() ? 0 : kept.getHealthLeftOut();
    }

    /** The most frequent failures. */
    public TopRows<FailuresCsv.Failure> getFailures() {
        return rows(RunResults.FAILURES, FailuresCsv::mostFrequent);
    }

    /** The most frequent exceptions of tasks. */
    public TopRows<ExceptionsCsv.TaskException> getExceptions() {
        return rows(RunResults.EXCEPTIONS, ExceptionsCsv::mostFrequent);
    }

    private <T> TopRows<T> rows(String file, TopRows.Reader<T> reader) {
        return archive.mayRead() ? TopRows.of(archive, file, reader) : TopRows.none();
    }

    /** The archived files' names; empty when there are none, or the user may not see them. */
    public List<String> getFiles() throws IOException {
        return archive.mayRead() ? archive.files() : List.of();
    }

    /** A page of one request name; null when the run had none of that id. */
    public NamePage getName(String id) {
        return getNames().stream()
                .filter(name -> name.getId().equals(id))
                .findFirst()
                .map(name -> new NamePage(this, name))
                .orElse(null);
    }

    /** The charts over the run's time, as JSON. */
    @GET
    public HttpResponse doCharts() {
        return HistoryCharts.all(archive).answer();
    }

    ArchivedResults archive() {
        return archive;
    }

    /** Whether everything is shown, and not only what was kept. */
    private boolean isWhole() {
        return archived().isPresent();
    }

    private RunSummary whole() {
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
            LOGGER.log(Level.FINE, "An archived summary cannot be read, so the kept one is shown", e);
            problem = e instanceof SwarmException
                    ? e.getMessage()
                    : archive.describe(SummaryJson.FILE) + " cannot be read: " + e + ".";
            return Optional.empty();
        }
    }
}
