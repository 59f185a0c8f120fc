package io.jenkins.plugins.locustswarm.steps.freestyle;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Builder;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import java.io.IOException;

/** A build step of a freestyle job that does an operation. Variables in its fields are expanded. */
public abstract class OperationBuilder extends Builder {

    /** @throws SwarmException for what cannot be done */
    abstract SwarmOperation operation(AbstractBuild<?, ?> build, EnvVars variables);

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws IOException, InterruptedException {
        FreestyleRunner site = new FreestyleRunner(build, listener);
        try {
            site.perform(operation(build, site.variables()));
        } catch (SwarmException e) {
            throw new AbortException(e.getMessage());
        }
        return true;
    }

    /** Form of an {@link OperationBuilder}. */
    public abstract static class OperationBuilderDescriptor extends BuildStepDescriptor<Builder> {

        @Override
        public boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }
    }
}
