package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.TELEMETRY_MISSING;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.note;

import io.jenkins.plugins.locustswarm.engine.stats.Excerpt;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import java.util.List;

/** Finds runs with {@code --otel} whose Locust lacks the packages for it: Locust only logs that, and continues without. */
final class TelemetryHealth implements HealthRule {

    private static final int MAX_LENGTH = 300;

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        String missing = run.master() == null ? null : run.master().telemetryMissing();
        return missing == null
                ? List.of()
                : List.of(note(
                        TELEMETRY_MISSING,
                        "Telemetry (--otel) is incomplete; Locust's message: " + Excerpt.line(missing, MAX_LENGTH)));
    }
}
