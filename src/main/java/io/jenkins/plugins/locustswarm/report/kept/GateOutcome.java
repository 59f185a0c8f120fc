package io.jenkins.plugins.locustswarm.report.kept;

import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What a build keeps of a gate. */
@ExportedBean(defaultVisibility = 3)
public final class GateOutcome {

    private static final int COLUMNS = 7;

    private final GateResult result;

    public GateOutcome(GateResult result) {
        this.result = result;
    }

    static GateOutcome parse(String line) {
        List<String> values = TabSeparatedLine.values(line, COLUMNS);
        return new GateOutcome(new GateResult(
                values.get(5),
                TabSeparatedLine.number(values.get(2)),
                TabSeparatedLine.number(values.get(3)),
                TabSeparatedLine.number(values.get(4)),
                Verdict.valueOf(values.get(1)),
                Boolean.parseBoolean(values.get(0)),
                values.get(6)));
    }

    /** The text that {@link #parse} takes, its sentences not longer than that. */
    String line(int longest) {
        return TabSeparatedLine.line(
                result.passed(),
                result.criticality(),
                result.actual(),
                result.threshold(),
                result.baseline(),
                TabSeparatedLine.shorten(result.gate(), longest),
                TabSeparatedLine.shorten(result.why(), longest));
    }

    /** The gate as it was written: may hold a request's name, so hostile text. */
    @Exported
    public String getGate() {
        return result.gate();
    }

    /** The run's figure; null when there was none. The unit is the gate's, percentages as parts of one. */
    @Exported
    public Double getActual() {
        return result.actual();
    }

    /** What it was compared with; null when that could not be known. */
    @Exported
    public Double getThreshold() {
        return result.threshold();
    }

    /** The baseline's figure; null when the gate looks at none, or there is none. */
    @Exported
    public Double getBaseline() {
        return result.baseline();
    }

    @Exported
    public boolean isPassed() {
        return result.passed();
    }

    /** What missing it means. */
    @Exported
    public Verdict getCriticality() {
        return result.criticality();
    }

    /** The comparison in words. */
    @Exported
    public String getWhy() {
        return result.why();
    }
}
