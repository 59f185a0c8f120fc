package io.jenkins.plugins.locustswarm.report.macro;

import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.text.HoldingChangeText;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** {@code LOCUST_CHANGES}: what changed, and since which build, a line for each change. */
@Restricted(NoExternalUse.class)
@OptionalExtension(requirePlugins = "token-macro")
public final class ChangesMacro extends LocustMacro {

    public ChangesMacro() {
        super("LOCUST_CHANGES");
    }

    @Override
    String evaluate(Run<?, ?> run, List<TestSummary> tests) {
        String changes = tests.stream()
                .flatMap(test -> changes(run, test, tests.size() > 1 ? test.getTest() + ": " : ""))
                .collect(Collectors.joining("\n"));
        return changes.isEmpty() ? "No changes found" : changes;
    }

    private static Stream<String> changes(Run<?, ?> run, TestSummary test, String prefix) {
        return BuildSummaries.of(run, test).changes().stream().map(change -> prefix + HoldingChangeText.of(change));
    }
}
