package io.jenkins.plugins.locustswarm.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.locustswarm.steps.operation.BuildContext;
import io.jenkins.plugins.locustswarm.steps.operation.BuildSwarms;
import io.jenkins.plugins.locustswarm.steps.operation.OperationRunner;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import io.jenkins.plugins.locustswarm.swarms.SwarmPool;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A swarm operation as a Pipeline step: done in rounds, each in a thread of the pool, and resumed after a restart. */
class SwarmStepExecution extends StepExecution implements BuildContext {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(SwarmStepExecution.class.getName());

    /** For fetching what there is and taking down, beside the time that Locust may take to end. */
    private static final Duration GRACE = Duration.ofMinutes(3);

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int MAX_TROUBLES_IN_A_ROW = 3;

    private SwarmOperation operation;
    private transient OperationRunner runner;
    private transient Future<?> round;
    private transient long turn;
    private transient int troubles;

    /** How many of the operation's changes are in the Pipeline's state. */
    private transient long saved;

    private transient Throwable stopCause;
    private boolean finished;

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

    /** Does this operation now. Never throws: a step that cannot begin fails. */
    final synchronized void begin(SwarmOperation next) {
        finished = false;
        saved = next == operation ? next.changes() : -1;
        operation = next;
        save();
        roundNow();
    }

    /** Whatever goes on is superseded. */
    private synchronized void roundNow() {
        try {
            runner = new OperationRunner(operation, this);
            schedule(Duration.ZERO);
        } catch (RuntimeException | Error e) {
            giveUp(e);
        }
    }

    final SwarmOperation operation() {
        return operation;
    }

    private synchronized void schedule(Duration delay) {
        long mine = ++turn;
        try {
            Timer.get().schedule(() -> submit(mine), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "Jenkins ends; the operation goes on after its start", e);
        }
    }

    private synchronized void submit(long mine) {
        if (mine != turn || finished) {
            return;
        }
        try {
            round = SwarmPool.get().submit(operation.phase().work(), key(), () -> {
                goOn(mine);
                return null;
            });
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "Jenkins ends; the operation goes on after its start", e);
        } catch (RuntimeException | Error e) {
            tryAgain(mine, e);
        }
    }

    /** Work on one swarm is done one after another; before it is known, nobody has to wait. */
    private String key() {
        String swarm = operation.swarm();
        return swarm == null ? "unknown, " + System.identityHashCode(this) : swarm;
    }

    /** Whatever is thrown here ends in another round, or in the step's end: nothing else would begin one. */
    private void goOn(long mine) {
        if (isSuperseded(mine)) {
            return;
        }
        try {
            Duration pause = round();
            synchronized (this) {
                if (mine != turn || finished) {
                    return;
                }
                save();
                troubles = 0;
                if (!operation.isDone()) {
                    schedule(pause);
                    return;
                }
                finished = true;
            }
        } catch (Throwable e) {
            tryAgain(mine, e);
            return;
        }
        finish();
    }

    private Duration round() {
        try {
            return worker().round();
        } catch (InterruptedException e) {
            return SOON; // another thread needed the swarm, or Jenkins ends
        }
    }

    private synchronized OperationRunner worker() {
        return runner;
    }

    private synchronized boolean isSuperseded(long mine) {
        return mine != turn || finished;
    }

    /** A Pipeline's state is a file, and most rounds change nothing. A step whose state is old begins a phase anew. */
    private synchronized void save() {
        long changes = operation.changes();
        if (changes == saved) {
            return;
        }
        try {
            getContext().saveState();
            saved = changes;
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, e, () -> "The state of the Pipeline could not be saved: " + operation);
        }
    }

    /** For what goes wrong around a round, such as a thread that cannot be made. */
    private synchronized void tryAgain(long mine, Throwable trouble) {
        if (mine != turn || finished || isJenkinsEnding()) {
            return;
        }
        troubles++;
        if (troubles >= MAX_TROUBLES_IN_A_ROW) {
            giveUp(trouble);
            return;
        }
        try {
            LOGGER.log(Level.WARNING, trouble, () -> "Trying again: " + operation);
            schedule(SOON.multipliedBy(3L * troubles));
        } catch (RuntimeException | Error e) {
            giveUp(e);
        }
    }

    /** The step goes on after the start. */
    private static boolean isJenkinsEnding() {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        return jenkins == null || jenkins.isTerminating();
    }

    /** The step fails, and the background does what is left. False when the step has ended already. */
    private boolean giveUp(Throwable why) {
        synchronized (this) {
            if (finished) {
                return false;
            }
            finished = true;
        }
        new BuildSwarms(operation, this).takeDownSoon();
        getContext().onFailure(why);
        return true;
    }

    private void finish() {
        try {
            worker().end();
            ended();
        } catch (Throwable e) {
            new BuildSwarms(operation, this).takeDownSoon();
            getContext().onFailure(e);
        }
    }

    /** The operation is done: tells the Pipeline. */
    void ended() throws IOException, InterruptedException {
        new StepOutcome(getContext(), operation, stopCause()).tell(value());
    }

    /** What the step returns. */
    Object value() {
        return operation.result();
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        if (askForEnd(cause)) {
            Duration patience = operation.load() == null
                    ? GRACE
                    : GRACE.plus(operation.load().timeToEnd());
            Timer.get().schedule(() -> force("in time"), patience.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            force("before the second abort");
        }
    }

    /** False when that was asked before. */
    private synchronized boolean askForEnd(Throwable cause) {
        if (stopCause != null) {
            return false;
        }
        stopCause = cause;
        boolean cut = operation.abort();
        save();
        if (cut) {
            cutRound();
            roundNow();
        }
        return true;
    }

    private synchronized Throwable stopCause() {
        return stopCause;
    }

    private synchronized void cutRound() {
        if (round != null) {
            round.cancel(true);
        }
    }

    private void force(String when) {
        if (giveUp(stopCause())) {
            cutRound();
            LOGGER.log(Level.WARNING, "Swarm {0} did not end {1}", new Object[] {operation.swarm(), when});
        }
    }

    @Override
    public String getStatus() {
        return operation.toString();
    }

    @Override
    public Run<?, ?> run() throws IOException, InterruptedException {
        return getContext().get(Run.class);
    }

    @Override
    public TaskListener listener() throws IOException, InterruptedException {
        return getContext().get(TaskListener.class);
    }

    @Override
    public FilePath workspace() throws IOException, InterruptedException {
        return getContext().get(FilePath.class);
    }

    @Override
    public EnvVars variables() throws IOException, InterruptedException {
        return getContext().get(EnvVars.class);
    }
}
