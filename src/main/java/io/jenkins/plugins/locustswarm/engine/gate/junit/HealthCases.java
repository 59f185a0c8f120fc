package io.jenkins.plugins.locustswarm.engine.gate.junit;

import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A test case for each kind of finding. It passes if there is no such finding, or only one that is a note. */
final class HealthCases {

    /** The findings that are also judged if only the files of a Locust without a swarm are known. */
    private static final Set<Kind> OF_FIGURES = EnumSet.of(
            Kind.ZERO_REQUESTS,
            Kind.ALL_FAILED,
            Kind.TASK_EXCEPTIONS,
            Kind.RESULTS_MISSING,
            Kind.RESULTS_UNREADABLE,
            Kind.RESULTS_CUT);

    private HealthCases() {}

    static List<TestCase> of(RunSummary summary) {
        List<TestCase> cases = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<HealthFinding> findings = summary.health().stream()
                    .filter(finding -> finding.kind() == kind)
                    .toList();
            if (!findings.isEmpty()) {
                cases.add(of(kind, findings));
            } else if (summary.swarm() == null && kind != Kind.OTHER && !OF_FIGURES.contains(kind)) {
                cases.add(TestCase.skipped(
                        TestCase.Group.HEALTH, name(kind), "It is unknown without the logs of a swarm."));
            } else if (isKnownBefore(kind)) {
                cases.add(TestCase.passed(TestCase.Group.HEALTH, name(kind), null, ""));
            }
        }
        return cases;
    }

    /** The files are archived later, and only a later version knows other kinds. */
    private static boolean isKnownBefore(Kind kind) {
        return kind != Kind.RESULTS_NOT_ARCHIVED && kind != Kind.OTHER;
    }

    private static TestCase of(Kind kind, List<HealthFinding> findings) {
        HealthFinding worst = findings.stream()
                .max(Comparator.comparing(HealthFinding::severity))
                .orElseThrow();
        String sentences = findings.stream().map(HealthFinding::sentence).collect(Collectors.joining("\n"));
        Verdict verdict = worst.severity().verdict();
        return verdict == Verdict.OK
                ? TestCase.passed(TestCase.Group.HEALTH, name(kind), null, sentences)
                : TestCase.failed(TestCase.Group.HEALTH, name(kind), null, verdict, worst.sentence(), sentences);
    }

    /** Returns what is true of a run without such a finding. */
    private static String name(Kind kind) {
        return switch (kind) {
            case WORKER_NEVER_CAME -> "all workers joined";
            case WORKER_LOST -> "no worker was lost";
            case WORKER_EXIT_CODE -> "every worker ended with exit code 0";
            case USERS_LOST -> "all users kept running";
            case RAMP_CUT_SHORT -> "all users were started";
            case RAMP_IN_FIGURES -> "the figures leave out the ramp-up if that was requested";
            case STATISTICS_RESET -> "the statistics were not reset at another time";
            case TASK_EXCEPTIONS -> "no task raised an exception";
            case ALL_FAILED -> "some requests succeeded";
            case ZERO_REQUESTS -> "requests were made";
            case STOP_CONDITION -> "no stop condition was met";
            case STOP_CONDITION_NOT_EVALUATED -> "all stop conditions were evaluated";
            case ENDED_EARLY -> "the load did not end early";
            case ENDED_LATE -> "the load did not end late";
            case CPU -> "the machines had enough CPU";
            case CLOCKS_DIFFER -> "the clocks of the machines agreed";
            case FINAL_STATISTICS -> "the statistics are final";
            case STRAY_CONFIGURATION -> "no configuration file changed the run";
            case LOCUST_VERSIONS -> "all machines ran the same version of Locust";
            case EXIT_CODE -> "Locust ended with the expected exit code";
            case MASTER_LOST -> "the master ended by itself";
            case ENDED_BY_SWARM -> "Locust ended the load by itself";
            case TELEMETRY_MISSING -> "the requested telemetry was available";
            case LOG_SILENT -> "the log has Locust's messages";
            case RESULTS_MISSING -> "no result is missing";
            case RESULTS_UNREADABLE -> "all results can be read";
            case RESULTS_CUT -> "all results are complete";
            case RESULTS_NOT_ARCHIVED -> "the results were archived";
            case OTHER -> "there is no finding of an unknown kind";
        };
    }
}
