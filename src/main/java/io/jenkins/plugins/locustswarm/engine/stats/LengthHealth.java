package io.jenkins.plugins.locustswarm.engine.stats;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.ENDED_EARLY;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.ENDED_LATE;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.OUTER_CLOCK;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.note;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether the load lasted as long as was asked. */
final class LengthHealth implements HealthRule {

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        List<HealthFinding> found = new ArrayList<>();
        Duration asked = run.facts().runTime();
        if (run.facts().endedByOuterClock()) {
            found.add(note(
                    OUTER_CLOCK,
                    run.shape()
                            ? "The locustfile's load shape went on after the run time, and the swarm ended it."
                            : "Locust did not end when the run time was over, and the swarm ended it."));
        }
        if (asked == null || !run.began() || run.loadLength().isEmpty()) {
            return found;
        }
        Duration lasted = run.loadLength().get();
        if (lasted.compareTo(asked.minus(early(asked))) < 0) {
            found.add(endedEarly(run, asked, lasted));
        } else if (lasted.compareTo(asked.plus(run.facts().stopTimeout()).plus(late(asked))) > 0) {
            found.add(unstable(ENDED_LATE, "The load lasted " + seconds(lasted) + " and not " + seconds(asked) + "."));
        }
        return found;
    }

    private static HealthFinding endedEarly(RunEvidence run, Duration asked, Duration lasted) {
        String sentence = "The load ended after " + seconds(lasted) + " of " + seconds(asked);
        if (run.facts().stoppedByUser()) {
            return unstable(ENDED_EARLY, sentence + ": it was stopped.");
        }
        if (run.master() != null && run.master().shapeEnded()) {
            return note(ENDED_EARLY, sentence + ", because the locustfile's load shape was over.");
        }
        if (run.master() != null && run.master().allGone()) {
            return unstable(ENDED_EARLY, sentence + ", because no worker was left.");
        }
        return unstable(ENDED_EARLY, sentence + ".");
    }

    /** A second of Locust's own and one of ours; of a long run one percent. */
    private static Duration early(Duration asked) {
        return longer(Duration.ofSeconds(2), asked.dividedBy(100));
    }

    /** The swarm gives Locust some time before it ends the load itself. */
    private static Duration late(Duration asked) {
        return longer(Duration.ofSeconds(15), asked.dividedBy(20));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }
}
