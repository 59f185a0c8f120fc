package io.jenkins.plugins.locustswarm.report.history;

import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.trend.MedianRun;
import io.jenkins.plugins.locustswarm.engine.trend.PastRun;
import io.jenkins.plugins.locustswarm.report.kept.NameId;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The latest builds of a job that ran a load test, oldest first: at most {@link #MAX_BUILDS}, most of them read from
 * small files.
 *
 * @param tests the test in each build
 */
@Restricted(NoExternalUse.class)
public record TestHistory(List<PastResult> tests) {

    /** The number of builds that are looked at, with the test or without. */
    public static final int MAX_BUILDS = 200;

    /** The number of builds without a small file that are loaded; the history begins after them. */
    public static final int MAX_LOADS = 50;

    public TestHistory {
        tests = List.copyOf(tests);
    }

    /** Returns the test in those builds that can be baselines of a run, and are comparable with it. */
    public List<PastResult> baselines(RunSummary run) {
        return tests.stream()
                .filter(PastResult::baseline)
                .filter(past ->
                        !MedianRun.comparable(run, List.of(past.summary())).isEmpty())
                .toList();
    }

    /** Returns the history of a test before a build. */
    public static TestHistory before(Run<?, ?> run, String test) {
        return of(JobBuilds.before(run, new HistoryFile(HistoryFile.Rows.ALL), MAX_LOADS), test);
    }

    /** Returns the history of a test up to the latest build that ran it. */
    public static TestHistory of(Job<?, ?> job, String test) {
        return of(job, test, HistoryFile.Rows.ALL);
    }

    /** Returns the history with the figures of all requests together only, not of request names, which is faster. */
    public static TestHistory totals(Job<?, ?> job, String test) {
        return of(job, test, HistoryFile.Rows.TOTAL);
    }

    private static TestHistory of(Job<?, ?> job, String test, HistoryFile.Rows rows) {
        return JobTotals.newestFirst(job, MAX_LOADS)
                .filter(totals -> totals.tests().containsKey(test))
                .findFirst()
                .map(totals -> totals.build().getNumber())
                .map(newest -> of(JobBuilds.upTo(job, newest, new HistoryFile(rows), MAX_LOADS), test))
                .orElseGet(() -> new TestHistory(List.of()));
    }

    /** Returns the test in the builds from one to another one. */
    public static TestHistory between(Job<?, ?> job, String test, int first, int last) {
        return of(
                JobBuilds.upTo(job, last, new HistoryFile(HistoryFile.Rows.ALL), MAX_LOADS)
                        .takeWhile(tests -> tests.isEmpty() || tests.get(0).build() >= first),
                test);
    }

    /**
     * Returns the test in the last builds before one.
     *
     * @param builds the number of builds that ran the test
     */
    public static TestHistory before(Run<?, ?> run, String test, int builds) {
        Stream<List<PastResult>> newestFirst = JobBuilds.before(run, new HistoryFile(HistoryFile.Rows.ALL), builds);
        return of(
                newestFirst
                        .limit(MAX_BUILDS)
                        .filter(tests -> hasRun(tests, test))
                        .limit(builds),
                test);
    }

    private static boolean hasRun(List<PastResult> tests, String test) {
        return tests.stream().anyMatch(past -> past.test().equals(test));
    }

    private static TestHistory of(Stream<List<PastResult>> newestFirst, String test) {
        List<PastResult> found = newestFirst
                .limit(MAX_BUILDS)
                .flatMap(List::stream)
                .filter(past -> past.test().equals(test))
                .collect(Collectors.toList());
        Collections.reverse(found);
        return new TestHistory(found);
    }

    /** Returns the figures of the request name with this id, of the runs that have them. */
    public List<NameStats> rows(String id) {
        return tests.stream()
                .flatMap(test -> test.summary().names().stream())
                .filter(row -> NameId.of(row.type(), row.name()).equals(id))
                .toList();
    }

    /** Returns the runs for the analysis. */
    public List<PastRun> runs() {
        return tests.stream().map(PastResult::run).toList();
    }
}
