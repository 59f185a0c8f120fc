package io.jenkins.plugins.locustswarm.engine.run;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.time.Duration;
import java.time.Instant;

/**
 * The patience of somebody who waits for a run, from one look at it to the next. In memory only: whoever takes up the
 * waiting begins with new patience. For use by one thread at a time.
 */
public final class RunWait {

    private static final Duration PAUSE_AFTER_NO_ANSWER = Duration.ofSeconds(2);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(300);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);

    /** As long as Locust may take to start on a small machine. */
    private static final Duration FIRST_LOOK_AT_WORKERS = Duration.ofSeconds(10);

    /** A machine that does not answer may be back; after this time, and after the run's own, it is lost. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** As seldom as EC2 is looked at while machines come or go. */
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(15);

    private static final Duration WEB_PAGE_WAIT = Duration.ofMinutes(2);

    private final Deadline webPage = Deadline.in(WEB_PAGE_WAIT);
    private Duration pace = FIRST_PAUSE;
    private Duration betweenLooksAtWorkers = FIRST_LOOK_AT_WORKERS;
    private Deadline nextLookAtWorkers = Deadline.in(betweenLooksAtWorkers);
    private Deadline nextQuestion = Deadline.in(Duration.ZERO);
    private Deadline patience;
    private Deadline lateWorkers;
    private Boolean workersStarted;
    private boolean answered;
    private boolean workersReported;

    /**
     * A look at which the master's machine did not answer; a machine that cannot be reached for a while costs nothing
     * but time.
     *
     * @throws BringUpException when that has been so for too long
     */
    public RunSnapshot noAnswer(RunRecord run, ShellException e, Progress progress) {
        if (patience == null) {
            progress.warning(e.getMessage() + " The run goes on by itself; trying again.");
            Duration left = Duration.between(Instant.now(), run.latestEnd());
            patience = Deadline.in(left.isNegative() ? PATIENCE : left.plus(PATIENCE));
        } else if (patience.passed()) {
            throw new BringUpException(
                    e.getMessage() + " Its results may still be there: repeat with run --resume"
                            + " once it answers again, or take the swarm down.",
                    e);
        }
        return new RunSnapshot(null, PAUSE_AFTER_NO_ANSWER);
    }

    void answered() {
        answered = true;
        patience = null;
    }

    /** Whether the master's machine has answered at none of the looks before. */
    boolean isFirst() {
        return !answered;
    }

    /** The pause before the next look at a run whose load has not begun: short at first, for the small and quick. */
    Duration paceBeforeTheLoad() {
        Duration now = pace;
        Duration next = pace.multipliedBy(2);
        pace = next.compareTo(MAX_PAUSE) < 0 ? next : MAX_PAUSE;
        return now;
    }

    /**
     * Whether it is time to look at the workers, too. That costs each of them something while it has most to do, so the
     * time between two looks doubles.
     */
    boolean wantsWorkers() {
        if (!nextLookAtWorkers.passed()) {
            return false;
        }
        betweenLooksAtWorkers = betweenLooksAtWorkers.multipliedBy(2);
        nextLookAtWorkers = Deadline.in(betweenLooksAtWorkers);
        return true;
    }

    /** Asks what costs something. */
    @FunctionalInterface
    interface Question {
        boolean ask() throws InterruptedException;
    }

    /** Whether workers were started that are to report; asked once. */
    boolean forWorkers(Question wereStarted) throws InterruptedException {
        if (workersStarted == null) {
            workersStarted = wereStarted.ask();
        }
        return workersStarted;
    }

    /**
     * Whether all workers have reported for the first time. A worker reports before it runs the locustfile's init
     * listeners, so that one whose listener ends it has reported, too. It is seen at the next look.
     */
    boolean isFirstLookWithWorkers() {
        boolean first = !workersReported;
        workersReported = true;
        return first;
    }

    /** Whether workers had this time since they were first waited for. */
    boolean workersAreLate(Duration time) {
        if (lateWorkers == null) {
            lateWorkers = Deadline.in(time);
        }
        return lateWorkers.passed();
    }

    /** Whether it is time to ask the provider what became of the master's machine, which does not answer. */
    boolean wantsProvider() {
        if (!nextQuestion.passed()) {
            return false;
        }
        nextQuestion = Deadline.in(BETWEEN_QUESTIONS);
        return true;
    }

    /** @throws BringUpException when Locust's web page should have answered by now */
    void webPageMissing(String lastLine) {
        if (webPage.passed()) {
            throw new BringUpException("Locust's web page did not answer within " + WEB_PAGE_WAIT.toSeconds()
                    + " s. The newest line of its log: " + lastLine);
        }
    }
}
