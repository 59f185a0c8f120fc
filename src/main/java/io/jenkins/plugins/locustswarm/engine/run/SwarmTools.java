package io.jenkins.plugins.locustswarm.engine.run;

import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The tools that every operation on a swarm works with.
 *
 * @param keeper the newest record of the swarm
 * @param provider the provider that has the machines
 * @param fleet the connections to the machines
 * @param progress receives what the operation does
 */
public record SwarmTools(RecordKeeper keeper, MachineProvider provider, Fleet fleet, Progress progress) {

    /** Returns the newest record of the swarm. */
    public SwarmRecord swarm() {
        return keeper.get();
    }

    /** Changes the record of the swarm, saves it, and returns it. */
    public SwarmRecord update(UnaryOperator<SwarmRecord> change) {
        return keeper.update(change);
    }

    /**
     * Changes the record of the swarm as {@link #update} does; a failure to save it is only a warning.
     *
     * @param despite sentence about what is done all the same
     */
    public void updateAnyway(UnaryOperator<SwarmRecord> change, String despite) {
        keeper.updateAnyway(change).ifPresent(e -> progress.warning(despite + " " + e.getMessage()));
    }

    /**
     * Returns the newest run of the swarm on its machines.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if the swarm has no run, or one that was
     *     stopped
     */
    OpenRun openRun() {
        return new OpenRun(swarm(), fleet);
    }

    /**
     * Returns the record of the newest run of the swarm.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if the swarm has no run, or one that was
     *     stopped
     */
    public RunRecord newestRun() {
        return openRun().record();
    }

    /**
     * Returns the record of the newest run of the swarm.
     *
     * @param isAwaited whether a run is the one that the caller has waited for
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BringUpException if the newest run is another one, or was
     *     stopped
     */
    public RunRecord awaitedRun(Predicate<RunRecord> isAwaited) {
        return openRun(isAwaited).record();
    }

    /**
     * Returns the newest run of the swarm on its machines.
     *
     * @param isAwaited whether a run is the one that the caller has waited for
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BringUpException if the newest run is another one, or was
     *     stopped
     */
    OpenRun openRun(Predicate<RunRecord> isAwaited) {
        return OpenRun.awaited(swarm(), fleet, isAwaited);
    }
}
