package io.jenkins.plugins.locustswarm.engine.stats;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.EXIT_CODE;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.MASTER_LOST;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.ZERO_REQUESTS;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.failed;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import java.util.ArrayList;
import java.util.List;

/**
 * How the master ended, and whether it did anything. Exit codes: Locust's {@code main.py}, function shutdown: 1 after
 * failed requests or task exceptions, 2 after an exception in a greenlet, else 0, or what the locustfile has set.
 */
final class ExitHealth implements HealthRule {

    /** A process that ended by a signal has 128 and the signal's number for the shell that waited for it. */
    private static final int SIGNAL = 128;

    private static final int LAST_SIGNAL = 64;

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        List<HealthFinding> found = new ArrayList<>();
        Integer code = run.facts().exitCode();
        if (code == null || killed(code)) {
            found.add(masterLost(run, code));
        } else if (code != 0 && !(code == 1 && hasFailures(run))) {
            String sentence = "Locust ended with exit code " + code + why(code) + lastError(run) + ".";
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

    private static boolean hasFailures(RunEvidence run) {
        return run.taskExceptions() || run.total() != null && run.total().failures() > 0;
    }

    private static HealthFinding masterLost(RunEvidence run, Integer code) {
        String sentence = "The master was lost"
                + (code == null ? "" : " (exit code " + code + ", as of a killed process)")
                + ": its files hold what it had written until then, and the last seconds are missing.";
        boolean onPurpose = run.facts().stoppedByUser() || run.facts().endedByOuterClock();
        return onPurpose ? unstable(MASTER_LOST, sentence) : failed(MASTER_LOST, sentence);
    }

    private static String why(int code) {
        return switch (code) {
            case 1 -> ", and not because of failed requests";
            case 2 -> ": an argument that it does not take, or an exception outside the tasks";
            default -> ", which the locustfile or one of its plugins has chosen";
        };
    }

    private static String lastError(RunEvidence run) {
        String error = run.master() == null ? null : run.master().lastError();
        return error == null ? "" : "; its last error: " + CsvError.shorten(error);
    }

    private static String zeroRequests(RunEvidence run) {
        return run.began()
                ? "Not one request was made: look at the tasks of the locustfile, the host and the workers' logs."
                : "Not one request was made, because the load never began.";
    }
}
