package io.jenkins.plugins.locustswarm.steps.form;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.util.FormValidation;
import io.jenkins.plugins.locustswarm.engine.gate.EarlierRuns;
import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.gate.Gates;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import io.jenkins.plugins.locustswarm.report.view.FigureFormat;
import java.util.List;

/**
 * Tries a gate on the last completed build of the job whose form is open, for users who may read that job. No other build is
 * loaded.
 */
final class GatePreview {

    @CheckForNull
    private final Item item;

    private final String test;

    /**
     * @param item the job of the form, if it is one of a job
     * @param test the name of the test; it may contain variables
     */
    GatePreview(@CheckForNull Item item, String test) {
        this.item = item;
        this.test = test;
    }

    /** Returns the figure and whether the gate would pass, or why that is not known; only OK if there is no job to read. */
    FormValidation of(Gate gate) {
        if (!(item instanceof Job<?, ?> job) || !job.hasPermission(Item.READ)) {
            return FormValidation.ok();
        }
        if (gate.limitsChange() || gate.comparesWithBaseline()) {
            return FormValidation.ok(Messages.GatePreview_Compares());
        }
        Run<?, ?> build = job.getLastCompletedBuild();
        if (build == null) {
            return FormValidation.ok(Messages.GatePreview_NoBuild());
        }
        TestSummary summary = find(build);
        return summary == null
                ? FormValidation.ok(Messages.GatePreview_NoTest(build.getDisplayName(), test))
                : judge(gate, summary, build.getDisplayName());
    }

    /** A name with a variable can only be that of a test that is alone in its build. */
    @CheckForNull
    private TestSummary find(Run<?, ?> build) {
        LocustBuildAction action = build.getAction(LocustBuildAction.class);
        if (action == null) {
            return null;
        }
        List<TestSummary> tests = action.getTests();
        boolean isKnown = !test.isEmpty() && !test.contains("$");
        return action.find(test).orElse(!isKnown && tests.size() == 1 ? tests.get(0) : null);
    }

    private static FormValidation judge(Gate gate, TestSummary summary, String build) {
        GateResult result = Gates.judge(List.of(gate), summary.toRunSummary(), EarlierRuns.NONE)
                .gates()
                .get(0);
        if (result.actual() == null) {
            return FormValidation.ok(Messages.GatePreview_NoFigure(build, result.why()));
        }
        String figure = new FigureFormat().gate(result.unit(), result.actual());
        return result.passed()
                ? FormValidation.ok(Messages.GatePreview_WouldPass(figure, build))
                : FormValidation.warning(Messages.GatePreview_WouldFail(figure, build));
    }
}
