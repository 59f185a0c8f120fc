package io.jenkins.plugins.locustswarm.engine.text;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.gate.MissedGate;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.util.ArrayList;
import java.util.List;

/** A run's verdict and its reason in one line: many views of a build show nothing else. */
public final class VerdictText {

    /** A finding can quote a long error message. */
    private static final int MAX_COLUMNS = 300;

    private VerdictText() {}

    /**
     * Returns for example {@code Load test checkout failed: failures 75.78% (gate: < 1%); 2 more problems}. The reason is the
     * stop condition that ended the load, or else the first gate, or else the first finding, with the run's verdict; all other
     * missed gates and findings are counted.
     *
     * @param test the name of the test
     */
    public static String of(@CheckForNull String test, RunSummary summary) {
        List<String> reasons = new ArrayList<>(reasons(summary, summary.verdict()));
        if (summary.verdict() == Verdict.FAILED) {
            reasons.addAll(reasons(summary, Verdict.UNSTABLE));
        }
        String verdict = "Load test" + (test == null ? "" : " " + Printable.line(test)) + " "
                + switch (summary.verdict()) {
                    case OK -> "passed";
                    case UNSTABLE -> "is unstable";
                    case FAILED -> "failed";
                };
        if (summary.verdict() == Verdict.OK || reasons.isEmpty()) {
            return verdict;
        }
        int more = reasons.size() - 1;
        return verdict + ": " + Printable.cut(Printable.line(reasons.get(0)), MAX_COLUMNS)
                + (more == 0 ? "" : "; " + more + (more == 1 ? " more problem" : " more problems"));
    }

    private static List<String> reasons(RunSummary summary, Verdict verdict) {
        List<String> reasons = new ArrayList<>();
        for (HealthFinding finding : summary.health()) {
            if (finding.severity().verdict() == verdict && finding.kind() == HealthFinding.Kind.STOP_CONDITION) {
                reasons.add(text(finding));
            }
        }
        for (GateResult gate : summary.gates()) {
            if (gate.verdict() == verdict) {
                reasons.add(MissedGate.text(gate));
            }
        }
        for (HealthFinding finding : summary.health()) {
            if (finding.severity().verdict() == verdict && finding.kind() != HealthFinding.Kind.STOP_CONDITION) {
                reasons.add(text(finding));
            }
        }
        return reasons;
    }

    private static String text(HealthFinding finding) {
        return finding.sentence().replaceFirst("\\.$", "");
    }
}
