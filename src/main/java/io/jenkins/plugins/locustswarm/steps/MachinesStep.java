package io.jenkins.plugins.locustswarm.steps;

import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.cleanup.Swarms;
import io.jenkins.plugins.locustswarm.config.SwarmProfile;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that brings a swarm up and runs nothing on it. */
public abstract class MachinesStep extends Step implements MachineFields {

    private String slaves = String.valueOf(SwarmPlan.USUAL_WORKERS);
    private String minSlaves = "";
    private String profile = SwarmProfile.DEFAULT_NAME;
    private String bootstrapDir = MachineSettings.USUAL_BOOTSTRAP_FOLDER;
    private List<NamedValue> tags = new ArrayList<>();

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

    Errand errand(Run<?, ?> run, UnaryOperator<String> expansion) {
        return Errand.up(Swarms.get().nameFor(run), MachineSettings.of(this, expansion));
    }
}
