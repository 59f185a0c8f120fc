package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.EXIT_CODE;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.MASTER_LOST;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.ZERO_REQUESTS;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.failed;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import io.jenkins.plugins.locustswarm.engine.locust.TerminationReason;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.csv.CsvError;
import java.util.ArrayList;
import java.util.List;

/**
 * How the master ended, and whether it did anything. Exit codes: Locust's {@code main.py}, function shutdown: what the
 * locustfile has set ({@code environment.process_exit_code}), else the value of {@code --exit-code-on-error} after
 * failed requests or task exceptions, else 2 after an exception in a greenlet, else 0. The swarm passes 0 for that
 * option, so that failed requests alone do not change the code. Users can pass their own value.
 */
final class ExitHealth implements HealthRule {

    /** A process that ended by a signal has 128 and the signal's number for the shell that waited for it. */
    private static final int SIGNAL = 128;

    private static final int LAST_SIGNAL = 64;

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        List<HealthFinding> found = new ArrayList<>();
        Integer code = run.facts().exitCode();
        if (run.facts().outerClock() == TerminationReason.SLOW_QUIT) {
            code = 0; // the load was over, and LengthHealth says who ended the master
        }
        if (code == null || killed(code) && !shutDownWith(code, run)) {
            found.add(masterLost(run, code));
        } else if (code != 0 && (shutDownWith(code, run) || run.facts().outerClock() == null)) {
            String sentence = "Locust ended with exit code " + code + why(code, run) + lastError(run) + ".";
            found.add(run.began() ? unstable(EXIT_CODE, sentence) : failed(EXIT_CODE, sentence));
        }
        if (run.total() != null && run.total().requests() == 0) {
            found.add(failed(ZERO_REQUESTS, zeroRequests(run)));
        }
        return found;
    }

    static boolean killed(int code) {
        return code < 0 || code > SIGNAL && code <= SIGNAL + LAST_SIGNAL;
    }

    /** Whether the master says itself that it ends with this code, as it does at an orderly end. */
    private static boolean shutDownWith(int code, RunEvidence run) {
        return run.master() != null && Integer.valueOf(code).equals(run.master().exitCode());
    }

    private static HealthFinding masterLost(RunEvidence run, Integer code) {
        String files = ": its files hold what it had written until then, and the last seconds may be missing.";
        if (run.facts().killedBySwarm()) {
            return unstable(
                    MASTER_LOST, "The master did not end when it was asked to, and the swarm killed it" + files);
        }
        if (run.facts().stoppedByUser() || run.facts().outerClock() != null) {
            return unstable(
                    MASTER_LOST,
                    "The master did not shut down in order when the swarm asked it to end (exit code " + code + ")"
                            + files);
        }
        return failed(
                MASTER_LOST,
                "The master was lost"
                        + (code == null ? "" : " (exit code " + code + ", as of a killed process)")
                        + ": its files hold what it had written until then, and the last seconds are missing.");
    }

    private static String why(int code, RunEvidence run) {
        if (code == 2) {
            return ": an argument that it does not take, an exception outside the tasks, or a code that the locustfile sets";
        }
        if (code != 1 || shutDownWith(code, run)) {
            return ", which the locustfile, one of its plugins or --exit-code-on-error sets";
        }
        return ", and not because of failed requests";
    }

    private static String lastError(RunEvidence run) {
        String error = run.master() == null ? null : run.master().lastError();
        return error == null ? "" : "; its last error: " + CsvError.shorten(error);
    }

    private static String zeroRequests(RunEvidence run) {
        if (run.noWorkerWasLeft()) {
            return "No request was reported to the master before its last worker was lost: what the workers made until"
                    + " then is not counted.";
        }
        if (run.noUserWasSeen()) {
            return "Not one request was made: the run time was over before the first user was started. Does a listener of"
                    + " test_start take that long?";
        }
        if (run.master() != null
                && run.master().printedRequests() != null
                && run.master().printedRequests() > 0) {
            return "The statistics file counts no request: Locust did not write it to the end.";
        }
        return run.began()
                ? "Not one request was made: look at the tasks of the locustfile, the host and the workers' logs."
                : "Not one request was made, because the load never began.";
    }
}
