package io.jenkins.plugins.locustswarm.report.macro;

import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.text.VerdictText;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.util.List;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** {@code LOCUST_VERDICT}: the verdict and its first reason, for example {@code Load test checkout passed}. */
@Restricted(NoExternalUse.class)
@OptionalExtension(requirePlugins = "token-macro")
public final class VerdictMacro extends LocustMacro {

    public VerdictMacro() {
        super("LOCUST_VERDICT");
    }

    @Override
    String evaluate(Run<?, ?> run, List<TestSummary> tests) {
        return tests.stream()
                .map(test -> VerdictText.of(test.getTest(), BuildSummaries.of(run, test)))
                .collect(Collectors.joining("\n"));
    }
}
