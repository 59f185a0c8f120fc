package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.LOG_SILENT;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.note;

import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import java.util.List;

/** Finds master logs that do not show the load, so that other rules could not check everything. */
final class LogHealth implements HealthRule {

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        return run.isLogSilent()
                ? List.of(note(
                        LOG_SILENT,
                        "Locust's own lines did not reach master.log, because the locustfile or a configuration file"
                                + " changes the logging: lost workers and high CPU usage cannot be detected."))
                : List.of();
    }
}
