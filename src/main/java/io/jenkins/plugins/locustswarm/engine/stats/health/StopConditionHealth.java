package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.failed;

import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Reports the stop condition that ended a load, in place of findings about a load that is shorter than requested. */
final class StopConditionHealth implements HealthRule {

    private static final Set<Kind> CONSEQUENCES =
            EnumSet.of(Kind.RAMP_IN_FIGURES, Kind.EXIT_CODE, Kind.MASTER_LOST, Kind.FINAL_STATISTICS);

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        EarlyStop stop = run.facts().earlyStop();
        return stop == null ? List.of() : List.of(failed(Kind.STOP_CONDITION, stop.sentence()));
    }

    /** Returns the findings of the other rules as they are for this run: one reason for the failure is enough. */
    static List<HealthFinding> adapted(List<HealthFinding> findings, RunEvidence run) {
        return run.facts().earlyStop() == null || !run.facts().stoppedByUser()
                ? findings
                : findings.stream()
                        .filter(finding -> finding.kind() != Kind.ENDED_EARLY)
                        .map(finding -> CONSEQUENCES.contains(finding.kind())
                                ? HealthFinding.note(finding.kind(), finding.sentence())
                                : finding)
                        .toList();
    }
}
