package io.jenkins.plugins.locustswarm.engine.gate.junit;

import io.jenkins.plugins.locustswarm.engine.gate.FailureGates;
import io.jenkins.plugins.locustswarm.engine.gate.MissedGate;
import io.jenkins.plugins.locustswarm.engine.stats.FailureCount;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.engine.stats.health.AllFailedHealth;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A test case for each request name, whose time is the average response time. It fails if the name is the reason for a missed
 * gate on failures ({@link FailureGates}) or for the finding that all requests failed. Without either, failed requests do not
 * affect the verdict of a run, and so the test passes.
 */
final class RequestCases {

    private final RunSummary summary;
    private final FailureGates gates;
    private final Optional<Verdict> allFailed;

    private RequestCases(RunSummary summary) {
        this.summary = summary;
        this.gates = FailureGates.of(summary);
        this.allFailed = summary.health().stream()
                .filter(finding -> finding.kind() == HealthFinding.Kind.ALL_FAILED)
                .map(finding -> finding.severity().verdict())
                .filter(verdict -> verdict != Verdict.OK) // it may be a note, in a summary of another version
                .findFirst();
    }

    static List<TestCase> of(RunSummary summary) {
        RequestCases cases = new RequestCases(summary);
        return summary.names().stream().map(cases::of).toList();
    }

    private TestCase of(NameStats requests) {
        String typeAndName = (requests.type() + " " + requests.name()).strip();
        String name = typeAndName.isEmpty() ? "(no name)" : typeAndName;
        Double average = requests.responseTimes().average();
        String counts =
                String.format(Locale.ROOT, "%,d of %,d requests failed", requests.failures(), requests.requests());
        String details = counts + "." + errors(requests);
        Optional<GateResult> missed = gates.missedBy(requests);
        if (missed.isPresent()) {
            String why = counts + ": " + MissedGate.text(missed.get());
            return TestCase.failed(
                    TestCase.Group.REQUESTS, name, average, missed.get().verdict(), why, details);
        }
        return allFailed.isPresent() && AllFailedHealth.concerns(requests, summary.total())
                ? TestCase.failed(TestCase.Group.REQUESTS, name, average, allFailed.get(), counts, details)
                : TestCase.passed(TestCase.Group.REQUESTS, name, average, details);
    }

    /** Returns the failures of this name among the most frequent ones of the run, a line each. */
    private String errors(NameStats requests) {
        FailureCount kept = FailureCount.of(0, requests.type(), requests.name(), ""); // which cuts long names
        return summary.topFailures().rows().stream()
                .filter(failure ->
                        failure.type().equals(kept.type()) && failure.name().equals(kept.name()))
                .map(failure -> "\n" + failure.count() + " x " + failure.error())
                .collect(Collectors.joining());
    }
}
