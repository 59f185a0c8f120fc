package io.jenkins.plugins.locustswarm.engine.stats.health;

import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import java.util.List;

/** One thing to look for in a finished run. */
@FunctionalInterface
public interface HealthRule {

    /** All of them, in the order in which people should read what they find. */
    List<HealthRule> ALL = List.of(
            new NoWorkerLeftHealth(),
            new ExitHealth(),
            new AllFailedHealth(),
            new ExceptionHealth(),
            new WorkerHealth(),
            new WorkerExitHealth(),
            new UserHealth(),
            new LengthHealth(),
            new CpuHealth(),
            new FinalStatisticsHealth(),
            new LogHealth(),
            new ConfigurationHealth());

    /** Those that need nothing but Locust's own figures. */
    List<HealthRule> OF_FIGURES = List.of(new NoRequestsHealth(), new AllFailedHealth(), new ExceptionHealth());

    /** What it finds; empty when all is well. */
    List<HealthFinding> check(RunEvidence run);
}
