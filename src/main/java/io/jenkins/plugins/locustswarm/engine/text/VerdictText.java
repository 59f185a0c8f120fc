package io.jenkins.plugins.locustswarm.engine.text;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.gate.MissedGate;
import io.jenkins.plugins.locustswarm.engine.stats.Excerpt;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run's verdict and its reasons in one sentence: many views of a build show nothing else. The first reason is the stop
 * condition that ended the load, or else the first gate, or else the first finding, with the run's verdict.
 *
 * @param verdict the verdict of the run
 * @param reasons the first reasons for it; none if the run passed
 * @param more number of further missed gates and findings
 * @param gates number of gates that the run was judged by
 */
public record VerdictText(Verdict verdict, List<Reason> reasons, int more, int gates) {

    /** The number of reasons that a sentence can have. */
    private static final int MAX_REASONS = 2;

    /** A finding can quote a long error message. */
    private static final int MAX_COLUMNS = 300;

    private static final Pattern FIRST_WORD = Pattern.compile("([A-Z][a-z]*) ");

    /** Names with which a finding can begin. */
    private static final Set<String> NAMES = Set.of("Locust", "Python", "Jenkins");

    /**
     * A missed gate or a finding.
     *
     * @param text one line without control characters; may be text of a target
     * @param gate the missed gate; absent if the reason is a finding
     */
    public record Reason(String text, @CheckForNull GateResult gate) {

        private static Reason of(GateResult missed) {
            return new Reason(line(MissedGate.text(missed)), missed);
        }

        private static Reason of(HealthFinding finding) {
            return new Reason(line(continued(Excerpt.withoutFullStop(finding.sentence()))), null);
        }

        /** A sentence within another one begins with a small letter, but for a name, a path or a quoted text. */
        private static String continued(String sentence) {
            Matcher first = FIRST_WORD.matcher(sentence);
            return first.lookingAt() && !NAMES.contains(first.group(1))
                    ? sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1)
                    : sentence;
        }

        private static String line(String text) {
            return Printable.cut(Printable.line(text), MAX_COLUMNS);
        }
    }

    public VerdictText {
        reasons = List.copyOf(reasons);
    }

    /** Returns the verdict of a run with its reasons. */
    public static VerdictText of(RunSummary summary) {
        List<Reason> reasons = new ArrayList<>();
        if (summary.verdict() != Verdict.OK) {
            addReasons(reasons, summary, summary.verdict());
        }
        if (summary.verdict() == Verdict.FAILED) {
            addReasons(reasons, summary, Verdict.UNSTABLE);
        }
        int shown = Math.min(MAX_REASONS, reasons.size());
        return new VerdictText(
                summary.verdict(),
                reasons.subList(0, shown),
                reasons.size() - shown,
                summary.gates().size());
    }

    /**
     * Returns for example {@code Load test checkout failed: p95 1,240 ms is above the threshold of 800 ms; 2 more
     * problems}.
     *
     * @param test the name of the test
     */
    public static String of(@CheckForNull String test, RunSummary summary) {
        return sentence(test, summary.verdict(), of(summary).why());
    }

    /**
     * Returns that sentence for a run if only its reasons were kept.
     *
     * @param why the reasons as {@link #why} returns them
     */
    public static String sentence(@CheckForNull String test, Verdict verdict, String why) {
        String known = "Load test" + (test == null ? "" : " " + Printable.line(test)) + " "
                + switch (verdict) {
                    case OK -> "passed";
                    case UNSTABLE -> "is unstable";
                    case FAILED -> "failed";
                };
        return why.isEmpty() ? known : known + ": " + why;
    }

    /**
     * Returns the reasons, for example {@code p95 1,240 ms is above the threshold of 800 ms; 3.1 % of POST /cart failed,
     * above the threshold of 1 %; 2 more problems}; for a run that passed, how many gates passed, or an empty
     * text without gates.
     */
    public String why() {
        if (verdict == Verdict.OK) {
            return gates == 0 ? "" : gates == 1 ? "its gate passed" : "its " + gates + " gates passed";
        }
        List<String> parts = new ArrayList<>(reasons.stream().map(Reason::text).toList());
        if (more > 0) {
            parts.add(more + (more == 1 ? " more problem" : " more problems"));
        }
        return String.join("; ", parts);
    }

    private static void addReasons(List<Reason> reasons, RunSummary summary, Verdict verdict) {
        Predicate<HealthFinding> stop = finding -> finding.kind() == HealthFinding.Kind.STOP_CONDITION;
        addFindings(reasons, summary, verdict, stop);
        summary.gates().stream()
                .filter(gate -> gate.verdict() == verdict)
                .map(Reason::of)
                .forEach(reasons::add);
        addFindings(reasons, summary, verdict, stop.negate());
    }

    private static void addFindings(
            List<Reason> reasons, RunSummary summary, Verdict verdict, Predicate<HealthFinding> wanted) {
        summary.health().stream()
                .filter(finding -> finding.severity().verdict() == verdict)
                .filter(wanted)
                .map(Reason::of)
                .forEach(reasons::add);
    }
}
