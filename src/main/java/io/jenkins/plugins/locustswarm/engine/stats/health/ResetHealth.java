package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.RAMP_IN_FIGURES;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.STATISTICS_RESET;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.note;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import io.jenkins.plugins.locustswarm.engine.locust.log.MasterLog;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import java.util.List;

/**
 * Finds runs whose figures are not those of the full load, although {@code --reset-stats} asked for that, or are,
 * although nothing did. Locust resets its statistics each time all requested users are started ({@code
 * spawning_complete} in its {@code runners.py}): once in a normal run, but after each change of the number of users by
 * a load shape, and again when it replaces the users of a lost worker.
 */
final class ResetHealth implements HealthRule {

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        if (!run.began()) {
            return List.of();
        }
        int logged = run.master() == null ? 0 : run.master().load().statsResets();
        if (!run.facts().load().resetStats()) {
            return logged == 0
                    ? List.of()
                    : List.of(note(
                            STATISTICS_RESET,
                            "Locust reset its statistics when all users were started, as a configuration file or a"
                                    + " variable asks it to: the ramp-up is not in the figures."));
        }
        if (logged > 1 && !run.facts().load().isInteractive()) { // people can start the load again on the web page
            return List.of(note(
                    STATISTICS_RESET,
                    "Locust reset its statistics " + logged
                            + " times, as it does each time a load shape or a lost worker"
                            + " changes the number of users: the figures are those after the last time."));
        }
        return isReset(run) ? List.of() : List.of(unstable(RAMP_IN_FIGURES, sentence(run)));
    }

    /** A log without Locust's lines, or a ramp without a request, shows no reset: then the number of users decides. */
    private static boolean isReset(RunEvidence run) {
        MasterLog master = run.master();
        boolean logShowsAll = master != null && !master.silent();
        return run.wasReset() || !logShowsAll && !rampIsUnfinished(run);
    }

    private static boolean rampIsUnfinished(RunEvidence run) {
        UserTracker users = run.users();
        return users != null && users.most() < users.asked();
    }

    private static String sentence(RunEvidence run) {
        return "The figures contain the ramp-up: "
                + (rampIsUnfinished(run)
                        ? "not all users were started"
                        : "Locust did not report that all users were started")
                + ", so Locust did not reset its statistics.";
    }
}
