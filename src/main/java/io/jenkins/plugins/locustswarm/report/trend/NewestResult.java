package io.jenkins.plugins.locustswarm.report.trend;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import io.jenkins.plugins.locustswarm.engine.text.VerdictText;
import io.jenkins.plugins.locustswarm.report.build.BuildLinks;
import io.jenkins.plugins.locustswarm.report.kept.BuildReference;
import io.jenkins.plugins.locustswarm.report.kept.ChangeNote;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import io.jenkins.plugins.locustswarm.report.view.FigureWords;
import java.util.Comparator;

/**
 * A test in the newest build that ran it.
 *
 * @param build the number of the build
 * @param displayName the name of the build; text of users
 * @param summary the test
 */
public record NewestResult(int build, String displayName, TestSummary summary) {

    /** Returns the verdict and its reason in one sentence. */
    public String sentence() {
        return VerdictText.sentence(summary.getTest(), summary.getVerdict(), summary.getWhy());
    }

    /** Returns the latest change that holds in the build, and of several the most certain one; absent if there is none. */
    @CheckForNull
    public ChangeNote lastChange() {
        return summary.getChanges().stream()
                .sorted(Comparator.comparingInt(NewestResult::since).reversed())
                .findFirst()
                .orElse(null);
    }

    /** Returns a change in one sentence. */
    public String sentence(ChangeNote change) {
        String text = new FigureWords()
                .change(change.getMetric(), change.getType(), change.getName(), change.getChange(), change.getAfter());
        return change.isWorse() ? Messages.NewestResult_worse(text) : Messages.NewestResult_better(text);
    }

    /** Returns links to the test in the builds of its job. */
    public BuildLinks links(Job<?, ?> job) {
        return new BuildLinks(job, summary.getTest());
    }

    private static int since(ChangeNote change) {
        return BuildReference.parse(change.getSince())
                .map(BuildReference::number)
                .orElse(0);
    }
}
