package io.jenkins.plugins.locustswarm.report.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.csv.ExceptionsCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.ExceptionsCsv.TaskException;
import io.jenkins.plugins.locustswarm.engine.stats.csv.FailuresCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.FailuresCsv.Failure;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The failures of requests and the exceptions of users in a run, grouped by their error. */
@Restricted(NoExternalUse.class)
public final class RunErrors {

    private static final int MAX_GROUPS = 25;

    private final TopRows<Failure> failures;
    private final TopRows<TaskException> exceptions;
    private final List<FailureGroup> failureGroups;
    private final List<ExceptionGroup> exceptionGroups;
    private final @CheckForNull Instant start;

    private RunErrors(
            TopRows<Failure> failures,
            TopRows<TaskException> exceptions,
            @CheckForNull Instant start,
            Set<String> pages) {
        this.failures = failures;
        this.exceptions = exceptions;
        this.failureGroups = FailureGroup.of(failures.getRows(), pages);
        this.exceptionGroups = ExceptionGroup.of(exceptions.getRows());
        this.start = start;
    }

    /**
     * Reads the archived errors; there are none without permission to read artifacts.
     *
     * @param start the start of the load; absent if unknown
     * @param pages the ids of the request names that have a page
     */
    static RunErrors in(ArchivedResults archive, @CheckForNull Instant start, Set<String> pages) {
        return archive.mayRead()
                ? new RunErrors(
                        TopRows.of(archive, RunResults.FAILURES, FailuresCsv::mostFrequent),
                        TopRows.of(archive, RunResults.EXCEPTIONS, ExceptionsCsv::mostFrequent),
                        start,
                        pages)
                : new RunErrors(TopRows.none(), TopRows.none(), start, pages);
    }

    /** Returns the most frequent errors of requests. */
    public List<FailureGroup> getFailures() {
        return failureGroups.stream().limit(MAX_GROUPS).toList();
    }

    /** Returns the number of further errors, or of rows in the file that were not read. */
    public long getFailuresLeftOut() {
        return Math.max(0, failureGroups.size() - MAX_GROUPS) + failures.getLeftOut();
    }

    /** Returns the reason why the failures cannot be read; absent if they can. */
    @CheckForNull
    public String getFailuresProblem() {
        return failures.getProblem();
    }

    /** Returns the most frequent exceptions of users. */
    public List<ExceptionGroup> getExceptions() {
        return exceptionGroups.stream().limit(MAX_GROUPS).toList();
    }

    /** Returns the number of further exceptions, or of rows in the file that were not read. */
    public long getExceptionsLeftOut() {
        return Math.max(0, exceptionGroups.size() - MAX_GROUPS) + exceptions.getLeftOut();
    }

    /** Returns the reason why the exceptions cannot be read; absent if they can. */
    @CheckForNull
    public String getExceptionsProblem() {
        return exceptions.getProblem();
    }

    /**
     * Returns the seconds from the start of the load to a time; absent if unknown.
     *
     * @param time as Locust writes it
     */
    @CheckForNull
    public Long secondsInto(String time) {
        if (start == null || time.isEmpty()) {
            return null;
        }
        try {
            return Math.max(0, Duration.between(start, Instant.parse(time)).toSeconds());
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
