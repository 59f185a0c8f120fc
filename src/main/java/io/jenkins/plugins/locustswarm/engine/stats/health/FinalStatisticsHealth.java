package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.FINAL_STATISTICS;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.note;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import io.jenkins.plugins.locustswarm.engine.locust.TerminationReason;
import io.jenkins.plugins.locustswarm.engine.locust.log.MasterLog;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds runs whose last requests may be missing from the statistics. A master waits half a second for the last
 * statistics of its workers; a worker whose users may finish what they do (the stop timeout) sends them when the last
 * user is done. A worker sends its quit message after them, so that a missing quit message indicates the loss (Locust
 * issue 1426).
 */
final class FinalStatisticsHealth implements HealthRule {

    /** The interval at which a worker reports ({@code WORKER_REPORT_INTERVAL} in {@code runners.py}). */
    private static final Duration UNREPORTED = Duration.ofSeconds(3);

    /** How many times longer than the unreported time a run has to be for the loss to be negligible. */
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
        if (!master.workers().silentAtEnd().isEmpty()) {
            found.add(silent(run, master));
        }
        NameStats total = run.total();
        if (total != null && run.printedRequests() > total.requests()) {
            found.add(unstable(
                    FINAL_STATISTICS,
                    "Locust's log counts " + run.printedRequests() + " requests but its statistics file only "
                            + total.requests() + ": Locust did not finish writing the file."));
        }
        return found;
    }

    /**
     * Returns whether the process ended by itself, for example by {@code os._exit} in a listener, before Locust wrote
     * its last statistics. A log that shows the end of the load would also show the shutdown; if it shows neither, the
     * missing report is the evidence.
     */
    private static boolean leftWithoutShutdown(RunEvidence run, MasterLog master) {
        boolean logShowsEnd =
                master.load().length() != null && !master.workers().allGone();
        return !new ProcessEnd(run.facts().exitCode()).isKilled()
                && master.exitCode() == null
                && (logShowsEnd || !run.htmlReport());
    }

    private static String notCounted(RunEvidence run) {
        UserTracker users = run.users();
        Instant ended = run.facts().endedAt();
        if (users == null || users.newest() < 0 || ended == null) {
            return "";
        }
        long seconds = Math.max(0, ended.getEpochSecond() - users.newest());
        return ", and requests of the last " + (seconds + UNREPORTED.toSeconds()) + " s may be missing";
    }

    private static HealthFinding silent(RunEvidence run, MasterLog master) {
        int workers = master.workers().silentAtEnd().size();
        String their = workers == 1 ? "its" : "their";
        String late = "The last statistics of " + workers + (workers == 1 ? " worker process" : " worker processes")
                + " did not reach the master in time";
        if (missedItsEnd(run)) {
            return unstable(
                    FINAL_STATISTICS,
                    late + ", which did not notice the end of the run time either: many of " + their
                            + " requests may be missing.");
        }
        String sentence = late + ": up to " + UNREPORTED.toSeconds() + " s of "
                + their + " requests, and those that ended within the stop timeout of "
                + run.facts().load().stopTimeout().toSeconds() + " s, may be missing.";
        Duration length = run.loadLength().orElse(Duration.ZERO);
        return length.compareTo(UNREPORTED.multipliedBy(LONG_RUN_FACTOR)) >= 0
                ? note(FINAL_STATISTICS, sentence)
                : unstable(FINAL_STATISTICS, sentence);
    }

    /**
     * Returns whether the master was too busy to notice the end of the run time. It then has messages that it has not
     * read: with 3,200 workers on two cores, between a tenth and a half of the requests ({@code benchmarks/run master}).
     */
    private static boolean missedItsEnd(RunEvidence run) {
        return run.facts().termination() == TerminationReason.LOAD_WENT_ON && !run.shape();
    }
}
