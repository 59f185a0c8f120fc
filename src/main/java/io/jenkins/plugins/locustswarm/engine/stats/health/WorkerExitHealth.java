package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.WORKER_EXIT_CODE;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import io.jenkins.plugins.locustswarm.engine.locust.WorkerExit;
import io.jenkins.plugins.locustswarm.engine.stats.Excerpt;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether Locust ended well on the workers. A worker that the master tells to quit has sent its failures away before it
 * chooses its exit code ({@code WorkerRunner} in Locust's {@code runners.py}), so that failed requests make none: 2
 * means an exception outside the tasks, for example in a listener, and another code that the locustfile has set it.
 */
final class WorkerExitHealth implements HealthRule {

    private static final int MAX_ERROR = 200;

    /** More different codes than a run can have by mistake. */
    private static final int MAX_FINDINGS = 5;

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        Map<Integer, List<String>> byCode = run.facts().workerExits().stream()
                .filter(exit -> exit.exitCode() != null && exit.exitCode() != 0)
                .collect(Collectors.groupingBy(
                        WorkerExit::exitCode,
                        TreeMap::new,
                        Collectors.mapping(WorkerExit::worker, Collectors.toList())));
        List<HealthFinding> found = new ArrayList<>();
        byCode.forEach((code, workers) -> found.add(unstable(WORKER_EXIT_CODE, sentence(run, code, workers))));
        vanished(run, found);
        return found.stream().limit(MAX_FINDINGS).toList();
    }

    private static String sentence(RunEvidence run, int code, List<String> workers) {
        String ended = "Locust on " + WorkerNames.list(workers) + " ended with exit code " + code + why(code);
        return ended + lastWords(run, workers) + ".";
    }

    private static String why(int code) {
        if (ExitHealth.killed(code)) {
            return ", as of a killed process";
        }
        return code == 2 ? " after an exception outside the tasks" : "";
    }

    /** What the log of the first of these workers says last. */
    private static String lastWords(RunEvidence run, List<String> workers) {
        String first = workers.get(0);
        String of = workers.size() == 1 ? "" : " of " + first;
        return run.workers().stream()
                .filter(log -> log.worker().equals(first))
                .map(log -> log.lastError() != null
                        ? "; the last error" + of + ": " + Excerpt.line(log.lastError(), MAX_ERROR)
                        : log.lastLine().isEmpty()
                                ? ""
                                : "; the log" + of + " ends with: " + Excerpt.line(log.lastLine(), MAX_ERROR))
                .findFirst()
                .orElse("");
    }

    /** What the master says of lost workers is said already. */
    private static void vanished(RunEvidence run, List<HealthFinding> found) {
        List<String> workers = run.facts().workerExits().stream()
                .filter(exit -> exit.exitCode() == null)
                .map(WorkerExit::worker)
                .toList();
        boolean known = run.master() != null && !WorkerHealth.lost(run).isEmpty();
        if (!workers.isEmpty() && !known) {
            found.add(unstable(
                    WORKER_EXIT_CODE,
                    "Locust on " + WorkerNames.list(workers) + " ended without an exit code, as of a killed process"
                            + lastWords(run, workers) + "."));
        }
    }
}
