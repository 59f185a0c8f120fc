package io.jenkins.plugins.locustswarm.report;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.views.ListViewColumn;
import hudson.views.ListViewColumnDescriptor;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import io.jenkins.plugins.locustswarm.report.view.FigureFormat;
import java.util.List;
import java.util.Objects;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** A column of a list of jobs: p95 of the newest completed build, and of no other, since a list is to be quick. */
public final class LocustColumn extends ListViewColumn {

    @DataBoundConstructor
    public LocustColumn() {
        // has no settings
    }

    /** That build's load tests; none when it had none, or the item is no job. */
    public List<TestSummary> getTests(Item item) {
        Run<?, ?> run = item instanceof Job<?, ?> job ? job.getLastCompletedBuild() : null;
        LocustBuildAction action = run == null ? null : run.getAction(LocustBuildAction.class);
        return action == null ? List.of() : action.getTests();
    }

    /** By what the column is sorted: the slowest; below all others when there is none. */
    public double getOrder(List<TestSummary> tests) {
        return tests.stream()
                .map(test -> test.getTotal().getP95())
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(-1);
    }

    /** For the view. */
    public FigureFormat getShown() {
        return new FigureFormat();
    }

    /** Choice of {@link LocustColumn} in a view's form. */
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
