package io.jenkins.plugins.locustswarm.steps.form;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.locustswarm.config.LocustSwarmConfiguration;
import io.jenkins.plugins.locustswarm.config.SwarmProfile;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What a form says of the machines of a swarm. Texts, since variables of a build may be in any of them. */
public final class MachinesForm extends AbstractDescribableImpl<MachinesForm> {

    private String slaves = String.valueOf(SwarmPlan.DEFAULT_WORKERS);
    private String minSlaves = "";
    private String profile = SwarmProfile.DEFAULT_NAME;
    private String bootstrapDir = MachineSettings.DEFAULT_BOOTSTRAP_FOLDER;
    private List<NamedValue> tags = new ArrayList<>();

    @DataBoundConstructor
    public MachinesForm() {
        // all fields have usual values
    }

    /** How many slaves. */
    public String getSlaves() {
        return slaves;
    }

    @DataBoundSetter
    public void setSlaves(String count) {
        slaves = Util.fixNull(count).strip();
    }

    /** How many of them are enough to go on; empty for all. */
    public String getMinSlaves() {
        return minSlaves;
    }

    @DataBoundSetter
    public void setMinSlaves(String count) {
        minSlaves = Util.fixNull(count).strip();
    }

    /** The swarm profile. */
    public String getProfile() {
        return profile;
    }

    @DataBoundSetter
    public void setProfile(String name) {
        profile = Util.fixNull(name).strip();
    }

    /** The bootstrap directory, below the workspace. */
    public String getBootstrapDir() {
        return bootstrapDir;
    }

    @DataBoundSetter
    public void setBootstrapDir(String folder) {
        bootstrapDir = Util.fixNull(folder).strip();
    }

    /** The user's own tags, for machines that can have them. */
    public List<NamedValue> getTags() {
        return List.copyOf(tags);
    }

    @DataBoundSetter
    public void setTags(List<NamedValue> ofMachines) {
        tags = new ArrayList<>(Util.fixNull(ofMachines));
    }

    /** A configuration of another version, or one that somebody wrote, may lack fields. */
    private Object readResolve() {
        setSlaves(slaves == null ? String.valueOf(SwarmPlan.DEFAULT_WORKERS) : slaves);
        setMinSlaves(minSlaves);
        setProfile(profile == null ? SwarmProfile.DEFAULT_NAME : profile);
        setBootstrapDir(bootstrapDir == null ? MachineSettings.DEFAULT_BOOTSTRAP_FOLDER : bootstrapDir);
        setTags(tags);
        return this;
    }

    /** Form of {@link MachinesForm}. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<MachinesForm> {

        @POST
        public FormValidation doCheckSlaves(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.of(item).check(value, () -> NumberParser.whole("slaves", value, 1));
        }

        @POST
        public FormValidation doCheckMinSlaves(@AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.of(item).check(value, () -> NumberParser.whole("minSlaves", value, 1));
        }

        /** The profiles that jobs there may use, for those who may configure them. */
        @POST
        public ListBoxModel doFillProfileItems(@AncestorInPath Item item, @QueryParameter String profile) {
            ListBoxModel items = new ListBoxModel();
            LocustSwarmConfiguration configuration = LocustSwarmConfiguration.get();
            if (FormChecks.of(item).allowed()) {
                (item == null ? configuration.getProfiles() : configuration.profilesFor(item))
                        .stream().map(SwarmProfile::getName).forEach(items::add);
            }
            if (items.stream().noneMatch(option -> option.value.equals(profile))) {
                items.add(profile);
            }
            return items;
        }
    }
}
