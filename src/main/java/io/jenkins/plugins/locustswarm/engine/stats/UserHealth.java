package io.jenkins.plugins.locustswarm.engine.stats;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.RAMP_CUT_SHORT;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.USERS_LOST;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.note;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import java.util.List;

/** Whether as many users ran as were asked for, once the ramp was over. A shape has users of its own. */
final class UserHealth implements HealthRule {

    /** When Locust moves users between workers, their number is off for a moment. */
    private static final int MOMENT = 2;

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        UserWatch users = run.users();
        if (users == null || run.shape() || !run.began()) {
            return List.of();
        }
        if (users.secondsBelow() > MOMENT) {
            return List.of(unstable(
                    USERS_LOST,
                    users.asked() + " users were asked for, and for " + users.secondsBelow() + " of the "
                            + users.secondsWatched() + " s after the ramp fewer were running, at the least "
                            + users.fewest() + "."));
        }
        Long runTime =
                run.facts().runTime() == null ? null : run.facts().runTime().toSeconds();
        if (runTime != null && users.rampSeconds() > runTime) {
            return List.of(note(
                    RAMP_CUT_SHORT,
                    "The run time of " + runTime + " s was over before all " + users.asked()
                            + " users were started, which takes " + users.rampSeconds() + " s."));
        }
        return List.of();
    }
}
