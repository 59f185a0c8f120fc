package io.jenkins.plugins.locustswarm.report.checks;

import hudson.ExtensionPoint;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Where checks are published. Its implementation exists only if the plugin that it needs is installed. */
@Restricted(NoExternalUse.class)
public abstract class ChecksPlatform implements ExtensionPoint {

    /**
     * Publishes the check of a test that has ended.
     *
     * @throws RuntimeException of any kind if it cannot be published: publishers are plugins
     */
    abstract void publish(Run<?, ?> run, TaskListener listener, LoadTestCheck check);

    /** Returns the name that the block around a step gives to checks; empty without such a block. */
    abstract Optional<String> nameAround(StepContext step) throws IOException, InterruptedException;
}
