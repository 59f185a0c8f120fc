package io.jenkins.plugins.locustswarm.engine.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.SilentMasterException;
import io.jenkins.plugins.locustswarm.engine.locust.RunDetails;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.time.Duration;
import java.time.Instant;

/**
 * The deadlines and intervals of a caller that waits for a run, from one status check to the next. They are in memory
 * only: a process that resumes the waiting starts with new deadlines. For use by one thread at a time.
 */
public final class RunWait {

    /** The time until the next request to a machine that did not answer. */
    public static final Duration PAUSE_AFTER_NO_ANSWER = Duration.ofSeconds(2);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(300);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(2);

    /** The time that Locust needs to start on a small machine. */
    private static final Duration FIRST_CHECK_OF_WORKERS = Duration.ofSeconds(10);

    /**
     * How long the master's machine may stay silent after the end of the run before it counts as lost; the same while its
     * results are collected.
     */
    private static final Duration MAX_SILENCE = Duration.ofMinutes(5);

    /** How long attempts to collect may go on whose connections break although the master's machine answers. */
    private static final Duration MAX_COLLECTION = Duration.ofMinutes(15);

    /** The interval at which EC2 is asked while machines come up and go down. */
    private static final Duration BETWEEN_PROVIDER_REQUESTS = Duration.ofSeconds(15);

    private static final Duration MAX_WAIT_FOR_WEB_PAGE = Duration.ofMinutes(2);

    /** How long after its latest end a run may go on, with a master that answers; its machine ends it earlier. */
    private static final Duration MAX_OVERTIME = Duration.ofMinutes(15);

    private final Deadline webPage = Deadline.in(MAX_WAIT_FOR_WEB_PAGE);
    private final Duration maxOvertime;
    private final Duration maxSilence;
    private final RequestRate requestRate = new RequestRate();
    private Duration pause = FIRST_PAUSE;
    private Duration betweenChecksOfWorkers = FIRST_CHECK_OF_WORKERS;
    private Deadline nextCheckOfWorkers = Deadline.in(betweenChecksOfWorkers);
    private Deadline nextProviderRequest = Deadline.in(Duration.ZERO);

    @CheckForNull
    private Deadline silence;

    @CheckForNull
    private Deadline silenceAtCollection;

    @CheckForNull
    private Deadline collection;

    @CheckForNull
    private Deadline overdue;

    @CheckForNull
    private Deadline workers;

    @CheckForNull
    private Boolean workersStarted;

    /** The time of the newest row that the caller has, in Unix seconds; absent if it wants no details. */
    @CheckForNull
    private Long detailsSince;

    private boolean answered;
    private boolean collected;
    private boolean historyIsUnreadable;
    private boolean workersReported;

    public RunWait() {
        this(MAX_OVERTIME, MAX_SILENCE);
    }

    /**
     * @param maxOvertime how long after its latest end a run may go on
     * @param maxSilence how long the master's machine may stay silent after the end of the run
     */
    RunWait(Duration maxOvertime, Duration maxSilence) {
        this.maxOvertime = maxOvertime;
        this.maxSilence = maxSilence;
    }

    /**
     * Returns the state before the first check, for a caller that wants the {@link RunDetails} of each check, beginning
     * with all rows of the history.
     */
    public static RunWait withDetails() {
        RunWait wait = new RunWait();
        wait.detailsSince = 0L;
        return wait;
    }

    /** Returns the time of the newest row of the history that the caller has seen; absent if it wants no details. */
    @CheckForNull
    Long detailsSince() {
        return detailsSince;
    }

    /**
     * Records a check in which the master's machine did not answer. The run continues without a connection, so the
     * machine may be silent until the latest end of the run and some minutes more.
     *
     * @throws SilentMasterException if it has been silent for too long
     * @throws BringUpException if the machine of a run on Locust's web page has
     */
    public RunSnapshot noAnswer(RunRecord run, ShellException e, Progress progress) {
        if (silence == null) {
            progress.warning(e.getMessage() + " The run continues by itself; trying again.");
            Duration left = Duration.between(Instant.now(), run.latestEnd());
            silence = Deadline.in(left.isNegative() ? maxSilence : left.plus(maxSilence));
        } else if (silence.passed()) {
            if (run.isInteractive()) { // it has no results that could still be there
                throw new BringUpException(e.getMessage(), e);
            }
            throw new SilentMasterException(e.getMessage() + " The run should have ended minutes ago.", e);
        }
        return new RunSnapshot(null, PAUSE_AFTER_NO_ANSWER);
    }

    /**
     * Records an attempt to collect the results in which the master's machine did not answer. The next attempt is due after
     * {@link #PAUSE_AFTER_NO_ANSWER}.
     *
     * @param mayWait whether there is to be one
     * @throws ShellException the same, if there is none, or the machine has been silent for too long
     */
    public void notCollected(ShellException e, boolean mayWait, Progress progress) {
        if (!mayWait) {
            throw e;
        }
        if (collection == null) {
            progress.warning(e.getMessage() + " Trying again to collect the results.");
            collection = Deadline.in(MAX_COLLECTION);
        } else if (collection.passed()) {
            throw e;
        }
        if (silenceAtCollection == null) {
            silenceAtCollection = Deadline.in(maxSilence);
        } else if (silenceAtCollection.passed()) {
            throw e;
        }
    }

    /** Records that the master's machine has answered while its results are collected. */
    void answeredCollection() {
        silenceAtCollection = null;
    }

    /** Whether this is the first attempt to collect the results. */
    boolean isFirstCollection() {
        boolean first = !collected;
        collected = true;
        return first;
    }

    /**
     * Whether a run with a run time should have ended long ago. Its machine ends it, unless the supervisor there was killed.
     * Another program may also be answering.
     */
    boolean isOverdue(RunRecord run) {
        if (run.isInteractive()) {
            return false;
        }
        if (overdue == null) {
            Duration left = Duration.between(Instant.now(), run.latestEnd()); // too short if the clock was set
            Duration longest = run.load().longest();
            overdue = Deadline.in((left.compareTo(longest) > 0 ? left : longest).plus(maxOvertime));
        }
        return overdue.passed();
    }

    /** Whether this is the first check in which Locust's history could not be read. */
    boolean isFirstUnreadableHistory() {
        boolean first = !historyIsUnreadable;
        historyIsUnreadable = true;
        return first;
    }

    /** Returns the rate of the requests that were seen in earlier checks. */
    RequestRate requestRate() {
        return requestRate;
    }

    /** Records that the master's machine has answered. */
    void answered(RunState state) {
        answered = true;
        silence = null;
        if (detailsSince != null && state.details().newestRow() != null) {
            detailsSince = state.details().newestRow();
        }
    }

    /** Whether the master's machine has not answered any check so far. */
    boolean isWithoutAnswer() {
        return !answered;
    }

    /**
     * Returns the pause until the next check before the load begins: short at first, since small swarms start quickly.
     */
    Duration pauseBeforeLoad() {
        Duration now = pause;
        Duration next = pause.multipliedBy(2);
        pause = next.compareTo(MAX_PAUSE) < 0 ? next : MAX_PAUSE;
        return now;
    }

    /**
     * Whether the workers should be checked too. A check takes CPU time while their Locust starts, so the interval
     * doubles with each check.
     */
    boolean isTimeToCheckWorkers() {
        if (!nextCheckOfWorkers.passed()) {
            return false;
        }
        betweenChecksOfWorkers = betweenChecksOfWorkers.multipliedBy(2);
        nextCheckOfWorkers = Deadline.in(betweenChecksOfWorkers);
        return true;
    }

    /** A condition that takes a request to the machines. */
    @FunctionalInterface
    interface RemoteCondition {
        boolean holds() throws InterruptedException;
    }

    /** Returns whether workers were started that have to report; the condition is evaluated once. */
    boolean expectsWorkers(RemoteCondition wereStarted) throws InterruptedException {
        if (workersStarted == null) {
            workersStarted = wereStarted.holds();
        }
        return workersStarted;
    }

    /**
     * Whether this is the first check in which all workers have reported. A worker reports before it runs the {@code
     * init} listeners of the locustfile, so a listener that ends the worker shows at the next check only.
     */
    boolean isFirstCheckWithWorkers() {
        boolean first = !workersReported;
        workersReported = true;
        return first;
    }

    /** Whether the workers have had this much time since the first call. */
    boolean areWorkersLate(Duration time) {
        if (workers == null) {
            workers = Deadline.in(time);
        }
        return workers.passed();
    }

    /** Whether the provider should be asked if the master's machine, which does not answer, still exists. */
    boolean isTimeToAskProvider() {
        if (!nextProviderRequest.passed()) {
            return false;
        }
        nextProviderRequest = Deadline.in(BETWEEN_PROVIDER_REQUESTS);
        return true;
    }

    /**
     * Records a check in which Locust's web page did not answer.
     *
     * @throws BringUpException if it has not answered for too long
     */
    void noWebPage(String lastLine) {
        if (webPage.passed()) {
            throw new BringUpException("Locust's web page did not answer within " + MAX_WAIT_FOR_WEB_PAGE.toSeconds()
                    + " s. The last line of its log: " + lastLine);
        }
    }
}
