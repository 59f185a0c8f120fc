package io.jenkins.plugins.locustswarm.engine.gate;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.trend.PastRun;
import java.util.List;

/**
 * The runs that gates can compare a run with.
 *
 * @param baseline the run that gates with a percentage of the baseline compare with; absent if there is none
 * @param missing how these gates are judged if it is absent, or has no requests of the name in the gate
 * @param history the earlier runs of the same test for gates on changes, oldest first, without the run that is judged; may be
 *     empty
 */
public record EarlierRuns(@CheckForNull RunSummary baseline, MissingBaseline missing, List<PastRun> history) {

    /** Nothing to compare with; gates that need it are missed. */
    public static final EarlierRuns NONE = new EarlierRuns(null, MissingBaseline.MISSES_GATE, List.of());

    public EarlierRuns {
        history = List.copyOf(history);
    }
}
