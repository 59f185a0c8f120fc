package io.jenkins.plugins.locustswarm.report.kept;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.util.List;
import java.util.regex.Pattern;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The result of a gate, as {@code build.xml} stores it. */
@ExportedBean(defaultVisibility = 3)
public final class GateOutcome {

    private static final int COLUMNS = 8;

    /**
     * The metric and the comparison of a gate on a change, which is all that {@code build.xml} stores of its condition.
     */
    private static final Pattern CHANGE = Pattern.compile(" change <=? ?\\d");

    private final GateResult result;

    public GateOutcome(GateResult result) {
        this.result = result;
    }

    /** Parses a {@link #line}, also one of a later version. An unknown criticality is taken for the worst one. */
    static GateOutcome parse(String line) {
        List<String> values = TabSeparatedLine.values(line, COLUMNS);
        Verdict criticality = TabSeparatedLine.constant(Verdict.class, values.get(1));
        return new GateOutcome(new GateResult(
                values.get(5),
                TabSeparatedLine.number(values.get(2)),
                TabSeparatedLine.number(values.get(3)),
                TabSeparatedLine.number(values.get(4)),
                TabSeparatedLine.constant(GateResult.Unit.class, values.get(7)),
                criticality == null ? Verdict.FAILED : criticality,
                Boolean.parseBoolean(values.get(0)),
                values.get(6),
                null));
    }

    /**
     * Formats the outcome for {@link #parse}.
     *
     * @param longest the limit of each text, in characters
     */
    String line(int longest) {
        return TabSeparatedLine.line(
                result.passed(),
                result.criticality(),
                result.actual(),
                result.threshold(),
                result.baseline(),
                TabSeparatedLine.shorten(result.gate(), longest),
                TabSeparatedLine.shorten(result.why(), longest),
                result.unit());
    }

    GateResult result() {
        return result;
    }

    /** The gate as the user wrote it. Untrusted text, since it may contain a request name. */
    @Exported
    public String getGate() {
        return result.gate();
    }

    /** The figure of the run in the unit of the gate, percentages as ratios; absent if the run has none. */
    @Exported
    @CheckForNull
    public Double getActual() {
        return result.actual();
    }

    /** The limit that the figure was compared with; absent if it could not be determined. */
    @Exported
    @CheckForNull
    public Double getThreshold() {
        return result.threshold();
    }

    /** The figure of the baseline; absent if the gate uses no baseline or there is none. */
    @Exported
    @CheckForNull
    public Double getBaseline() {
        return result.baseline();
    }

    /** The unit of the three figures; absent in builds of earlier versions, and if a later version added it. */
    @CheckForNull
    public GateResult.Unit getUnit() {
        return result.unit();
    }

    @Exported
    public boolean isPassed() {
        return result.passed();
    }

    /** The verdict if the gate is missed. */
    @Exported
    public Verdict getCriticality() {
        return result.criticality();
    }

    /**
     * Whether the gate compared levels: its figure is the mean of the runs since a change, and the baseline that of the
     * runs before it.
     */
    public boolean isLevel() {
        return result.threshold() != null
                && result.baseline() != null
                && CHANGE.matcher(result.gate()).find();
    }

    /** The comparison as a sentence. */
    @Exported
    public String getWhy() {
        return result.why();
    }
}
