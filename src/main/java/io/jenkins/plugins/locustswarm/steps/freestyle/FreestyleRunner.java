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
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation.Phase;
import io.jenkins.plugins.locustswarm.swarms.SwarmPool;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** A freestyle build runs operations to their end in its own thread, which waits. */
final class FreestyleRunner implements BuildContext {

    private final AbstractBuild<?, ?> build;
    private final BuildListener listener;

    FreestyleRunner(AbstractBuild<?, ?> build, BuildListener listener) {
        this.build = build;
        this.listener = listener;
    }

    /**
     * Does the operation; what a run is worth becomes the build's result.
     *
     * @throws AbortException when it fails
     * @throws InterruptedException when the build was aborted; what there was of a run is archived
     */
    void perform(SwarmOperation operation) throws IOException, InterruptedException {
        try {
            OperationRunner runner = new OperationRunner(operation, this);
            InterruptedException abort = doAll(operation, runner);
            runner.end();
            if (abort != null) {
                if (operation.failure() != null) {
                    listener.error(Printable.lines(operation.failure()));
                }
                throw abort;
            }
        } catch (RuntimeException | Error e) {
            new BuildSwarms(operation, this).takeDownSoon();
            throw e;
        }
        judge(operation);
    }

    /** Returns the abort that came on the way; else null. A second abort is thrown, and the background takes down. */
    private InterruptedException doAll(SwarmOperation operation, OperationRunner runner) throws InterruptedException {
        InterruptedException abort = null;
        while (!operation.isDone()) {
            try {
                Thread.sleep(round(operation, runner).toMillis());
            } catch (InterruptedException e) {
                if (abort != null) {
                    new BuildSwarms(operation, this).takeDownSoon();
                    throw e;
                }
                abort = e;
                operation.abort();
            }
        }
        return abort;
    }

    private Duration round(SwarmOperation operation, OperationRunner runner) throws InterruptedException {
        Phase phase = operation.phase();
        String key = operation.swarm() == null ? build.getExternalizableId() : operation.swarm();
        Future<Duration> round = SwarmPool.get().submit(phase.work(), key, runner::round);
        try {
            return round.get();
        } catch (InterruptedException e) {
            if (operation.phase().isAbortable()) {
                round.cancel(true);
            }
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                return Duration.ofSeconds(1); // somebody else needed the swarm
            }
            runner.failed(phase, e.getCause());
            return Duration.ZERO;
        }
    }

    private void judge(SwarmOperation operation) throws AbortException {
        if (operation.failure() != null) {
            throw new AbortException(Printable.lines(operation.failure()));
        }
        if (operation.verdict() == Verdict.FAILED) {
            throw new AbortException(operation.sentence());
        }
        if (operation.verdict() == Verdict.UNSTABLE) {
            listener.getLogger().println(operation.sentence());
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
