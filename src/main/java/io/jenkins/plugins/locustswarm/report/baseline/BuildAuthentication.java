package io.jenkins.plugins.locustswarm.report.baseline;

import hudson.model.Executor;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.queue.Tasks;
import hudson.model.queue.WorkUnit;
import hudson.security.ACL;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.springframework.security.core.Authentication;

/** The user as whom a build runs, as configured in "Access Control for Builds"; the system by default. */
final class BuildAuthentication {

    private static final Logger LOGGER = Logger.getLogger(BuildAuthentication.class.getName());

    private BuildAuthentication() {}

    static Authentication of(Run<?, ?> run) {
        if (run instanceof FlowExecutionOwner.Executable pipeline) {
            return of(run, pipeline.asFlowExecutionOwner());
        }
        Executor executor = run.getExecutor();
        WorkUnit work = executor == null ? null : executor.getCurrentWorkUnit();
        if (work != null) {
            return work.context.item.authenticate2(); // it may depend on who started the build
        }
        return run.getParent() instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
    }

    private static Authentication of(Run<?, ?> run, FlowExecutionOwner pipeline) {
        try {
            if (pipeline != null) {
                return pipeline.get().getAuthentication2();
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The user as whom " + run + " runs is not known");
        }
        return Jenkins.ANONYMOUS2;
    }
}
