package io.jenkins.plugins.locustswarm.steps;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.locustswarm.cleanup.SwarmPool;
import io.jenkins.plugins.locustswarm.cleanup.Swarms;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.engine.text.Printable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * An errand as a Pipeline's step. What is kept over a restart is the errand; the work is done in rounds in the pool,
 * and between two of them nobody waits.
 */
class ErrandExecution extends StepExecution implements Site {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(ErrandExecution.class.getName());

    /** For fetching what there is and taking down, beside the time that Locust may take to end. */
    private static final Duration GRACE = Duration.ofMinutes(3);

    private static final Duration AFTER_INTERRUPTION = Duration.ofSeconds(1);

    private Errand errand;
    private transient ErrandWorker worker;
    private transient Future<?> round;
    private transient long turn;
    private transient Throwable stopCause;
    private transient boolean finished;

    ErrandExecution(StepContext context, Errand errand) {
        super(context);
        this.errand = errand;
    }

    @Override
    public boolean start() throws Exception {
        begin(errand);
        return false;
    }

    @Override
    public void onResume() {
        begin(errand);
    }

    /** Does this errand now. */
    final synchronized void begin(Errand next) {
        errand = next;
        worker = new ErrandWorker(next, this);
        finished = false;
        schedule(Duration.ZERO);
    }

    final Errand errand() {
        return errand;
    }

    private synchronized void schedule(Duration delay) {
        long mine = ++turn;
        try {
            Timer.get().schedule(() -> submit(mine), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "Jenkins ends; the errand goes on after its start", e);
        }
    }

    private synchronized void submit(long mine) {
        if (mine != turn || finished) {
            return;
        }
        try {
            round = SwarmPool.get().submit(key(), () -> {
                goOn(mine);
                return null;
            });
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "Jenkins ends; the errand goes on after its start", e);
        }
    }

    /** Work on one swarm is done one after another; before it is known, nobody has to wait. */
    private String key() {
        String swarm = errand.swarm();
        return swarm == null ? "unknown, " + System.identityHashCode(this) : swarm;
    }

    private void goOn(long mine) {
        if (isSuperseded(mine)) {
            return;
        }
        Duration pause;
        try {
            pause = worker().round();
        } catch (InterruptedException e) {
            pause = AFTER_INTERRUPTION; // somebody else needed the swarm, or Jenkins ends
        }
        getContext().saveState();
        synchronized (this) {
            if (mine != turn || finished) {
                return;
            }
            if (!errand.isDone()) {
                schedule(pause);
                return;
            }
            finished = true;
        }
        finish();
    }

    private synchronized ErrandWorker worker() {
        return worker;
    }

    private synchronized boolean isSuperseded(long mine) {
        return mine != turn || finished;
    }

    private void finish() {
        try {
            worker().end();
            ended();
        } catch (IOException | RuntimeException e) {
            getContext().onFailure(e);
        } catch (InterruptedException e) {
            getContext().onFailure(e);
            Thread.currentThread().interrupt();
        }
    }

    /** The errand is done: tells the Pipeline. */
    void ended() throws IOException, InterruptedException {
        String failure = errand.failure() == null ? null : Printable.lines(errand.failure());
        if (errand.isAborted()) {
            if (failure != null) {
                listener().error(failure);
            }
            getContext().onFailure(stopCause == null ? new FlowInterruptedException(Result.ABORTED) : stopCause);
        } else if (failure != null) {
            getContext().onFailure(new AbortException(failure));
        } else if (errand.verdict() == Verdict.FAILED) {
            getContext().onFailure(new AbortException(errand.sentence()));
        } else {
            warn();
            getContext().onSuccess(value());
        }
    }

    /** What the step returns. */
    Object value() {
        return errand.result();
    }

    private void warn() throws IOException, InterruptedException {
        if (errand.verdict() == Verdict.UNSTABLE) {
            FlowNode node = getContext().get(FlowNode.class);
            if (node != null) {
                node.addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(errand.sentence()));
            }
            run().setResult(Result.UNSTABLE);
        }
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        if (askForEnd(cause)) {
            Duration patience =
                    errand.load() == null ? GRACE : GRACE.plus(errand.load().timeToEnd());
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
        if (errand.abort()) {
            if (round != null) {
                round.cancel(true);
            }
            worker = new ErrandWorker(errand, this);
            schedule(Duration.ZERO);
        }
        getContext().saveState();
        return true;
    }

    private void force(String when) {
        synchronized (this) {
            if (finished) {
                return;
            }
            finished = true;
            if (round != null) {
                round.cancel(true);
            }
        }
        LOGGER.log(Level.WARNING, "Swarm {0} did not end {1}", new Object[] {errand.swarm(), when});
        if (errand.takesDown() && errand.swarm() != null) {
            Swarms.get().takeDownSoon(errand.swarm());
        }
        getContext().onFailure(stopCause);
    }

    @Override
    public String getStatus() {
        return errand.toString();
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
