package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.FINAL_STATISTICS;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.note;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import io.jenkins.plugins.locustswarm.engine.locust.MasterLog;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the last requests are counted. A master waits half a second for its workers' last statistics; a worker whose
 * users may finish what they do (the stop timeout) sends them when the last user is done. A worker says goodbye after
 * it has sent them, so that a goodbye which never came is what can be seen of the loss (Locust issue 1426).
 */
final class FinalStatisticsHealth implements HealthRule {

    /** A worker reports every three seconds ({@code WORKER_REPORT_INTERVAL} in {@code runners.py}). */
    private static final Duration UNREPORTED = Duration.ofSeconds(3);

    /** What is not counted weighs little when the run was so many times longer. */
    private static final int LONG_RUN_FACTOR = 20;

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        MasterLog master = run.master();
        if (master == null || !run.began()) {
            return List.of();
        }
        List<HealthFinding> found = new ArrayList<>();
        if (leftWithoutShutdown(run, master)) {
            found.add(unstable(
                    FINAL_STATISTICS,
                    "Locust's master ended with exit code " + run.facts().exitCode() + " before it had shut down: its"
                            + " statistics are not final" + notCounted(run) + "."));
        }
        if (!master.silentAtEnd().isEmpty()) {
            found.add(silent(run, master));
        }
        if (run.total() != null
                && master.printedRequests() != null
                && master.printedRequests() > run.total().requests()) {
            found.add(unstable(
                    FINAL_STATISTICS,
                    "Locust's log counts " + master.printedRequests() + " requests and its statistics file only "
                            + run.total().requests() + ": the file was not written to the end."));
        }
        return found;
    }

    /**
     * Whether the process ended by itself, for example by {@code os._exit} in a listener, before Locust wrote its last
     * statistics. A log that tells of the load's end tells of the shutdown as well; where it tells of neither, the
     * missing report does.
     */
    private static boolean leftWithoutShutdown(RunEvidence run, MasterLog master) {
        Integer code = run.facts().exitCode();
        boolean logTellsOfEnd = master.loadLength() != null && !master.allGone();
        return code != null
                && !ExitHealth.killed(code)
                && master.exitCode() == null
                && (logTellsOfEnd || !run.htmlReport());
    }

    private static String notCounted(RunEvidence run) {
        if (run.users() == null || run.users().newest() < 0 || run.facts().endedAt() == null) {
            return "";
        }
        long seconds =
                Math.max(0, run.facts().endedAt().getEpochSecond() - run.users().newest());
        return ", and requests of the last " + (seconds + UNREPORTED.toSeconds()) + " s may not be counted";
    }

    private static HealthFinding silent(RunEvidence run, MasterLog master) {
        String sentence = "The last statistics of " + master.silentAtEnd().size()
                + " worker processes did not reach the master in time: up to " + UNREPORTED.toSeconds()
                + " s of their requests, and those that ended within the stop timeout of "
                + run.facts().stopTimeout().toSeconds() + " s, may not be counted.";
        Duration length = run.loadLength().orElse(Duration.ZERO);
        return length.compareTo(UNREPORTED.multipliedBy(LONG_RUN_FACTOR)) >= 0
                ? note(FINAL_STATISTICS, sentence)
                : unstable(FINAL_STATISTICS, sentence);
    }
}
