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

/** A build step that runs an operation. Variables of the build are expanded in its fields. */
public abstract class OperationBuilder extends Builder {

    /** @throws SwarmException if the fields are not valid */
    abstract SwarmOperation operation(AbstractBuild<?, ?> build, EnvVars variables);

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws IOException, InterruptedException {
        // In any other thread than that of the build, Jenkins leaves the variables of its node out.
        EnvVars variables = build.getEnvironment(listener);
        variables.overrideAll(build.getBuildVariables());
        try {
            new FreestyleRunner(build, listener, variables).perform(operation(build, new EnvVars(variables)));
        } catch (SwarmException e) {
            throw new AbortException(e.getMessage());
        }
        return true;
    }

    /** The descriptor of an {@link OperationBuilder}. */
    public abstract static class OperationBuilderDescriptor extends BuildStepDescriptor<Builder> {

        @Override
        public boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }
    }
}
