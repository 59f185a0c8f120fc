package io.jenkins.plugins.locustswarm.engine.run;

import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryLines;
import io.jenkins.plugins.locustswarm.engine.stop.watch.StopWatch;
import java.util.Optional;

/** Decides, by the newest state of a run, whether its load has to be ended early. */
final class StopDecision {

    private StopDecision() {}

    /**
     * Returns the recorded reason, or that of the stop condition that is met now. A user may have stopped the load before it has
     * begun: that takes effect as soon as there is a load, so that the run has results.
     */
    static Optional<EarlyStop> of(RunRecord run, RunState state) {
        if (run.earlyStop() != null) { // by a user, or by a process that was killed before it stopped Locust
            return state.phase() == RunState.Phase.WAITING ? Optional.empty() : Optional.of(run.earlyStop());
        }
        if (run.load().stopWhen().isEmpty()
                || state.phase() != RunState.Phase.LOADING
                || state.historyHeader().isEmpty()) {
            return Optional.empty();
        }
        return new StopWatch(run.load().stopWhen(), state.began(), run.load().runTime())
                .check(HistoryLines.rows(state.historyHeader(), state.watchedRows()));
    }
}
