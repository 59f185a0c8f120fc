package io.jenkins.plugins.locustswarm.steps.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
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

/** The fields of a swarm's machines, as a form holds them: texts, since each may contain variables of the build. */
public final class MachinesForm extends AbstractDescribableImpl<MachinesForm> {

    private String slaves = String.valueOf(SwarmPlan.DEFAULT_WORKERS);
    private String minSlaves = "";
    private String profile = SwarmProfile.DEFAULT_NAME;
    private String bootstrapDir = "";
    private List<NamedValue> tags = new ArrayList<>();

    @DataBoundConstructor
    public MachinesForm() {
        // all fields have defaults
    }

    /** The number of slaves. */
    public String getSlaves() {
        return slaves;
    }

    @DataBoundSetter
    public void setSlaves(@CheckForNull String count) {
        slaves = Util.fixNull(count).strip();
    }

    /** The number of slaves that are enough to continue; all if empty. */
    public String getMinSlaves() {
        return minSlaves;
    }

    @DataBoundSetter
    public void setMinSlaves(@CheckForNull String count) {
        minSlaves = Util.fixNull(count).strip();
    }

    /** The name of the swarm profile. */
    public String getProfile() {
        return profile;
    }

    @DataBoundSetter
    public void setProfile(@CheckForNull String name) {
        profile = Util.fixNull(name).strip();
    }

    /** The path of the bootstrap directory below the workspace; a folder {@code bootstrap} that is one if empty. */
    public String getBootstrapDir() {
        return bootstrapDir;
    }

    @DataBoundSetter
    public void setBootstrapDir(@CheckForNull String folder) {
        bootstrapDir = Util.fixNull(folder).strip();
    }

    /** Additional tags, for machines that can have tags. */
    public List<NamedValue> getTags() {
        return List.copyOf(tags);
    }

    @DataBoundSetter
    public void setTags(@CheckForNull List<NamedValue> additional) {
        tags = new ArrayList<>(Util.fixNull(additional));
    }

    /** Fills in fields that a configuration of another version, or one written by hand, does not have. */
    private Object readResolve() {
        setSlaves(Util.fixNull(slaves, String.valueOf(SwarmPlan.DEFAULT_WORKERS)));
        setMinSlaves(minSlaves);
        setProfile(Util.fixNull(profile, SwarmProfile.DEFAULT_NAME));
        setBootstrapDir(bootstrapDir);
        setTags(tags);
        return this;
    }

    /** The descriptor of {@link MachinesForm}. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<MachinesForm> {

        @POST
        public FormValidation doCheckSlaves(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.of(item).check(value, () -> {
                int slaves = NumberParser.whole("slaves", value, SwarmPlan.DEFAULT_WORKERS);
                SwarmPlan.checkNumbers(slaves, slaves);
            });
        }

        @POST
        public FormValidation doCheckMinSlaves(
                @CheckForNull @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String slaves) {
            return FormChecks.of(item).check(value + slaves, () -> {
                int all = NumberParser.whole("slaves", slaves, SwarmPlan.DEFAULT_WORKERS);
                SwarmPlan.checkNumbers(all, NumberParser.whole("minSlaves", value, all));
            });
        }

        @POST
        public FormValidation doCheckBootstrapDir(
                @CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FormChecks.of(item).check(value, () -> WorkspaceFolder.parse("bootstrapDir", value));
        }

        /** Lists the profiles that the job may use, for users who may configure it. */
        @POST
        public ListBoxModel doFillProfileItems(
                @CheckForNull @AncestorInPath Item item, @QueryParameter String profile) {
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
