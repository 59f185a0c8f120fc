package io.jenkins.plugins.locustswarm.cli.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.gate.EarlierRuns;
import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.gate.Gates;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Adds to a summary what the gates and the history say about the run.
 *
 * @param gates without any, a summary keeps the outcome that it has
 * @param baselines the runs that gates can compare with
 * @param history the earlier runs; empty for none
 * @param place absolute path of the folder that the run is read from; absent if it is collected only now
 */
public record Judge(
        List<Gate> gates,
        Baselines baselines,
        History history,
        @CheckForNull Path place) implements UnaryOperator<RunSummary> {

    @Override
    public RunSummary apply(RunSummary summary) {
        EarlierRuns earlier = baselines.with(summary, history.before(summary, place));
        RunSummary judged = Gates.judge(gates, summary, earlier);
        if (gates.isEmpty()) {
            return summary.withChanges(judged.changes());
        }
        boolean compares = gates.stream().anyMatch(Gate::comparesWithBaseline);
        // else the summary still names what the gates of its run compared with
        return judged.withBaseline(compares ? baselines.name(summary) : null);
    }
}
