package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.ENDED_EARLY;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.ENDED_LATE;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.OUTER_CLOCK;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.note;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import io.jenkins.plugins.locustswarm.engine.locust.TerminationReason;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the load lasted as long as was asked. */
final class LengthHealth implements HealthRule {

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        List<HealthFinding> found = new ArrayList<>();
        Duration asked = run.facts().runTime();
        if (run.facts().outerClock() != null) {
            outerClock(run, run.facts().outerClock()).ifPresent(found::add);
        }
        if (asked == null || !run.began() || run.loadLength().isEmpty()) {
            return found;
        }
        Duration lasted = run.loadLength().get();
        if (lasted.plus(run.uncertainty()).compareTo(asked.minus(early(asked))) < 0) {
            found.add(endedEarly(run, asked, lasted));
        } else if (lasted.compareTo(asked.plus(run.facts().stopTimeout()).plus(late(run, asked))) > 0) {
            found.add(unstable(
                    ENDED_LATE,
                    "The load lasted " + seconds(lasted) + " and not " + seconds(asked) + whyLate(run, lasted) + "."));
        }
        return found;
    }

    private static Optional<HealthFinding> outerClock(RunEvidence run, TerminationReason reason) {
        return switch (reason) {
            case LOAD_WENT_ON ->
                Optional.of(note(
                        OUTER_CLOCK,
                        run.shape()
                                ? "The locustfile's load shape went on after the run time, and the swarm ended it."
                                : "Locust did not end when the run time was over, and the swarm ended it."));
            case SLOW_QUIT ->
                Optional.of(unstable(
                        OUTER_CLOCK,
                        "Locust had not ended " + seconds(run.facts().quitTimeout())
                                + " after its load, and the swarm "
                                + (run.facts().killedBySwarm() ? "killed" : "ended")
                                + " it: what listeners of test_stop or quitting were"
                                + " doing, an upload for example, was cut off. Give it a longer quit timeout."));
            case TOO_LONG ->
                Optional.of(unstable(
                        OUTER_CLOCK, "Locust ran for longer than the whole run can take, and the swarm ended it."));
            case NO_WORKER -> Optional.empty(); // NoWorkerLeftHealth says it
        };
    }

    private static HealthFinding endedEarly(RunEvidence run, Duration asked, Duration lasted) {
        String sentence = "The load ended after " + seconds(lasted) + " of " + seconds(asked);
        if (run.facts().stoppedByUser()) {
            return unstable(ENDED_EARLY, sentence + ": it was stopped.");
        }
        if (run.master() != null && run.master().shapeEnded()) {
            return note(ENDED_EARLY, sentence + ", because the locustfile's load shape was over.");
        }
        if (run.noWorkerWasLeft()) {
            return unstable(ENDED_EARLY, sentence + ", because no worker was left.");
        }
        if (!run.delayOfUsers().isZero()) {
            return lateUsers(run, asked, lasted);
        }
        return unstable(ENDED_EARLY, sentence + ".");
    }

    /** A master tells its workers to quit when its listeners have returned. */
    private static String whyLate(RunEvidence run, Duration lasted) {
        return outlasted(run, lasted) ? ": workers go on until the master's listeners of test_stop have returned" : "";
    }

    /** Whether requests came after the moment at which the master says that the load is to end. */
    private static boolean outlasted(RunEvidence run, Duration lasted) {
        Duration told = run.master() == null ? null : run.master().loadLength();
        return told != null && lasted.minus(told).compareTo(Duration.ofSeconds(2)) > 0;
    }

    /** Locust's run time begins when it starts the test, and not with the first user. */
    private static HealthFinding lateUsers(RunEvidence run, Duration asked, Duration lasted) {
        String sentence = "There were users for " + seconds(lasted.plusMillis(500)) + " of " + seconds(asked)
                + ": the run time began with the test, and the first user came " + seconds(run.delayOfUsers())
                + " later, for example because of a listener of test_start.";
        boolean much = lasted.compareTo(asked.multipliedBy(9).dividedBy(10)) < 0;
        return much && !run.shape() ? unstable(ENDED_EARLY, sentence) : note(ENDED_EARLY, sentence);
    }

    /** A second of Locust's own and one of ours; of a long run one percent. */
    private static Duration early(Duration asked) {
        return longer(Duration.ofSeconds(2), asked.dividedBy(100));
    }

    /**
     * How much longer than asked is too long. Requests show it to some seconds; else the end of the master is all that
     * is known, and the swarm gives Locust some time before it ends the load itself.
     */
    private static Duration late(RunEvidence run, Duration asked) {
        return outlasted(run, run.loadLength().orElseThrow())
                ? longer(Duration.ofSeconds(5), asked.dividedBy(100))
                : longer(Duration.ofSeconds(15), asked.dividedBy(20));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }
}
