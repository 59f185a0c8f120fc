package io.jenkins.plugins.locustswarm.steps.freestyle;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.AbstractBuild;
import hudson.model.BuildListener;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.engine.text.Printable;
import io.jenkins.plugins.locustswarm.steps.operation.BuildContext;
import io.jenkins.plugins.locustswarm.steps.operation.BuildSwarms;
import io.jenkins.plugins.locustswarm.steps.operation.OperationRunner;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation.Phase;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import io.jenkins.plugins.locustswarm.swarms.SwarmPool;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** A freestyle build runs errands to their end in its own thread, which waits. */
final class FreestyleRunner implements BuildContext {

    private final AbstractBuild<?, ?> build;
    private final BuildListener listener;

    FreestyleRunner(AbstractBuild<?, ?> build, BuildListener listener) {
        this.build = build;
        this.listener = listener;
    }

    /**
     * Does the errand; what a run is worth becomes the build's result.
     *
     * @throws AbortException when it fails
     * @throws InterruptedException when the build was aborted; what there was of a run is archived
     */
    void perform(SwarmOperation errand) throws IOException, InterruptedException {
        try {
            OperationRunner worker = new OperationRunner(errand, this);
            InterruptedException abort = doAll(errand, worker);
            worker.end();
            if (abort != null) {
                if (errand.failure() != null) {
                    listener.error(Printable.lines(errand.failure()));
                }
                throw abort;
            }
        } catch (RuntimeException | Error e) {
            new BuildSwarms(errand, this).takeDownSoon();
            throw e;
        }
        judge(errand);
    }

    /** Returns the abort that came on the way; else null. A second abort is thrown, and the background takes down. */
    private InterruptedException doAll(SwarmOperation errand, OperationRunner worker) throws InterruptedException {
        InterruptedException abort = null;
        while (!errand.isDone()) {
            try {
                Thread.sleep(round(errand, worker).toMillis());
            } catch (InterruptedException e) {
                if (abort != null) {
                    new BuildSwarms(errand, this).takeDownSoon();
                    throw e;
                }
                abort = e;
                errand.abort();
            }
        }
        return abort;
    }

    private Duration round(SwarmOperation errand, OperationRunner worker) throws InterruptedException {
        Phase phase = errand.phase();
        String key = errand.swarm() == null ? build.getExternalizableId() : errand.swarm();
        Future<Duration> round = SwarmPool.get().submit(phase.work(), key, worker::round);
        try {
            return round.get();
        } catch (InterruptedException e) {
            if (errand.phase().isAbortable()) {
                round.cancel(true);
            }
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                return Duration.ofSeconds(1); // somebody else needed the swarm
            }
            worker.failed(phase, e.getCause());
            return Duration.ZERO;
        }
    }

    private void judge(SwarmOperation errand) throws AbortException {
        if (errand.failure() != null) {
            throw new AbortException(Printable.lines(errand.failure()));
        }
        if (errand.verdict() == Verdict.FAILED) {
            throw new AbortException(errand.sentence());
        }
        if (errand.verdict() == Verdict.UNSTABLE) {
            listener.getLogger().println(errand.sentence());
            build.setResult(Result.UNSTABLE);
        }
    }

    @Override
    public Run<?, ?> run() {
        return build;
    }

    @Override
    public TaskListener listener() {
        return listener;
    }

    @Override
    public FilePath workspace() {
        return build.getWorkspace();
    }

    @Override
    public EnvVars variables() throws IOException, InterruptedException {
        EnvVars variables = build.getEnvironment(listener);
        variables.overrideAll(build.getBuildVariables());
        return variables;
    }
}
