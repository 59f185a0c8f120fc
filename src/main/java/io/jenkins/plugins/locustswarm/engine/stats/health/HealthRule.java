package io.jenkins.plugins.locustswarm.engine.stats.health;

import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import java.util.List;

/** A rule that finds deviations of a finished run from what was asked for. */
@FunctionalInterface
public interface HealthRule {

    /** All rules, in the order in which people should read their findings. */
    List<HealthRule> ALL = List.of(
            new StopConditionHealth(),
            new NoWorkerLeftHealth(),
            new ExitHealth(),
            new AllFailedHealth(),
            new ExceptionHealth(),
            new WorkerHealth(),
            new WorkerExitHealth(),
            new UserHealth(),
            new LengthHealth(),
            new ResetHealth(),
            new CpuHealth(),
            new ClockHealth(),
            new FinalStatisticsHealth(),
            new LogHealth(),
            new TelemetryHealth(),
            new ConfigurationHealth());

    /** The rules that need only Locust's own figures. */
    List<HealthRule> OF_FIGURES = List.of(new NoRequestsHealth(), new AllFailedHealth(), new ExceptionHealth());

    /** Returns the findings of all these rules. */
    static List<HealthFinding> check(List<HealthRule> rules, RunEvidence run) {
        return StopConditionHealth.adapted(
                rules.stream().flatMap(rule -> rule.check(run).stream()).toList(), run);
    }

    /** Returns the findings of this rule; empty if there are none. */
    List<HealthFinding> check(RunEvidence run);
}
