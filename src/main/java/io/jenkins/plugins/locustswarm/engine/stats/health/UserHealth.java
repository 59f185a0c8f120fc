package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.RAMP_CUT_SHORT;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.USERS_LOST;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.note;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import io.jenkins.plugins.locustswarm.engine.locust.log.MasterLog;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import java.time.Duration;
import java.util.List;

/** Finds loads with fewer users than asked for. A load shape chooses its own number of users. */
final class UserHealth implements HealthRule {

    /** The number of rows for which the number of users can be too low while Locust moves users between workers. */
    private static final int MOMENT = 2;

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        UserTracker users = run.users();
        if (users == null || !run.began() || mayHaveShape(run) || nothingRan(run, users)) {
            return List.of();
        }
        String asked = users.asked() + (users.asked() == 1 ? " user was" : " users were") + " asked for";
        if (users.most() < users.asked() && users.hadTimeForAll()) {
            return List.of(unstable(
                    USERS_LOST,
                    asked + " and could all be started within " + users.rampSeconds() + " s, but no more than "
                            + users.most() + " ever ran at once"
                            + (workersWereLost(run)
                                    ? "."
                                    : ": Locust does not replace a user that ends by itself or raises an exception in"
                                            + " on_start.")));
        }
        if (users.allGone() && !run.noWorkerWasLeft()) {
            return List.of(unstable(
                    USERS_LOST,
                    asked + ", but none was left after the ramp: Locust does not replace a user that ends by itself."));
        }
        if (users.secondsBelow() > MOMENT || users.secondsBelow() == MOMENT && users.secondsWatched() == MOMENT) {
            return List.of(unstable(
                    USERS_LOST,
                    asked + ", but fewer were running for " + users.secondsBelow() + " of the " + users.secondsWatched()
                            + " s that were watched after the ramp, with a minimum of " + users.fewest() + "."));
        }
        return rampCutShort(run, users);
    }

    /** Such a run has another finding, with the reason. */
    private static boolean nothingRan(RunEvidence run, UserTracker users) {
        return users.most() == 0 && run.total() != null && run.total().requests() == 0;
    }

    /** Lost workers take their users with them, which another finding reports. */
    private static boolean workersWereLost(RunEvidence run) {
        return run.noWorkerWasLeft() || !WorkerHealth.lost(run).isEmpty();
    }

    private static boolean mayHaveShape(RunEvidence run) {
        MasterLog master = run.master();
        boolean logged = master != null && master.load().began();
        return run.shape() || run.facts().load().users() == null && !logged;
    }

    /** A chosen spawn rate may intend a ramp as long as the run; Locust's default is probably an oversight. */
    private static List<HealthFinding> rampCutShort(RunEvidence run, UserTracker users) {
        boolean chosen = run.facts().load().spawnRate() != null;
        boolean allRan = users.most() >= users.asked();
        Duration runTime = run.facts().load().runTime();
        if (runTime == null || users.rampSeconds() <= runTime.toSeconds() || allRan && !chosen) {
            return List.of();
        }
        String sentence = "The run time of " + runTime.toSeconds() + " s was over before all "
                + users.asked() + " users were started, which takes " + users.rampSeconds() + " s"
                + (chosen ? "" : " at Locust's default of 1 user per second")
                + (allRan ? "." : ": no more than " + users.most() + " ran at once.");
        return List.of(chosen ? note(RAMP_CUT_SHORT, sentence) : unstable(RAMP_CUT_SHORT, sentence));
    }
}
