package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.ENDED_BY_SWARM;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.ENDED_EARLY;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.ENDED_LATE;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.note;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import io.jenkins.plugins.locustswarm.engine.locust.TerminationReason;
import io.jenkins.plugins.locustswarm.engine.locust.log.MasterLog;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Finds loads that were shorter or longer than the run time. */
final class LengthHealth implements HealthRule {

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        List<HealthFinding> found = new ArrayList<>();
        TerminationReason termination = run.facts().termination();
        if (termination != null) {
            endedBySwarm(run, termination).ifPresent(found::add);
        }
        Duration asked = run.facts().load().runTime();
        if (asked == null || !run.began() || run.loadLength().isEmpty()) {
            return found;
        }
        Duration lasted = run.loadLength().get();
        if (lasted.plus(run.uncertainty()).compareTo(asked.minus(early(asked))) < 0) {
            found.add(endedEarly(run, asked, lasted));
        } else if (lasted.compareTo(asked.plus(run.facts().load().stopTimeout()).plus(late(run, asked))) > 0) {
            found.add(unstable(
                    ENDED_LATE,
                    "The load lasted " + seconds(lasted) + " instead of " + seconds(asked) + whyLate(run, lasted)
                            + "."));
        }
        return found;
    }

    private static Optional<HealthFinding> endedBySwarm(RunEvidence run, TerminationReason reason) {
        return switch (reason) {
            case LOAD_WENT_ON ->
                Optional.of(note(
                        ENDED_BY_SWARM,
                        run.shape()
                                ? "The locustfile's load shape continued after the run time, so the swarm ended it."
                                : "Locust did not end when the run time was over, so the swarm ended it."));
            case SLOW_QUIT ->
                Optional.of(unstable(
                        ENDED_BY_SWARM,
                        "Locust had not ended " + seconds(run.facts().load().quitTimeout())
                                + " after the load, so the swarm "
                                + (run.facts().killedBySwarm() ? "killed" : "ended")
                                + " it. Listeners of test_stop or quitting, for example an upload, were interrupted:"
                                + " use a longer quit timeout."));
            case TOO_LONG ->
                Optional.of(unstable(
                        ENDED_BY_SWARM, "Locust ran longer than the whole run can take, so the swarm ended it."));
            case NO_WORKER -> Optional.empty(); // NoWorkerLeftHealth reports it
        };
    }

    private static HealthFinding endedEarly(RunEvidence run, Duration asked, Duration lasted) {
        String sentence = "The load ended after " + seconds(lasted) + " of " + seconds(asked);
        EarlyStop stop = run.facts().earlyStop();
        if (run.facts().stoppedByUser() && stop != null && stop.user() != null) {
            return unstable(ENDED_EARLY, sentence + ", because " + stop.user() + " stopped it.");
        }
        if (run.facts().stoppedByUser()) {
            return unstable(ENDED_EARLY, sentence + ", because the run was stopped.");
        }
        MasterLog master = run.master();
        if (master != null && master.load().shapeEnded()) {
            return note(ENDED_EARLY, sentence + ", because the locustfile's load shape had ended.");
        }
        if (run.noWorkerWasLeft()) {
            return unstable(ENDED_EARLY, sentence + ", because no worker was left.");
        }
        if (!run.delayOfUsers().isZero()) {
            return lateUsers(run, asked, lasted);
        }
        return unstable(ENDED_EARLY, sentence + ".");
    }

    /** A master tells its workers to quit only after its listeners have returned. */
    private static String whyLate(RunEvidence run, Duration lasted) {
        return outlasted(run, lasted)
                ? ": workers continue until the master's listeners of test_stop have returned and it has told"
                        + " each of them to stop"
                : "";
    }

    /** Returns whether there were requests after the moment at which the master, by its log, ended the load. */
    private static boolean outlasted(RunEvidence run, Duration lasted) {
        MasterLog master = run.master();
        Duration logged = master == null ? null : master.load().length();
        return logged != null && lasted.minus(logged).compareTo(Duration.ofSeconds(2)) > 0;
    }

    /** Locust's run time begins when it starts the test, not with the first user. */
    private static HealthFinding lateUsers(RunEvidence run, Duration asked, Duration lasted) {
        String sentence = "Users ran for " + seconds(lasted.plusMillis(500)) + " of " + seconds(asked)
                + ": the run time began with the test, but the first user was started " + seconds(run.delayOfUsers())
                + " later, for example because of a listener of test_start.";
        boolean much = lasted.compareTo(asked.multipliedBy(9).dividedBy(10)) < 0;
        return much && !run.shape() ? unstable(ENDED_EARLY, sentence) : note(ENDED_EARLY, sentence);
    }

    /** Returns by how much a load may be shorter: a second each for Locust and the swarm, or 1 % of a long run. */
    private static Duration early(Duration asked) {
        return Collections.max(List.of(Duration.ofSeconds(2), asked.dividedBy(100)));
    }

    /**
     * Returns by how much a load may be longer. Requests show its end to within some seconds; without them, only the
     * end of the master is known, and the swarm gives Locust some time before it ends the load itself.
     */
    private static Duration late(RunEvidence run, Duration asked) {
        return outlasted(run, run.loadLength().orElseThrow())
                ? Collections.max(List.of(Duration.ofSeconds(5), asked.dividedBy(100)))
                : Collections.max(List.of(Duration.ofSeconds(15), asked.dividedBy(20)));
    }

    private static String seconds(Duration duration) {
        return duration.toSeconds() + " s";
    }
}
