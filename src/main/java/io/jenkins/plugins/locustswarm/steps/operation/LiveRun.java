package io.jenkins.plugins.locustswarm.steps.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.report.live.LiveOperation;
import io.jenkins.plugins.locustswarm.report.live.LivePhase;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The test of an operation, for its page. */
@Restricted(NoExternalUse.class)
final class LiveRun implements LiveOperation {

    private final SwarmOperation operation;
    private final LoadSettings settings;
    private final Load load;
    private final List<Gate> gates;

    /** @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if a gate is not valid */
    LiveRun(SwarmOperation operation, LoadSettings settings) {
        this.operation = operation;
        this.settings = settings;
        this.load = settings.load();
        this.gates = settings.gates();
    }

    @Override
    public List<LivePhase> phases() {
        List<LivePhase> phases = new ArrayList<>();
        if (operation.machines().isPresent()) {
            phases.add(LivePhase.UP);
        }
        phases.add(LivePhase.LOAD);
        if (!load.isInteractive()) {
            phases.add(LivePhase.COLLECT);
        }
        if (operation.phase() == OperationPhase.STOPPING) {
            phases.add(LivePhase.STOP);
        }
        if (operation.machines().isPresent()) {
            phases.add(LivePhase.DOWN);
        }
        return phases;
    }

    @Override
    public LivePhase phase() {
        return switch (operation.phase()) {
            case PREPARING, COMING_UP -> LivePhase.UP;
            case FINDING, STARTING, RUNNING -> LivePhase.LOAD;
            case COLLECTING -> LivePhase.COLLECT;
            case STOPPING -> LivePhase.STOP;
            case GOING_DOWN, DONE -> phases().get(phases().size() - 1);
        };
    }

    @Override
    @CheckForNull
    public String swarm() {
        return operation.swarm().orElse(null);
    }

    @Override
    @CheckForNull
    public String webPage() {
        Map<String, Object> result = operation.result();
        return result != null && result.get(LoadResult.WEB_PAGE) instanceof String address ? address : null;
    }

    @Override
    public boolean isWebPageOpen() {
        return webPage() != null
                && record().flatMap(this::ownRun)
                        .filter(RunRecord::isInteractive)
                        .isPresent();
    }

    @Override
    public Load load() {
        return load;
    }

    @Override
    public List<Gate> gates() {
        return gates;
    }

    @Override
    public Machines machines() {
        Optional<SwarmRecord> record = record();
        if (record.isEmpty()) {
            return new Machines(0, 0);
        }
        List<MachineRecord> machines = record.get().machines();
        long ready = machines.stream()
                .filter(machine -> machine.bootstrapped() != null)
                .count();
        return new Machines((int) ready, machines.size());
    }

    @Override
    @CheckForNull
    public String failure() {
        return operation.failure().orElse(null);
    }

    @Override
    @CheckForNull
    public EarlyStop earlyStop() {
        return record().flatMap(this::ownRun).map(RunRecord::earlyStop).orElse(null);
    }

    @Override
    public boolean stop(String user) {
        if (operation.phase() != OperationPhase.RUNNING || load.isInteractive() || record().isEmpty()) {
            return false;
        }
        RecordKeeper keeper = SwarmRecords.get().keeper(operation.swarm().orElseThrow());
        EarlyStop stop = EarlyStop.by(user, Instant.now());
        // a full disk must not keep the load running: what watches it has the same keeper
        keeper.updateAnyway(record ->
                ownRun(record).isEmpty() ? record : record.withRun(record.run().stoppedBy(stop)));
        return ownRun(keeper.get()).isPresent();
    }

    /** Returns the run of this operation, if it is still open. */
    private Optional<RunRecord> ownRun(SwarmRecord record) {
        return record.openRun().filter(operation.ownRun()::is);
    }

    /** Returns the newest record of the swarm; empty before it is planned, and when it is down. */
    private Optional<SwarmRecord> record() {
        try {
            return operation.swarm().map(name -> SwarmRecords.get().keeper(name).get());
        } catch (SwarmException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LiveRun && ((LiveRun) other).operation == operation;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(operation);
    }

    @Override
    public String toString() {
        return settings.test() + ", " + operation;
    }
}
