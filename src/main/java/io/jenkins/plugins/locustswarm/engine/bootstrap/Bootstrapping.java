package io.jenkins.plugins.locustswarm.engine.bootstrap;

import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.files.UnsentFiles;
import io.jenkins.plugins.locustswarm.engine.machine.Arrivals;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet.Outcome;
import io.jenkins.plugins.locustswarm.engine.machine.FleetTurns;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.run.SwarmTools;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Sends the bootstrap directory to machines and runs bootstrap.sh on them, on each as soon as it is there and on all of
 * them at the same time. What an earlier process has started with the same files is found again, and not started twice.
 * For use by one thread.
 */
public final class Bootstrapping implements Arrivals, AutoCloseable {

    private static final Comparator<Outcome<Void>> MASTER_FIRST = Comparator.comparing(
                    (Outcome<Void> outcome) -> outcome.machine().role())
            .thenComparing(outcome -> outcome.machine().index());

    private final SwarmTools tools;
    private final FolderSnapshot files;
    private final BootstrapTurns turns;
    private final FleetTurns running;
    private final Map<String, MachineRecord> begun = new HashMap<>();

    /**
     * @param files the bootstrap directory
     * @param longest maximum duration of bootstrap.sh on a machine
     */
    public Bootstrapping(SwarmTools tools, FolderSnapshot files, Duration longest) {
        this.tools = tools;
        this.files = files;
        this.turns = new BootstrapTurns(tools, files, longest);
        this.running = tools.fleet().inTurns(tools.swarm(), turns);
    }

    /**
     * Begins with those of the machines that can be used and on which bootstrap.sh has still to run. A machine that has taken
     * the place of another one is a new one.
     */
    @Override
    public void ready(List<MachineRecord> machines) throws InterruptedException {
        running.check();
        List<MachineRecord> more = machines.stream().filter(this::isToBegin).toList();
        if (!more.isEmpty()) {
            if (begun.isEmpty()) {
                reportBegin();
            }
            more.forEach(this::begin);
            saveAll(more, machine -> machine.withBootstrapping(files.digest()));
            running.add(more);
        }
    }

    private void begin(MachineRecord machine) {
        MachineRecord replaced = begun.put(machine.name(), machine);
        if (replaced != null) {
            running.remove(replaced);
            turns.markReplaced(replaced);
        }
        turns.add(machine);
    }

    private boolean isToBegin(MachineRecord machine) {
        return machine.address() != null && !files.digest().equals(machine.bootstrapped()) && !hasBegun(machine);
    }

    private boolean hasBegun(MachineRecord machine) {
        MachineRecord known = begun.get(machine.name());
        return known != null && known.identity().equals(machine.identity());
    }

    /** The machines that are still to come are in the record already. */
    private void reportBegin() {
        int expected = (int) tools.swarm().machines().stream()
                .filter(machine -> !files.digest().equals(machine.bootstrapped()))
                .count();
        turns.expect(expected);
        Progress progress = tools.progress();
        progress.phase("Bootstrapping " + expected + (expected == 1 ? " machine." : " machines."));
        progress.phase("Each machine gets " + files.name() + ": " + files.sizeText("bootstrap.sh") + ".");
        UnsentFiles.ignored(files.ignored()).ifPresent(progress::phase);
        UnsentFiles.results(files.resultsLeftOut()).ifPresent(progress::phase);
    }

    /**
     * Returns when bootstrap.sh has ended on all machines. The record then has those on which it succeeded.
     *
     * @return the machines on which it failed, the master first, in whatever order they have arrived
     */
    public List<Outcome<Void>> finish() throws InterruptedException {
        turns.expect(begun.size());
        List<Outcome<Void>> failed = running.finish().stream()
                .filter(Outcome::failed)
                .sorted(MASTER_FIRST)
                .toList();
        saveAll(
                failed.stream().map(Outcome::machine).filter(turns::hasEnded).toList(),
                MachineRecord::withoutBootstrap);
        return failed;
    }

    private void saveAll(Collection<MachineRecord> machines, UnaryOperator<MachineRecord> change) {
        Map<String, UnaryOperator<MachineRecord>> changes =
                machines.stream().collect(Collectors.toMap(MachineRecord::identity, machine -> change));
        tools.update(record -> record.withSameMachines(changes));
    }

    /** Ends bootstrap.sh on machines that outlive the swarm, for a caller that was interrupted or has failed. */
    public void stop() throws InterruptedException {
        running.close();
        if (tools.provider().terminatesMachines()) {
            return;
        }
        List<MachineRecord> machines = tools.swarm().machines().stream()
                .filter(machine -> hasBegun(machine) && turns.mayRun(machine))
                .toList();
        boolean asRoot = tools.provider().bootstrapsAsRoot();
        List<Outcome<Void>> outcomes = tools.fleet().onEach(tools.swarm(), machines, (machine, shell) -> {
            new BootstrapOnMachine(machine, shell).stop(asRoot);
            return null;
        });
        outcomes.stream()
                .filter(Outcome::failed)
                .forEach(outcome -> tools.progress().warning(outcome.failure().getMessage()));
    }

    /** Leaves the machines alone. Where bootstrap.sh runs, it continues. */
    @Override
    public void close() {
        running.close();
    }
}
