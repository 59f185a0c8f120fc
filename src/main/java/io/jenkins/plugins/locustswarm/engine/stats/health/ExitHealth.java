package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.EXIT_CODE;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.MASTER_LOST;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.ZERO_REQUESTS;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.failed;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.locust.TerminationReason;
import io.jenkins.plugins.locustswarm.engine.locust.log.MasterLog;
import io.jenkins.plugins.locustswarm.engine.stats.Excerpt;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds masters that exited abnormally, and runs without requests. Locust's exit code ({@code main.py}, function shutdown) is
 * the one that the locustfile sets ({@code environment.process_exit_code}), else the value of {@code
 * --exit-code-on-error} after failed requests or exceptions in tasks, else 2 after an exception in a greenlet, else 0.
 * The swarm passes 0 for that option, so that failed requests alone do not change the code. Users can pass their own
 * value.
 */
final class ExitHealth implements HealthRule {

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        List<HealthFinding> found = new ArrayList<>();
        Integer code = run.facts().exitCode();
        if (run.facts().termination() == TerminationReason.SLOW_QUIT) {
            code = 0; // the load was over, and LengthHealth reports that the swarm ended the master
        }
        if (code == null || new ProcessEnd(code).isKilled() && !shutDownWith(code, run)) {
            found.add(masterLost(run, code));
        } else if (code != 0 && (shutDownWith(code, run) || run.facts().termination() == null)) {
            String sentence = Excerpt.sentence("Locust ended with exit code " + code + why(code, run) + lastError(run));
            found.add(run.began() ? unstable(EXIT_CODE, sentence) : failed(EXIT_CODE, sentence));
        }
        NameStats total = run.total();
        if (total != null && total.requests() == 0) {
            found.add(failed(ZERO_REQUESTS, zeroRequests(run)));
        }
        return found;
    }

    /** Returns whether the master's log ends with this code, as it does after an orderly shutdown. */
    private static boolean shutDownWith(int code, RunEvidence run) {
        MasterLog master = run.master();
        return master != null && Integer.valueOf(code).equals(master.exitCode());
    }

    private static HealthFinding masterLost(RunEvidence run, @CheckForNull Integer code) {
        String files = " Its files contain what it had written by then; the last seconds ";
        if (run.facts().killedBySwarm()) {
            return unstable(
                    MASTER_LOST,
                    "The master did not end when asked to, so the swarm killed it." + files + "may be missing.");
        }
        if (run.facts().stoppedByUser() || run.facts().termination() != null) {
            return unstable(
                    MASTER_LOST,
                    "The master did not shut down cleanly when the swarm asked it to end"
                            + (code == null ? "" : " (exit code " + code + ")") + "." + files + "may be missing.");
        }
        return failed(
                MASTER_LOST,
                "The master was lost"
                        + (code == null ? "" : ": it ended " + new ProcessEnd(code).inWords())
                        + "." + files + "are missing.");
    }

    private static String why(int code, RunEvidence run) {
        if (code == 2) {
            return ": an invalid argument, an exception outside the tasks, or a code set by the locustfile";
        }
        if (code != 1 || shutDownWith(code, run)) {
            return ", which was set by the locustfile, one of its plugins or --exit-code-on-error";
        }
        return ", but not because of failed requests";
    }

    private static String lastError(RunEvidence run) {
        MasterLog master = run.master();
        return LogQuote.ofOnly().lastError(master == null ? null : master.lastError());
    }

    private static String errorOfWorker(RunEvidence run) {
        return run.workers().stream()
                .filter(worker -> worker.lastError() != null)
                .findFirst()
                .map(worker -> new LogQuote(worker.worker()).lastError(worker.lastError()))
                .orElse("");
    }

    private static String zeroRequests(RunEvidence run) {
        if (run.noWorkerWasLeft()) {
            return "The master received no statistics before its last worker was lost: the requests that the workers made"
                    + " until then are not counted.";
        }
        if (run.noUserWasSeen()) {
            return "No request was made: the run time was over before the first user was started. Check whether a"
                    + " listener of test_start takes that long.";
        }
        if (run.wasReset()) {
            return "No request was completed after Locust had reset its statistics, when all users were started: use a"
                    + " longer run time.";
        }
        if (run.printedRequests() > 0) {
            return "The statistics file contains no requests: Locust did not finish writing it.";
        }
        return run.began()
                ? Excerpt.sentence(
                        "No request was made: check the tasks of the locustfile, the host and the logs of the"
                                + " workers" + errorOfWorker(run))
                : "No request was made, because the load never began.";
    }
}
