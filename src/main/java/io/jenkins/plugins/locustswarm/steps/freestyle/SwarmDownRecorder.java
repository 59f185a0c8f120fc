package io.jenkins.plugins.locustswarm.steps.freestyle;

import hudson.EnvVars;
import hudson.Extension;
import hudson.Launcher;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.BuildStepMonitor;
import hudson.tasks.Publisher;
import hudson.tasks.Recorder;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import java.io.IOException;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The post-build action that takes down the swarm of the build. */
public final class SwarmDownRecorder extends Recorder {

    @DataBoundConstructor
    public SwarmDownRecorder() {
        // has no settings
    }

    @Override
    public BuildStepMonitor getRequiredMonitorService() {
        return BuildStepMonitor.NONE;
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws IOException, InterruptedException {
        new FreestyleRunner(build, listener, new EnvVars()).perform(SwarmOperation.down(null));
        return true;
    }

    /** The descriptor of {@link SwarmDownRecorder}. */
    @Extension
    @Symbol("locustSwarmDown")
    public static final class DescriptorImpl extends BuildStepDescriptor<Publisher> {

        @Override
        public String getDisplayName() {
            return Messages.SwarmDownRecorder_DisplayName();
        }

        @Override
        public boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }
    }
}
