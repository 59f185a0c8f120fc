package io.jenkins.plugins.locustswarm.report.trend;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import io.jenkins.plugins.locustswarm.engine.trend.Change;
import io.jenkins.plugins.locustswarm.engine.trend.ExcludedRun;
import io.jenkins.plugins.locustswarm.engine.trend.PastRun;
import io.jenkins.plugins.locustswarm.engine.trend.RunNote;
import io.jenkins.plugins.locustswarm.engine.trend.Segment;
import io.jenkins.plugins.locustswarm.engine.trend.Trend;
import io.jenkins.plugins.locustswarm.report.build.BuildLinks;
import io.jenkins.plugins.locustswarm.report.history.TestHistory;
import io.jenkins.plugins.locustswarm.report.view.ConditionWords;
import io.jenkins.plugins.locustswarm.report.view.FigureWords;
import java.util.Comparator;
import java.util.List;

/** The changes in the history of a test, for its page: read from small files, most builds are not loaded. */
public final class TrendChanges {

    /** The most certain changes are shown. */
    private static final int MAX_CHANGES = 100;

    /** The notes on the latest builds are shown. */
    private static final int MAX_NOTES = 20;

    private final List<PastRun> runs;
    private final Trend trend;
    private final BuildLinks links;

    private TrendChanges(List<PastRun> runs, BuildLinks links) {
        this.runs = runs;
        this.trend = Trend.of(runs);
        this.links = links;
    }

    static TrendChanges of(Job<?, ?> job, String test) {
        return new TrendChanges(TestHistory.of(job, test).runs(), new BuildLinks(job, test));
    }

    /**
     * A change.
     *
     * @param metric the name of the figure in JSON
     * @param figure its name for users
     * @param name type and name of the requests; untrusted text
     * @param since the first build after it
     * @param note what is said about that build; may be empty
     * @param change its relative size; absent if the figure was 0
     */
    public record Row(
            String metric,
            String figure,
            String name,
            String since,
            String note,
            double before,
            double after,
            @CheckForNull Double change,
            boolean worse,
            double pValue) {}

    /**
     * A build about which there is something to say.
     *
     * @param reasons sentences or parts of one; untrusted text
     * @param language the language of the reasons, as an attribute of HTML; absent for that of the page, or if people
     *     wrote them
     */
    public record Remark(
            String build, String reasons, @CheckForNull String language) {}

    /** Returns the number of builds with the test that were looked at. */
    public int getBuilds() {
        return runs.size();
    }

    /** Returns whether there are too few comparable builds to tell a change from noise. */
    public boolean isTooFew() {
        return trend.hasTooFewRuns();
    }

    /** Returns the most certain changes, the newest first. */
    public List<Row> getRows() {
        return trend.changes().stream()
                .sorted(Comparator.comparingDouble(Change::pValue))
                .limit(MAX_CHANGES)
                .sorted(Comparator.comparingInt(Change::index).reversed())
                .map(this::row)
                .toList();
    }

    public int getRowsLeftOut() {
        return Math.max(0, trend.changes().size() - MAX_CHANGES);
    }

    private Row row(Change change) {
        var difference = change.difference();
        FigureWords words = new FigureWords();
        return new Row(
                difference.figure().toString(),
                words.name(difference.figure()),
                words.requests(difference.request().type(), difference.request().name()),
                change.since(),
                runs.get(change.index()).note(),
                difference.before(),
                difference.after(),
                difference.ratio(),
                difference.isWorse(),
                change.pValue());
    }

    /** Returns the builds that are not compared, the newest first. */
    public List<Remark> getLeftOut() {
        return trend.leftOut().stream()
                .sorted(Comparator.comparingInt(ExcludedRun::index).reversed())
                .map(run -> new Remark(run.label(), reason(run), run.faults().isEmpty() ? null : "en"))
                .toList();
    }

    /** Returns why a build is not compared: sentences, or parts of one; untrusted text. */
    static String reason(ExcludedRun run) {
        return run.faults().isEmpty() ? ConditionWords.differences(run.differences()) : String.join(" ", run.faults());
    }

    /** Returns the builds since which another load was asked for, so that they are not compared with those before. */
    public List<Remark> getNewConditions() {
        return trend.segments().stream()
                .filter(segment -> !segment.differences().isEmpty())
                .sorted(Comparator.comparingInt(
                                (Segment segment) -> segment.indices().get(0))
                        .reversed())
                .map(segment -> new Remark(segment.since(), ConditionWords.differences(segment.differences()), null))
                .toList();
    }

    /** Returns what people wrote about the latest builds that they wrote about, the newest first. */
    public List<Remark> getNotes() {
        return trend.notes().stream()
                .sorted(Comparator.comparingInt(RunNote::index).reversed())
                .limit(MAX_NOTES)
                .map(note -> new Remark(note.label(), note.text(), null))
                .toList();
    }

    public int getNotesLeftOut() {
        return Math.max(0, trend.notes().size() - MAX_NOTES);
    }

    /** Returns the builds whose figures a person accepted as the new level, oldest first. */
    public List<String> getAccepted() {
        return runs.stream().filter(PastRun::accepted).map(PastRun::label).toList();
    }

    /** Returns links to the test in the builds. */
    public BuildLinks getLinks() {
        return links;
    }
}
