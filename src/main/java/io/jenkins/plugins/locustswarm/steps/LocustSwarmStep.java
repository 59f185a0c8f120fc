package io.jenkins.plugins.locustswarm.steps;

import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.cleanup.Swarms;
import io.jenkins.plugins.locustswarm.config.SwarmProfile;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** All in one: brings a swarm up, runs a locustfile on it, keeps the numbers, takes the swarm down. */
public final class LocustSwarmStep extends LoadStep implements MachineFields {

    private String slaves = String.valueOf(SwarmPlan.USUAL_WORKERS);
    private String minSlaves = "";
    private String profile = SwarmProfile.DEFAULT_NAME;
    private String bootstrapDir = MachineSettings.USUAL_BOOTSTRAP_FOLDER;
    private List<NamedValue> tags = new ArrayList<>();

    @DataBoundConstructor
    public LocustSwarmStep(String file) {
        super(file);
    }

    @Override
    public String getSlaves() {
        return slaves;
    }

    @DataBoundSetter
    public void setSlaves(String count) {
        slaves = Util.fixNull(count).strip();
    }

    @Override
    public String getMinSlaves() {
        return minSlaves;
    }

    @DataBoundSetter
    public void setMinSlaves(String count) {
        minSlaves = Util.fixNull(count).strip();
    }

    @Override
    public String getProfile() {
        return profile;
    }

    @DataBoundSetter
    public void setProfile(String name) {
        profile = Util.fixNull(name).strip();
    }

    @Override
    public String getBootstrapDir() {
        return bootstrapDir;
    }

    @DataBoundSetter
    public void setBootstrapDir(String folder) {
        bootstrapDir = Util.fixNull(folder).strip();
    }

    @Override
    public List<NamedValue> getTags() {
        return List.copyOf(tags);
    }

    @DataBoundSetter
    public void setTags(List<NamedValue> ofMachines) {
        tags = new ArrayList<>(Util.fixNull(ofMachines));
    }

    /** @throws BadInputException for what cannot be done */
    Errand errand(Run<?, ?> run, UnaryOperator<String> expansion) {
        LoadSettings load = LoadSettings.of(this, expansion);
        if (load.isInteractive()) {
            throw new BadInputException("Without a run time the load would never end, and the swarm never go down:"
                    + " give one (runTime), or run inside of withLocustSwarm { }.");
        }
        return Errand.whole(Swarms.get().nameFor(run), MachineSettings.of(this, expansion), load);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new ErrandExecution(context, errand(context.get(Run.class), UnaryOperator.identity()));
    }

    /** Form of {@link LocustSwarmStep}. */
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
    }
}
