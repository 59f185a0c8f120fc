package io.jenkins.plugins.locustswarm.cli.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;

/** Checks of a run that went well. */
final class WellRun {

    private WellRun() {}

    /**
     * Nothing speaks against the run but what is this computer's doing: Locust's master waits half a second for its
     * workers' goodbyes, and a process that gets no processor for so long while other tests run is rightly told.
     */
    static void assertWentWell(RunSummary summary) {
        assertThat(summary.health())
                .filteredOn(finding -> finding.kind() != HealthFinding.Kind.FINAL_STATISTICS)
                .extracting(HealthFinding::severity)
                .as("%s", summary.health())
                .allMatch(Severity.NOTE::equals);
        assertThat(summary.verdict())
                .isEqualTo(summary.health().stream()
                        .map(finding -> finding.severity().verdict())
                        .reduce(Verdict.OK, Verdict::or));
    }
}
