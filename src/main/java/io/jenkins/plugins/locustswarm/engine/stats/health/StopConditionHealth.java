package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.failed;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.csv.StatsCsv;
import io.jenkins.plugins.locustswarm.engine.stop.StopCondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Reports the stop condition that ended a load, in place of findings about a load that is shorter than requested. If none did,
 * it reports those that could not. A load that a user stopped is shorter than requested, which {@link LengthHealth} reports.
 */
final class StopConditionHealth implements HealthRule {

    private static final Set<Kind> CONSEQUENCES =
            EnumSet.of(Kind.RAMP_IN_FIGURES, Kind.EXIT_CODE, Kind.MASTER_LOST, Kind.FINAL_STATISTICS);

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        EarlyStop stop = run.facts().earlyStop();
        return stop == null || stop.user() != null
                ? notEvaluated(run)
                : List.of(failed(Kind.STOP_CONDITION, stop.sentence()));
    }

    private static List<HealthFinding> notEvaluated(RunEvidence run) {
        List<HealthFinding> found = new ArrayList<>();
        Duration length = run.loadLength().orElse(Duration.ZERO);
        for (StopCondition condition : run.facts().load().stopWhen()) {
            String missing = missing(condition, run);
            if (missing != null && length.compareTo(condition.earliest()) > 0) {
                found.add(HealthFinding.note(
                        Kind.STOP_CONDITION_NOT_EVALUATED,
                        "The stop condition \"" + condition + "\" was never evaluated: Locust's history has no "
                                + missing + "."));
            }
        }
        return found;
    }

    /** Returns what the condition is about and Locust never had; absent if it had all, or if that is unknown. */
    @CheckForNull
    private static String missing(StopCondition condition, RunEvidence run) {
        String name = condition.name();
        StatsCsv stats = run.stats();
        if (name != null
                && stats != null
                && stats.leftOut() == 0
                && stats.names().stream().noneMatch(row -> isMeant(name, row))) {
            return "requests named " + name;
        }
        String heading = condition.metric().heading();
        return heading != null && run.load().lacksPercentile(heading)
                ? condition.metric() + ", because PERCENTILES_TO_REPORT in the locustfile leaves it out"
                : null;
    }

    private static boolean isMeant(String name, NameStats row) {
        return name.equals(row.name()) || name.equals(row.type() + " " + row.name());
    }

    /** Returns the findings of the other rules as they are for this run: one reason for the failure is enough. */
    static List<HealthFinding> adapted(List<HealthFinding> findings, RunEvidence run) {
        return run.facts().earlyStop() == null || !run.facts().stoppedByUser()
                ? findings
                : findings.stream()
                        .filter(finding -> finding.kind() != Kind.ENDED_EARLY
                                || run.facts().earlyStop().user() != null)
                        .map(finding -> CONSEQUENCES.contains(finding.kind())
                                ? HealthFinding.note(finding.kind(), finding.sentence())
                                : finding)
                        .toList();
    }
}
