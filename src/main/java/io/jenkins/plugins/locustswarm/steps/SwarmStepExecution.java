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

/** An errand as a Pipeline's step, done in rounds in the pool. What is kept over a restart is the errand. */
class SwarmStepExecution extends StepExecution implements BuildContext {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(SwarmStepExecution.class.getName());

    /** For fetching what there is and taking down, beside the time that Locust may take to end. */
    private static final Duration GRACE = Duration.ofMinutes(3);

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int MAX_TROUBLES_IN_A_ROW = 3;

    private SwarmOperation errand;
    private transient OperationRunner worker;
    private transient Future<?> round;
    private transient long turn;
    private transient int troubles;

    /** How many of the errand's changes are in the Pipeline's state. */
    private transient long saved;

    private transient Throwable stopCause;
    private boolean finished;

    SwarmStepExecution(StepContext context, SwarmOperation errand) {
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

    /** Does this errand now. Never throws: a step that cannot begin fails. */
    final synchronized void begin(SwarmOperation next) {
        finished = false;
        saved = next == errand ? next.changes() : -1;
        errand = next;
        save();
        roundNow();
    }

    /** Whatever goes on is superseded. */
    private synchronized void roundNow() {
        try {
            worker = new OperationRunner(errand, this);
            schedule(Duration.ZERO);
        } catch (RuntimeException | Error e) {
            giveUp(e);
        }
    }

    final SwarmOperation errand() {
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
            round = SwarmPool.get().submit(errand.phase().work(), key(), () -> {
                goOn(mine);
                return null;
            });
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "Jenkins ends; the errand goes on after its start", e);
        } catch (RuntimeException | Error e) {
            tryAgain(mine, e);
        }
    }

    /** Work on one swarm is done one after another; before it is known, nobody has to wait. */
    private String key() {
        String swarm = errand.swarm();
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
                if (!errand.isDone()) {
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
        return worker;
    }

    private synchronized boolean isSuperseded(long mine) {
        return mine != turn || finished;
    }

    /** A Pipeline's state is a file, and most rounds change nothing. A step whose state is old begins a phase anew. */
    private synchronized void save() {
        long changes = errand.changes();
        if (changes == saved) {
            return;
        }
        try {
            getContext().saveState();
            saved = changes;
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.WARNING, e, () -> "The state of the Pipeline could not be saved: " + errand);
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
            LOGGER.log(Level.WARNING, trouble, () -> "Trying again: " + errand);
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
        leaveMachines();
        getContext().onFailure(why);
        return true;
    }

    private void leaveMachines() {
        new BuildSwarms(errand, this).takeDownSoon();
    }

    private void finish() {
        try {
            worker().end();
            ended();
        } catch (Throwable e) {
            leaveMachines();
            getContext().onFailure(e);
        }
    }

    /** The errand is done: tells the Pipeline. */
    void ended() throws IOException, InterruptedException {
        new StepOutcome(getContext(), errand, stopCause()).tell(value());
    }

    /** What the step returns. */
    Object value() {
        return errand.result();
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
        boolean cut = errand.abort();
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
            LOGGER.log(Level.WARNING, "Swarm {0} did not end {1}", new Object[] {errand.swarm(), when});
        }
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
