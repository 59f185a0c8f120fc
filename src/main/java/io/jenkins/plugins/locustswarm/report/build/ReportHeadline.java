package io.jenkins.plugins.locustswarm.report.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.text.VerdictText;
import io.jenkins.plugins.locustswarm.engine.trend.Difference;
import io.jenkins.plugins.locustswarm.report.kept.ChangeNote;
import io.jenkins.plugins.locustswarm.report.kept.NameId;
import io.jenkins.plugins.locustswarm.report.view.FigureWords;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The first statements of the page of a test: the reasons for the verdict, and what changed, with links. */
@Restricted(NoExternalUse.class)
public final class ReportHeadline {

    private static final int MAX_CHANGES = 3;

    private final RunSummary summary;
    private final VerdictText verdict;
    private final @CheckForNull String stored;
    private final @CheckForNull BaselineComparison baseline;

    /**
     * @param stored the reasons as {@code build.xml} has them; absent if the summary has the complete gates
     * @param baseline the comparison with the baseline; absent if there is none
     */
    ReportHeadline(RunSummary summary, @CheckForNull String stored, @CheckForNull BaselineComparison baseline) {
        this.summary = summary;
        this.stored = stored;
        this.verdict = VerdictText.of(summary);
        this.baseline = baseline;
    }

    /**
     * A part of a sentence.
     *
     * @param text untrusted text
     * @param url the place in the page, or the page of the request name; empty without a link
     * @param build the build since which, or against which, something changed; empty for a reason
     * @param worse whether it is a change for the worse
     */
    public record Part(String text, String url, String build, boolean worse) {}

    /** Returns the reasons for the verdict; none if the run passed. */
    public List<Part> getReasons() {
        if (stored != null && !verdict.reasons().isEmpty()) {
            return List.of(new Part(stored, place(verdict.reasons().get(0)), "", true));
        }
        return verdict.reasons().stream()
                .map(reason -> new Part(reason.text(), place(reason), "", true))
                .toList();
    }

    private String place(VerdictText.Reason reason) {
        return reason.gate() == null
                ? "#locust-health"
                : "#" + gateId(summary.gates().indexOf(reason.gate()));
    }

    /** Returns the id of the row of a gate in the page. */
    static String gateId(int index) {
        return "locust-gate-" + index;
    }

    /** Returns the number of further reasons. */
    public int getMore() {
        return stored == null ? verdict.more() : 0;
    }

    /** Returns what a run that passed has met; empty without gates. */
    public String getMet() {
        return verdict.reasons().isEmpty() ? verdict.why() : "";
    }

    /** Returns the changes in the history that hold in this run, those for the worse first. */
    public List<Part> getChanges() {
        return summary.changes().stream()
                .map(ChangeNote::new)
                .sorted(ChangeNote.MOST_TELLING)
                .limit(MAX_CHANGES)
                .map(change -> new Part(
                        words(change),
                        url(new RequestName(change.getType(), change.getName())),
                        change.getSince(),
                        change.isWorse()))
                .toList();
    }

    /** Returns the number of further changes in the history. */
    public int getMoreChanges() {
        return Math.max(0, summary.changes().size() - MAX_CHANGES);
    }

    /** Returns how all requests together differ from the baseline, as far as it matters. */
    public List<Part> getDifferences() {
        if (baseline == null) {
            return List.of();
        }
        String build = baseline.getBuild();
        return baseline.relevant().stream()
                .filter(difference -> difference.request().equals(RequestName.AGGREGATED))
                .limit(MAX_CHANGES)
                .map(difference -> new Part(words(difference), "", build, difference.isWorse()))
                .toList();
    }

    private static String words(ChangeNote change) {
        return new FigureWords()
                .change(change.getMetric(), change.getType(), change.getName(), change.getChange(), change.getAfter());
    }

    private static String words(Difference difference) {
        RequestName request = difference.request();
        return new FigureWords()
                .change(
                        difference.figure().toString(),
                        request.type(),
                        request.name(),
                        difference.ratio(),
                        difference.after());
    }

    private String url(RequestName request) {
        boolean shown = summary.names().stream()
                .anyMatch(name ->
                        name.type().equals(request.type()) && name.name().equals(request.name()));
        return shown ? "name/" + NameId.of(request.type(), request.name()) + "/" : "#locust-changes";
    }
}
