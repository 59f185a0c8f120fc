package io.jenkins.plugins.locustswarm.steps.operation;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;

/** Where in a build an operation is run: what it needs of a Pipeline's step, or of a freestyle build. */
public interface BuildContext {

    Run<?, ?> run() throws IOException, InterruptedException;

    /** The log, in which secrets are masked as the build masks them. */
    TaskListener listener() throws IOException, InterruptedException;

    /** Null outside of a node. */
    FilePath workspace() throws IOException, InterruptedException;

    EnvVars variables() throws IOException, InterruptedException;
}
