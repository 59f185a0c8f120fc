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

    /** Returns the recorded reason, or that of the stop condition that is met now. */
    static Optional<EarlyStop> of(RunRecord run, RunState state) {
        if (run.earlyStop() != null) {
            return Optional.of(run.earlyStop()); // the process that decided it was killed before it stopped Locust
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
