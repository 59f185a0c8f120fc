package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.ALL_FAILED;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import io.jenkins.plugins.locustswarm.engine.stats.Excerpt;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.csv.FailuresCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.StatsCsv;
import java.util.List;

/**
 * Finds runs, and request names with enough requests, whose requests all failed. Some failures may be expected and are
 * left to gates; but the response times of nothing but failures say nothing about the target.
 */
public final class AllFailedHealth implements HealthRule {

    /** With fewer requests of a name, all may fail by chance. */
    private static final int MIN_REQUESTS = 20;

    private static final int MAX_NAME = 100;
    private static final int MAX_ERROR = 200;

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        StatsCsv stats = run.stats();
        if (stats == null) {
            return List.of();
        }
        NameStats total = stats.aggregated();
        if (allFailed(total)) {
            return List.of(unstable(
                    ALL_FAILED,
                    all(total) + " failed" + mostFrequent(run.failures().rows())));
        }
        List<NameStats> names =
                stats.names().stream().filter(name -> concerns(name, total)).toList();
        if (names.isEmpty()) {
            return List.of();
        }
        if (names.size() == 1) {
            NameStats name = names.get(0);
            List<FailuresCsv.Failure> ofName = run.failures().rows().stream()
                    .filter(failure ->
                            failure.type().equals(name.type()) && failure.name().equals(name.name()))
                    .toList();
            return List.of(
                    unstable(ALL_FAILED, all(name) + " named " + shown(name) + " failed" + mostFrequent(ofName)));
        }
        List<String> shown = names.stream()
                .map(name -> shown(name) + " (" + name.requests() + ")")
                .toList();
        return List.of(unstable(ALL_FAILED, "All requests with these names failed: " + WorkerNames.list(shown) + "."));
    }

    /**
     * Returns whether these requests are a reason for a finding.
     *
     * @param total all requests of the run
     */
    public static boolean concerns(NameStats name, NameStats total) {
        return allFailed(name) && (name.requests() >= MIN_REQUESTS || allFailed(total));
    }

    private static boolean allFailed(NameStats stats) {
        return stats.requests() > 0 && stats.failures() >= stats.requests();
    }

    private static String all(NameStats stats) {
        return stats.requests() == 1 ? "The only request" : "All " + stats.requests() + " requests";
    }

    private static String shown(NameStats stats) {
        return Excerpt.line((stats.type() + " " + stats.name()).strip(), MAX_NAME);
    }

    private static String mostFrequent(List<FailuresCsv.Failure> failures) {
        if (failures.isEmpty()) {
            return ".";
        }
        FailuresCsv.Failure first = failures.get(0);
        return Excerpt.sentence("; the most frequent failure (" + first.occurrences()
                + (first.occurrences() == 1 ? " time): " : " times): ") + Excerpt.line(first.error(), MAX_ERROR));
    }
}
