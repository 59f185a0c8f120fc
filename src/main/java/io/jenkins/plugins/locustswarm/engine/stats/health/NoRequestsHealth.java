package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.ZERO_REQUESTS;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.failed;

import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import java.util.List;

/** Whether there is anything to judge, where nothing but Locust's figures is known. */
final class NoRequestsHealth implements HealthRule {

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        return run.total() != null && run.total().requests() == 0
                ? List.of(failed(ZERO_REQUESTS, "Not one request was made."))
                : List.of();
    }
}
