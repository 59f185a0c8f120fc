package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.ZERO_REQUESTS;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.failed;

import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import java.util.List;

/** Finds runs without requests, if only Locust's figures are known. */
final class NoRequestsHealth implements HealthRule {

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        NameStats total = run.total();
        return total != null && total.requests() == 0
                ? List.of(failed(ZERO_REQUESTS, "No request was made."))
                : List.of();
    }
}
