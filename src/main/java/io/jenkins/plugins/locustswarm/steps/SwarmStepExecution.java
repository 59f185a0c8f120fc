package io.jenkins.plugins.locustswarm.steps;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import io.jenkins.plugins.locustswarm.steps.operation.BuildContext;
import io.jenkins.plugins.locustswarm.steps.operation.BuildSwarms;
import io.jenkins.plugins.locustswarm.steps.operation.OperationRunner;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * The execution of a Pipeline step that works on a swarm. Its life:
 *
 * <ol>
 *   <li><b>Start.</b> {@link #start} calls {@link #begin}, which starts {@link OperationRounds}. The Pipeline's thread does
 *       not wait.
 *   <li><b>Rounds.</b> A round is one call of {@link OperationRunner#round}, in a thread of
 *       {@link io.jenkins.plugins.locustswarm.swarms.SwarmPool}: it completes the operation's current phase, or polls the
 *       load once. It returns the time until the next round.
 *   <li><b>Save.</b> {@link #save} stores the {@link SwarmOperation} with the Pipeline after each round that changed it. The
 *       next round waits for it.
 *   <li><b>Resume.</b> After a restart of Jenkins, {@link #onResume} begins again with the phase that was saved. Every
 *       phase can be repeated.
 *   <li><b>Abort.</b> The first {@link #stop} calls {@link SwarmOperation#abort}, which chooses the phase to continue
 *       with: collecting the results, if Locust was being started or running; taking down, if the step brought a swarm
 *       up or was about to; else none. The phase in progress is interrupted and a new chain of rounds starts, except
 *       during collecting and taking down, which continue.
 *   <li><b>Forced abort.</b> A second {@link #stop}, or no end within three minutes plus {@link LoadSettings#timeToEnd},
 *       calls {@link #force}: the step fails at once, and {@link BuildSwarms#takeDownSoon} takes down in the background
 *       what the step brought up, or was taking down.
 *   <li><b>End.</b> When the operation is done, {@link #finish} ends the step with its outcome
 *       ({@link #operationEnded}, {@link StepOutcome}).
 * </ol>
 */
class SwarmStepExecution extends StepExecution {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(SwarmStepExecution.class.getName());

    /** The time for collecting and taking down after an abort, in addition to the time that Locust has for ending. */
    private static final Duration GRACE_PERIOD = Duration.ofMinutes(3);

    private SwarmOperation operation;

    @CheckForNull
    private transient OperationRounds rounds;

    /** The number of the operation's changes that the saved state includes. */
    private transient long savedChanges;

    @CheckForNull
    private transient Throwable stopCause;

    SwarmStepExecution(StepContext context, SwarmOperation operation) {
        super(context);
        this.operation = operation;
    }

    @Override
    public boolean start() throws Exception {
        begin(operation);
        return false;
    }

    @Override
    public void onResume() {
        begin(operation);
    }

    /** Starts this operation. Throws nothing: a step that cannot begin fails. */
    final synchronized void begin(SwarmOperation next) {
        savedChanges = next == operation ? next.changes() : -1;
        operation = next;
        save();
        restartRounds();
    }

    /** Starts a chain of rounds, and ends the one in progress. */
    private synchronized void restartRounds() {
        try {
            if (rounds != null) {
                rounds.end();
            }
            rounds = new OperationRounds(this, operation);
            rounds.begin();
        } catch (RuntimeException | Error e) {
            if (rounds != null) {
                rounds.end();
            }
            fail(e);
        }
    }

    final SwarmOperation operation() {
        return operation;
    }

    final BuildContext build() {
        return new PipelineBuildContext(getContext());
    }

    /**
     * Saves the step's state if it changed. Saving writes a file, and most rounds change nothing. A step whose saved state
     * is out of date repeats a phase after a restart.
     *
     * @return done once the state was saved, or could not be saved
     */
    final synchronized ListenableFuture<?> save() {
        long changes = operation.changes();
        if (changes == savedChanges) {
            return Futures.immediateVoidFuture();
        }
        try {
            ListenableFuture<Void> saved = getContext().saveState();
            savedChanges = changes;
            return saved;
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, e, () -> "The state of the Pipeline could not be saved: " + operation);
            return Futures.immediateVoidFuture();
        }
    }

    /** Ends the step of an operation that is done. */
    final void finish(OperationRunner runner) {
        try {
            runner.end();
            operationEnded();
        } catch (Throwable e) {
            fail(e);
        }
    }

    /**
     * Called when the operation is done: reports its outcome to the Pipeline. A swarm that was up when the abort came is
     * taken down.
     */
    void operationEnded() throws IOException, InterruptedException {
        if (operation.isAborted() && operation.machines().isPresent()) {
            new BuildSwarms(operation, build()).takeDownSoon();
        }
        new StepOutcome(getContext(), operation, stopCause()).report(value());
    }

    /** Returns the step's return value. */
    @CheckForNull
    Object value() {
        return operation.result();
    }

    /** Fails the step; the background takes down what it leaves. */
    final void fail(Throwable why) {
        endPage();
        new BuildSwarms(operation, build()).takeDownSoon();
        getContext().onFailure(why);
    }

    private synchronized void endPage() {
        if (rounds != null) {
            rounds.endPage();
        }
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        if (requestEnd(cause)) {
            Duration timeout = GRACE_PERIOD.plus(
                    operation.load().map(LoadSettings::timeToEnd).orElse(Duration.ZERO));
            Timer.get().schedule(() -> force("in time"), timeout.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            force("before the second abort");
        }
    }

    /** Returns false if the end was requested before. */
    private synchronized boolean requestEnd(Throwable cause) {
        if (stopCause != null) {
            return false;
        }
        stopCause = cause;
        boolean interrupts = operation.abort();
        save();
        if (interrupts) {
            interruptRound();
            restartRounds();
        }
        return true;
    }

    @CheckForNull
    final synchronized Throwable stopCause() {
        return stopCause;
    }

    private synchronized void interruptRound() {
        if (rounds != null) {
            rounds.interrupt();
        }
    }

    /** Ends the step at once, unless it has ended. */
    private void force(String when) {
        if (endRounds()) {
            fail(stopCause());
            interruptRound();
            LOGGER.log(Level.WARNING, "The step on swarm {0} did not end {1}", new Object[] {
                operation.swarm().orElse("?"), when
            });
        }
    }

    /** Returns false if the step has ended. */
    private synchronized boolean endRounds() {
        return rounds == null || rounds.end();
    }

    @Override
    public String getStatus() {
        return operation.toString();
    }
}
