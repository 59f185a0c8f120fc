package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.LOG_SILENT;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.note;

import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import java.util.List;

/** Whether the master's log tells of the load at all; what it cannot tell is not known, and not denied. */
final class LogHealth implements HealthRule {

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        return run.isLogSilent()
                ? List.of(
                        note(
                                LOG_SILENT,
                                "Locust's own lines did not reach master.log, since the locustfile or a configuration file changes"
                                        + " the logging: whether every worker stayed, and whether a CPU was short, is not known."))
                : List.of();
    }
}
