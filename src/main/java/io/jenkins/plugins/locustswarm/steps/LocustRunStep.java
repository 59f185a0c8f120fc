package io.jenkins.plugins.locustswarm.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.FilePath;
import hudson.Util;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** The step {@code locustRun}: runs a locustfile on a swarm, which stays up. */
public final class LocustRunStep extends LoadStep {

    private String swarm = "";

    @DataBoundConstructor
    public LocustRunStep(String file) {
        super(file);
    }

    /** The name of the swarm; the swarm of the block, or the only one of the build, if empty. */
    public String getSwarm() {
        return swarm;
    }

    @DataBoundSetter
    public void setSwarm(@CheckForNull String name) {
        swarm = Util.fixNull(name).strip();
    }

    @Override
    StepExecution execution(StepContext context) throws Exception {
        String name = SwarmScope.nameFor(swarm, context.get(SwarmScope.class));
        LoadSettings load = settings(context);
        if (load.resultsDir().isPresent() && context.get(FilePath.class) == null) {
            throw new BadInputException("The results are copied to the folder "
                    + load.resultsDir().get()
                    + " of the workspace (resultsDir), and this step runs outside of a node: put it"
                    + " into node { }.");
        }
        return new SwarmStepExecution(context, SwarmOperation.run(name, load));
    }

    /** The descriptor of {@link LocustRunStep}. */
    @Extension
    public static final class DescriptorImpl extends SwarmStepDescriptor {

        @Override
        public String getFunctionName() {
            return "locustRun";
        }

        @Override
        public String getDisplayName() {
            return Messages.LocustRunStep_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return ANYWHERE;
        }
    }
}
