package io.jenkins.plugins.locustswarm.report.checks;

import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.checks.api.ChecksConclusion;
import io.jenkins.plugins.checks.api.ChecksDetails.ChecksDetailsBuilder;
import io.jenkins.plugins.checks.api.ChecksOutput.ChecksOutputBuilder;
import io.jenkins.plugins.checks.api.ChecksPublisherFactory;
import io.jenkins.plugins.checks.api.ChecksStatus;
import io.jenkins.plugins.checks.steps.ChecksInfo;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.io.IOException;
import java.util.Optional;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Publishes checks with the plugin checks-api, to whichever platform has a publisher for the build. */
@Restricted(NoExternalUse.class)
@OptionalExtension(requirePlugins = "checks-api")
public final class ChecksApi extends ChecksPlatform {

    @Override
    void publish(Run<?, ?> run, TaskListener listener, LoadTestCheck check) {
        ChecksDetailsBuilder details = new ChecksDetailsBuilder()
                .withName(check.name())
                .withStatus(ChecksStatus.COMPLETED)
                .withConclusion(conclusion(check.verdict()))
                .withOutput(new ChecksOutputBuilder()
                        .withTitle(check.title())
                        .withSummary(check.summary())
                        .withText(check.text())
                        .build());
        check.absoluteUrl().ifPresent(details::withDetailsURL);
        ChecksPublisherFactory.fromRun(run, listener).publish(details.build());
    }

    /** An unstable test is a failure, as for the checks of builds and of tests by other plugins. */
    private static ChecksConclusion conclusion(Verdict verdict) {
        return verdict == Verdict.OK ? ChecksConclusion.SUCCESS : ChecksConclusion.FAILURE;
    }

    @Override
    Optional<String> nameAround(StepContext step) throws IOException, InterruptedException {
        return Optional.ofNullable(step.get(ChecksInfo.class)).map(ChecksInfo::getName);
    }
}
