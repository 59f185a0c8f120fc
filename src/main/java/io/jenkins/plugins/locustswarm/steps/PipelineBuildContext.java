package io.jenkins.plugins.locustswarm.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.locustswarm.steps.operation.BuildContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The build around a Pipeline step. */
final class PipelineBuildContext implements BuildContext {

    private final StepContext step;

    PipelineBuildContext(StepContext step) {
        this.step = step;
    }

    @Override
    public Run<?, ?> run() throws IOException, InterruptedException {
        return step.get(Run.class);
    }

    @Override
    public TaskListener listener() throws IOException, InterruptedException {
        return step.get(TaskListener.class);
    }

    @Override
    @CheckForNull
    public FilePath workspace() throws IOException, InterruptedException {
        return step.get(FilePath.class);
    }

    @Override
    public String branch() throws IOException, InterruptedException {
        FlowNode node = step.get(FlowNode.class);
        if (node == null) {
            return "";
        }
        List<String> branches = node.getEnclosingBlocks().stream()
                .map(block -> block.getAction(ThreadNameAction.class))
                .filter(Objects::nonNull)
                .map(ThreadNameAction::getThreadName)
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(branches); // the innermost block is the first
        return String.join("/", branches);
    }

    @Override
    public EnvVars variables() throws IOException, InterruptedException {
        return step.get(EnvVars.class);
    }
}
