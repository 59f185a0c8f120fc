package io.jenkins.plugins.locustswarm.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.Run;
import hudson.util.FormValidation;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.steps.form.LoadFormDescriptor;
import io.jenkins.plugins.locustswarm.steps.form.MachineSettings;
import io.jenkins.plugins.locustswarm.steps.form.MachinesForm;
import io.jenkins.plugins.locustswarm.steps.form.NamedValue;
import io.jenkins.plugins.locustswarm.steps.form.NumberParser;
import io.jenkins.plugins.locustswarm.steps.operation.SwarmOperation;
import io.jenkins.plugins.locustswarm.swarms.Swarms;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The step {@code locustSwarm}: brings a swarm up, runs a locustfile on it, publishes the results, takes the swarm down. */
public final class LocustSwarmStep extends LoadStep {

    private final MachinesForm machines = new MachinesForm();

    @DataBoundConstructor
    public LocustSwarmStep(String file) {
        super(file);
    }

    public int getSlaves() {
        return NumberParser.whole("slaves", machines.getSlaves(), SwarmPlan.DEFAULT_WORKERS);
    }

    @DataBoundSetter
    public void setSlaves(int count) {
        machines.setSlaves(NumberParser.text(count));
    }

    @CheckForNull
    public Integer getMinSlaves() {
        return NumberParser.whole("minSlaves", machines.getMinSlaves());
    }

    @DataBoundSetter
    public void setMinSlaves(@CheckForNull Integer count) {
        machines.setMinSlaves(NumberParser.text(count));
    }

    public String getProfile() {
        return machines.getProfile();
    }

    @DataBoundSetter
    public void setProfile(@CheckForNull String name) {
        machines.setProfile(name);
    }

    public String getBootstrapDir() {
        return machines.getBootstrapDir();
    }

    @DataBoundSetter
    public void setBootstrapDir(@CheckForNull String folder) {
        machines.setBootstrapDir(folder);
    }

    public List<NamedValue> getTags() {
        return machines.getTags();
    }

    @DataBoundSetter
    public void setTags(@CheckForNull List<NamedValue> additional) {
        machines.setTags(additional);
    }

    @Override
    StepExecution execution(StepContext context) throws Exception {
        SwarmOperation operation = SwarmOperation.test(
                Swarms.get().nameFor(context.get(Run.class)),
                MachineSettings.of(machines, getFile(), UnaryOperator.identity()),
                settings(context));
        return new SwarmStepExecution(context, operation);
    }

    /** The descriptor of {@link LocustSwarmStep}. */
    @Extension
    public static final class DescriptorImpl extends SwarmStepDescriptor {

        @Override
        public String getFunctionName() {
            return "locustSwarm";
        }

        @Override
        public String getDisplayName() {
            return Messages.LocustSwarmStep_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return ON_A_NODE;
        }

        /** In this step a run time is required. */
        @POST
        public FormValidation doCheckRunTime(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return LoadFormDescriptor.checkRunTime(item, value, true);
        }
    }
}
