package io.jenkins.plugins.locustswarm.steps.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.locust.RunDetails;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.run.RunSnapshot;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryLines;
import io.jenkins.plugins.locustswarm.engine.stats.csv.StatsCsv;
import io.jenkins.plugins.locustswarm.report.live.LiveOperation;
import io.jenkins.plugins.locustswarm.report.live.LivePhase;
import io.jenkins.plugins.locustswarm.report.live.LiveTest;
import io.jenkins.plugins.locustswarm.report.live.LocustLive;
import io.jenkins.plugins.locustswarm.steps.form.LoadSettings;
import io.jenkins.plugins.locustswarm.swarms.SwarmRecords;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The test of an operation, for its page. A run on Locust's web page has no results, and therefore no page. */
@Restricted(NoExternalUse.class)
final class LiveRun implements LiveOperation {

    private static final Logger LOGGER = Logger.getLogger(LiveRun.class.getName());

    private final SwarmOperation operation;
    private final LoadSettings settings;
    private final Load load;
    private final List<Gate> gates;

    private LiveRun(SwarmOperation operation, LoadSettings settings) {
        this.operation = operation;
        this.settings = settings;
        this.load = settings.load();
        this.gates = settings.gates();
    }

    /** Adds the test of this operation to the build, if it has one whose results are not yet judged. */
    static void begin(SwarmOperation operation, Run<?, ?> run) {
        Optional<LoadSettings> load = operation.load().filter(settings -> !settings.isInteractive());
        if (load.isPresent() && operation.verdict() == null) {
            LocustLive.begin(run, load.get().test(), new LiveRun(operation, load.get()));
        }
    }

    /** Records that the operation is done. */
    static void end(SwarmOperation operation, Run<?, ?> run) {
        operation.load().ifPresent(load -> LocustLive.ended(run, load.test()));
    }

    /** Adds what a check of the run has brought. What the page cannot show is no reason to end the run. */
    static void checked(SwarmOperation operation, Run<?, ?> run, RunSnapshot snapshot) {
        LiveTest test = LocustLive.find(run, operation.load().orElseThrow().test());
        if (test == null || snapshot.state() == null) {
            return;
        }
        try {
            add(snapshot.state(), test);
        } catch (SwarmException e) {
            LOGGER.log(Level.FINE, e, () -> "The page of the test " + test.name() + " is not up to date");
        }
    }

    private static void add(RunState state, LiveTest test) {
        RunDetails details = state.details();
        if (!details.rows().isEmpty()) {
            test.addRows(
                    HistoryLines.rows(state.historyHeader(), details.rows())
                            .getOrDefault(RequestName.AGGREGATED, List.of()),
                    state.began());
        }
        StatsCsv.readRunning(details.statistics())
                .ifPresent(statistics -> test.statistics(statistics, details.statisticsCut()));
        test.log(details.log());
    }

    @Override
    public List<LivePhase> phases() {
        List<LivePhase> phases = new ArrayList<>();
        if (operation.machines().isPresent()) {
            phases.add(LivePhase.UP);
        }
        phases.add(LivePhase.LOAD);
        phases.add(LivePhase.COLLECT);
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
            case STOPPING, GOING_DOWN, DONE -> operation.machines().isPresent() ? LivePhase.DOWN : LivePhase.COLLECT;
        };
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
        if (operation.phase() != OperationPhase.RUNNING || record().isEmpty()) {
            return false;
        }
        SwarmRecord stopped = SwarmRecords.get()
                .keeper(operation.swarm().orElseThrow())
                .update(record -> ownRun(record).isEmpty()
                        ? record
                        : record.withRun(record.run().stoppedBy(EarlyStop.by(user, Instant.now()))));
        return ownRun(stopped).isPresent();
    }

    /** Returns the run of this operation, if it is still open. */
    private Optional<RunRecord> ownRun(SwarmRecord record) {
        return record.openRun().filter(run -> !run.id().equals(operation.earlierRun()));
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
