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
 * Finds workers on which Locust ended badly. A worker that the master tells to quit has sent its failures before it
 * chooses its exit code ({@code WorkerRunner} in Locust's {@code runners.py}), so that failed requests do not change the
 * code: 2 means an exception outside the tasks, for example in a listener, and the locustfile sets any other.
 */
final class WorkerExitHealth implements HealthRule {

    /** More different codes than a run is likely to have. */
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
        String why = code == 2 ? " after an exception outside the tasks" : "";
        return ended(run, new ProcessEnd(code), why, workers);
    }

    private static String ended(RunEvidence run, ProcessEnd end, String why, List<String> workers) {
        String lastWords = run.workers().stream()
                .filter(log -> log.worker().equals(workers.get(0)))
                .map(LogQuote.ofFirst(workers)::end)
                .findFirst()
                .orElse("");
        return Excerpt.sentence("Locust on " + WorkerNames.list(workers) + " ended " + end.inWords() + why + lastWords);
    }

    /** Reports workers that ended without an exit code, unless the master reports lost workers. */
    private static void vanished(RunEvidence run, List<HealthFinding> found) {
        List<String> workers = run.facts().workerExits().stream()
                .filter(exit -> exit.exitCode() == null)
                .map(WorkerExit::worker)
                .toList();
        if (!workers.isEmpty() && WorkerHealth.lost(run).isEmpty()) {
            found.add(unstable(WORKER_EXIT_CODE, ended(run, new ProcessEnd(null), "", workers)));
        }
    }
}
