package io.jenkins.plugins.locustswarm.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.views.ListViewColumn;
import hudson.views.ListViewColumnDescriptor;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.text.VerdictText;
import io.jenkins.plugins.locustswarm.engine.trend.Figure;
import io.jenkins.plugins.locustswarm.report.kept.ChangeNote;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import io.jenkins.plugins.locustswarm.report.view.FigureFormat;
import java.util.List;
import java.util.Objects;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * A list view column with the verdict and the p95 of the last completed build, and since which build p95 is another one. It
 * reads no other build, so that lists load quickly.
 */
public final class LocustColumn extends ListViewColumn {

    @DataBoundConstructor
    public LocustColumn() {
        // no settings
    }

    /** Returns the load tests of the last completed build; empty if it ran none or the item is not a job. */
    public List<TestSummary> getTests(Item item) {
        Run<?, ?> run = item instanceof Job<?, ?> job ? job.getLastCompletedBuild() : null;
        LocustBuildAction action = run == null ? null : run.getAction(LocustBuildAction.class);
        return action == null ? List.of() : action.getTests();
    }

    /** Returns the verdict and its reason in one sentence. */
    public String getSentence(TestSummary test) {
        return VerdictText.sentence(test.getTest(), test.getVerdict(), test.getWhy());
    }

    /** Returns the change of the p95 of all requests that holds in the build; absent if there is none. */
    @CheckForNull
    public ChangeNote getChange(TestSummary test) {
        return test.getChanges().stream()
                .filter(change -> change.getMetric().equals(Figure.P95.toString()))
                .filter(change -> change.getType().isEmpty() && change.getName().equals(RequestName.AGGREGATED.name()))
                .findFirst()
                .orElse(null);
    }

    /** Returns the sort key of a cell: the highest p95, or -1 without one. */
    public double getOrder(List<TestSummary> tests) {
        return tests.stream()
                .map(test -> test.getTotal().getP95())
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(-1);
    }

    /** Read by the view. */
    public FigureFormat getFormat() {
        return new FigureFormat();
    }

    /** The descriptor of {@link LocustColumn}. */
    @Extension
    @Symbol("locustP95")
    public static final class DescriptorImpl extends ListViewColumnDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.LocustColumn_displayName();
        }

        @Override
        public boolean shownByDefault() {
            return false;
        }
    }
}
