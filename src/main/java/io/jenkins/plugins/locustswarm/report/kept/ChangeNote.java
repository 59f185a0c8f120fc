package io.jenkins.plugins.locustswarm.report.kept;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.HoldingChange;
import java.util.Comparator;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A change in the history of a test that holds in a build, as {@code build.xml} stores it. */
@ExportedBean(defaultVisibility = 3)
public final class ChangeNote {

    private static final int COLUMNS = 9;

    /** The figures in the order in which a reader asks for them. */
    private static final List<String> METRICS = List.of("failures", "p95", "median", "rps", "average", "p99");

    /** Changes for the worse first, those of all requests before those of a name, otherwise in the given order. */
    public static final Comparator<ChangeNote> MOST_TELLING = Comparator.comparing(ChangeNote::isWorse)
            .reversed()
            .thenComparing(note -> !note.getType().isEmpty())
            .thenComparing(note -> METRICS.indexOf(note.getMetric()));

    private final HoldingChange change;

    public ChangeNote(HoldingChange change) {
        this.change = change;
    }

    static ChangeNote parse(String line) {
        List<String> values = TabSeparatedLine.values(line, COLUMNS);
        return new ChangeNote(new HoldingChange(
                values.get(0),
                values.get(7),
                values.get(8),
                values.get(1),
                Double.parseDouble(values.get(2)),
                Double.parseDouble(values.get(3)),
                TabSeparatedLine.number(values.get(4)),
                Boolean.parseBoolean(values.get(5)),
                Double.parseDouble(values.get(6))));
    }

    /**
     * Formats the change for {@link #parse}.
     *
     * @param longest the limit of the name of the requests, in characters
     */
    String line(int longest) {
        return TabSeparatedLine.line(
                change.metric(),
                change.since(),
                change.before(),
                change.after(),
                change.change(),
                change.worse(),
                change.pValue(),
                TabSeparatedLine.shorten(change.type(), longest),
                TabSeparatedLine.shorten(change.name(), longest));
    }

    HoldingChange change() {
        return change;
    }

    /** The figure: median, average, p95, p99, rps or failures. */
    @Exported
    public String getMetric() {
        return change.metric();
    }

    /** The type of the requests; empty for all requests together. Untrusted text. */
    @Exported
    public String getType() {
        return change.type();
    }

    /** The name of the requests; Aggregated for all together. Untrusted text. */
    @Exported
    public String getName() {
        return change.name();
    }

    /** Type and name, as Locust shows them. Untrusted text. */
    public String getDisplayName() {
        return change.type().isEmpty() ? change.name() : change.type() + " " + change.name();
    }

    /** The first build after the change, for example {@code #20}. */
    @Exported
    public String getSince() {
        return change.since();
    }

    /** The mean of the builds before the change: ms, requests per second, or a ratio from 0 to 1. */
    @Exported
    public double getBefore() {
        return change.before();
    }

    /** The mean of the builds after it. */
    @Exported
    public double getAfter() {
        return change.after();
    }

    /** The relative size, 0.18 for 18 % more; absent if the figure was 0. */
    @Exported
    @CheckForNull
    public Double getChange() {
        return change.change();
    }

    /** Whether it is a change for the worse. */
    @Exported
    public boolean isWorse() {
        return change.worse();
    }

    /** The probability that chance alone makes a difference of at least this size. */
    @Exported
    public double getPValue() {
        return change.pValue();
    }
}
