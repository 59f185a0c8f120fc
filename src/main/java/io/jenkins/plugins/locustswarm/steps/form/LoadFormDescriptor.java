package io.jenkins.plugins.locustswarm.steps.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.RelativePath;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.locustswarm.engine.locust.ExtraArguments;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.locust.RunTime;
import io.jenkins.plugins.locustswarm.engine.locust.TargetHost;
import io.jenkins.plugins.locustswarm.report.baseline.BaselineChoice;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The checks of the fields of {@link LoadForm}. */
public abstract class LoadFormDescriptor extends Descriptor<LoadForm> {

    LoadFormDescriptor() {}

    private static FormValidation check(@CheckForNull Item item, String value, UnaryOperator<RunPlan.Builder> option) {
        return FormChecks.of(item)
                .check(value, () -> option.apply(RunPlan.of("any")).build());
    }

    @POST
    public FormValidation doCheckFile(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.of(item).check(value, () -> RunPlan.of(value).build());
    }

    @POST
    public FormValidation doCheckHost(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        String host = value.isBlank() ? null : value.strip();
        return FormChecks.of(item)
                .check(value, () -> RunPlan.of("any").host(host).build(), () -> TargetHost.note(host));
    }

    @POST
    public FormValidation doCheckUsers(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, plan -> plan.users(NumberParser.whole("users", value)));
    }

    @POST
    public FormValidation doCheckSpawnRate(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, plan -> plan.spawnRate(NumberParser.decimal("spawnRate", value)));
    }

    /** @param slaves absent unless the load is part of a form that also brings machines up, and takes them down after it */
    @POST
    public FormValidation doCheckRunTime(
            @CheckForNull @AncestorInPath Item item,
            @QueryParameter String value,
            @CheckForNull @RelativePath("../machines") @QueryParameter String slaves) {
        return checkRunTime(item, value, slaves != null);
    }

    /** @param required whether the load must end by itself */
    public static FormValidation checkRunTime(@CheckForNull Item item, String value, boolean required) {
        return FormChecks.of(item).check(value, () -> {
            if (!value.isBlank()) {
                RunTime.parse(value);
            } else if (required) {
                throw LoadSettings.withoutEnd();
            }
        });
    }

    @POST
    public FormValidation doCheckStopTimeout(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, plan -> plan.stopTimeout(Duration.ofSeconds(LoadSettings.stopTimeout(value))));
    }

    @POST
    public FormValidation doCheckQuitTimeout(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return value.isBlank()
                ? FormValidation.ok()
                : check(item, value, plan -> plan.quitTimeout(RunTime.parse(value)));
    }

    @POST
    public FormValidation doCheckProcesses(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, plan -> plan.processes(NumberParser.whole("processes", value, 1)));
    }

    @POST
    public FormValidation doCheckBaseline(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.of(item).check(value, () -> BaselineChoice.parse(value));
    }

    @POST
    public FormValidation doCheckResultsDir(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.of(item).check(value, () -> WorkspaceFolder.parse("resultsDir", value));
    }

    @POST
    public FormValidation doCheckStopWhen(
            @CheckForNull @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String runTime) {
        if (value.isBlank() || runTime.contains("$")) {
            return FormChecks.of(item).check(value, () -> StopConditions.parse(value));
        }
        return check(
                item,
                value,
                plan -> plan.stopWhen(StopConditions.parse(value))
                        .runTime(runTime.isBlank() ? null : RunTime.parse(runTime)));
    }

    @POST
    public FormValidation doCheckArguments(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FormChecks.of(item)
                .checkWithVariables(() -> ExtraArguments.check(ShellWords.split(value, UnaryOperator.identity())));
    }

    @POST
    public FormValidation doCheckName(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return value.isBlank()
                ? FormValidation.ok()
                : FormChecks.of(item)
                        .check(
                                value,
                                () -> LocustReports.checkTestName(LocustReports.normalizedTestName(value.strip())));
    }

    @POST
    public FormValidation doCheckNote(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return check(item, value, plan -> plan.note(value));
    }
}
