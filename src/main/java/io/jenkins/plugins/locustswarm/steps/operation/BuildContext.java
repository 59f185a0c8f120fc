package io.jenkins.plugins.locustswarm.steps.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;

/** The build that an operation belongs to: around a Pipeline step, or a freestyle build. */
public interface BuildContext {

    Run<?, ?> run() throws IOException, InterruptedException;

    /** Returns the log, which masks the secrets that the build masks. */
    TaskListener listener() throws IOException, InterruptedException;

    /** Returns the workspace, if the step runs inside of a node. */
    @CheckForNull
    FilePath workspace() throws IOException, InterruptedException;

    /** Returns the names of the enclosing parallel branches, the outermost first, separated by slashes; empty outside of one. */
    String branch() throws IOException, InterruptedException;

    EnvVars variables() throws IOException, InterruptedException;
}
