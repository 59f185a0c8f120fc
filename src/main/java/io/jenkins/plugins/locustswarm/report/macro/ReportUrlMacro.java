package io.jenkins.plugins.locustswarm.report.macro;

import hudson.model.Run;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import io.jenkins.plugins.locustswarm.report.publish.LocustReports;
import java.util.List;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** {@code LOCUST_REPORT_URL}: the URL of the page of each test; only a path if the URL of Jenkins is not configured. */
@Restricted(NoExternalUse.class)
@OptionalExtension(requirePlugins = "token-macro")
public final class ReportUrlMacro extends LocustMacro {

    public ReportUrlMacro() {
        super("LOCUST_REPORT_URL");
    }

    @Override
    String evaluate(Run<?, ?> run, List<TestSummary> tests) {
        return tests.stream()
                .map(test -> LocustReports.url(run, test.getTest()))
                .collect(Collectors.joining("\n"));
    }
}
