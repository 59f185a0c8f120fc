package io.jenkins.plugins.locustswarm.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.locustswarm.config.LocustSwarmConfiguration;
import io.jenkins.plugins.locustswarm.config.SwarmProfile;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.locust.RunTime;
import io.jenkins.plugins.locustswarm.report.LocustReports;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the forms of the steps have in common; each has some of the fields. */
public abstract class SwarmStepDescriptor extends StepDescriptor implements CustomDescribableModel {

    static final Set<Class<?>> ANYWHERE = Set.of(Run.class, TaskListener.class, FlowNode.class, EnvVars.class);
    static final Set<Class<?>> ON_A_NODE =
            Set.of(Run.class, TaskListener.class, FlowNode.class, EnvVars.class, FilePath.class);

    private static final String[] NUMBERS = {"slaves", "minSlaves", "users", "spawnRate", "processes"};
    private static final String[] PAIRS = {"environment", "tags"};

    @Override
    public Map<String, Object> customInstantiate(Map<String, Object> arguments) {
        return PipelineArguments.of(arguments)
                .asText(NUMBERS)
                .asText("runTime", "stopTimeout")
                .asNamedValues(PAIRS)
                .get();
    }

    @Override
    public UninstantiatedDescribable customUninstantiate(UninstantiatedDescribable step) {
        return step.withArguments(PipelineArguments.of(step.getArguments())
                .asNumber(NUMBERS)
                .asMap(PAIRS)
                .get());
    }

    @POST
    public FormValidation doCheckFile(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.of(item).check(value, () -> RunPlan.of(value).build());
    }

    @POST
    public FormValidation doCheckHost(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.of(item)
                .check(
                        value,
                        () -> RunPlan.of("any")
                                .host(value.isBlank() ? null : value)
                                .build());
    }

    @POST
    public FormValidation doCheckUsers(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.of(item)
                .check(
                        value,
                        () -> RunPlan.of("any")
                                .users(Numbers.whole("users", value, null))
                                .build());
    }

    @POST
    public FormValidation doCheckSpawnRate(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.of(item)
                .check(
                        value,
                        () -> RunPlan.of("any")
                                .spawnRate(Numbers.decimal("spawnRate", value))
                                .build());
    }

    @POST
    public FormValidation doCheckRunTime(@AncestorInPath Item item, @QueryParameter String value) {
        return value.isBlank() ? FormValidation.ok() : FormChecks.of(item).check(value, () -> RunTime.parse(value));
    }

    @POST
    public FormValidation doCheckProcesses(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.of(item)
                .check(
                        value,
                        () -> RunPlan.of("any")
                                .processes(Numbers.whole("processes", value, 1))
                                .build());
    }

    @POST
    public FormValidation doCheckName(@AncestorInPath Item item, @QueryParameter String value) {
        return value.isBlank()
                ? FormValidation.ok()
                : FormChecks.of(item).check(value, () -> LocustReports.checkTestName(value));
    }

    @POST
    public FormValidation doCheckSlaves(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.of(item).check(value, () -> Numbers.whole("slaves", value, 1));
    }

    @POST
    public FormValidation doCheckMinSlaves(@AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.of(item).check(value, () -> Numbers.whole("minSlaves", value, 1));
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
