package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.RAMP_CUT_SHORT;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.USERS_LOST;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.note;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import java.util.List;

/** Whether as many users ran as were asked for, once the ramp was over. A shape has users of its own. */
final class UserHealth implements HealthRule {

    /** When Locust moves users between workers, their number is off for a moment. */
    private static final int MOMENT = 2;

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        UserTracker users = run.users();
        if (users == null || !run.began() || mayHaveShape(run)) {
            return List.of();
        }
        String asked = users.asked() + (users.asked() == 1 ? " user was" : " users were") + " asked for";
        if (users.most() < users.asked() && users.hadTimeForAll()) {
            return List.of(unstable(
                    USERS_LOST,
                    asked + " and could all be started within " + users.rampSeconds() + " s, but no more than "
                            + users.most() + " were ever running at once"
                            + (workersWereLost(run)
                                    ? "."
                                    : ": a user that ends by itself, or raises an exception in on_start, is not"
                                            + " replaced.")));
        }
        if (users.allGone() && !run.noWorkerWasLeft()) {
            return List.of(unstable(
                    USERS_LOST,
                    asked + ", and after the ramp none was left: a user that ends by itself is not replaced."));
        }
        if (users.secondsBelow() > MOMENT || users.secondsBelow() == MOMENT && users.secondsWatched() == MOMENT) {
            return List.of(unstable(
                    USERS_LOST,
                    asked + ", and for " + users.secondsBelow() + " of the " + users.secondsWatched()
                            + " s after the ramp fewer were running, at the least " + users.fewest() + "."));
        }
        return rampCutShort(run, users);
    }

    /** Their users went with them, and another finding says so. */
    private static boolean workersWereLost(RunEvidence run) {
        return run.noWorkerWasLeft()
                || run.master() != null && !WorkerHealth.lost(run).isEmpty();
    }

    private static boolean mayHaveShape(RunEvidence run) {
        boolean logTells = run.master() != null && run.master().began();
        return run.shape() || run.facts().users() == null && !logTells;
    }

    /** Whoever chose a spawn rate may want a ramp that is as long as the run; Locust's default is chosen by oversight. */
    private static List<HealthFinding> rampCutShort(RunEvidence run, UserTracker users) {
        boolean chosen = run.facts().spawnRate() != null;
        boolean allRan = users.most() >= users.asked();
        if (run.facts().runTime() == null
                || users.rampSeconds() <= run.facts().runTime().toSeconds()
                || allRan && !chosen) {
            return List.of();
        }
        String sentence = "The run time of " + run.facts().runTime().toSeconds() + " s was over before all "
                + users.asked() + " users were started, which takes " + users.rampSeconds() + " s"
                + (chosen ? "" : " at Locust's default of 1 user per second")
                + (allRan ? "." : ": no more than " + users.most() + " were running at once.");
        return List.of(chosen ? note(RAMP_CUT_SHORT, sentence) : unstable(RAMP_CUT_SHORT, sentence));
    }
}
