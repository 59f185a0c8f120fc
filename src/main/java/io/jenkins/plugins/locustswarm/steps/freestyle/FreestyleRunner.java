package io.jenkins.plugins.locustswarm.steps.freestyle;

import edu.umd.cs.findbugs.annotations.CheckForNull;
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
import io.jenkins.plugins.locustswarm.steps.operation.OperationPhase;
import io.jenkins.plugins.locustswarm.steps.operation.OperationRunner;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import io.jenkins.plugins.locustswarm.swarms.SwarmPool;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Runs operations of a freestyle build to their end. The build's own thread waits; the work is done in the pool. */
final class FreestyleRunner implements BuildContext {

    private final AbstractBuild<?, ?> build;
    private final BuildListener listener;
    private final EnvVars variables;

    /** @param variables the variables of the build, for an operation with a load */
    FreestyleRunner(AbstractBuild<?, ?> build, BuildListener listener, EnvVars variables) {
        this.build = build;
        this.listener = listener;
        this.variables = variables;
    }

    /**
     * Runs the operation. The verdict of a run becomes the build's result.
     *
     * <p>The first abort of the build does what {@link SwarmOperation#abort} says, and is thrown when the operation is done. A
     * second abort hands the swarm to the background ({@link BuildSwarms#takeDownSoon}) and is thrown at once.
     *
     * @throws AbortException if the operation or a gate failed
     * @throws InterruptedException if the build was aborted
     */
    void perform(SwarmOperation operation) throws IOException, InterruptedException {
        OperationRunner runner = new OperationRunner(operation, this);
        try {
            InterruptedException abort = runAll(operation, runner);
            if (abort != null) {
                operation.failure().ifPresent(failure -> listener.error(Printable.lines(failure)));
                throw abort;
            }
        } catch (RuntimeException | Error e) {
            new BuildSwarms(operation, this).takeDownSoon();
            throw e;
        } finally {
            runner.end();
        }
        judge(operation);
    }

    /** @return the first abort, if there was one */
    @CheckForNull
    private InterruptedException runAll(SwarmOperation operation, OperationRunner runner) throws InterruptedException {
        InterruptedException abort = null;
        while (!operation.isDone()) {
            try {
                Thread.sleep(round(operation, runner, abort != null).toMillis());
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

    /** @param isAborted whether an abort of this round is the second one, after which another thread needs the swarm */
    private Duration round(SwarmOperation operation, OperationRunner runner, boolean isAborted)
            throws InterruptedException {
        OperationPhase phase = operation.phase();
        String key = operation.swarm().orElseGet(build::getExternalizableId);
        Future<Duration> round = SwarmPool.get().submit(phase.work(), key, runner::round);
        try {
            return round.get();
        } catch (InterruptedException e) {
            if (isAborted || operation.phase().isAbortable()) {
                round.cancel(true);
            }
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                return Duration.ofSeconds(1); // another thread needed the swarm
            }
            runner.failed(phase, e.getCause());
            return Duration.ZERO;
        }
    }

    private void judge(SwarmOperation operation) throws AbortException {
        Optional<String> failure = operation.failure();
        if (failure.isPresent()) {
            throw new AbortException(Printable.lines(failure.get()));
        }
        if (operation.verdict() == Verdict.FAILED) {
            throw new AbortException(operation.verdictText());
        }
        if (operation.verdict() == Verdict.UNSTABLE) {
            listener.getLogger().println(operation.verdictText());
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
    @CheckForNull
    public FilePath workspace() {
        return build.getWorkspace();
    }

    @Override
    public String branch() {
        return "";
    }

    @Override
    public EnvVars variables() {
        return new EnvVars(variables);
    }
}
