package io.jenkins.plugins.locustswarm.engine.bootstrap;

import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet.Outcome;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.run.SwarmTools;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Sends the bootstrap directory to machines and runs bootstrap.sh on all of them at the same time. What an earlier process
 * has started with the same files is found again, and not started twice.
 */
public final class Bootstrapping {

    private final SwarmTools tools;
    private final FolderSnapshot files;
    private final Duration longest;

    /**
     * @param files the bootstrap directory
     * @param longest maximum duration of bootstrap.sh on a machine
     */
    public Bootstrapping(SwarmTools tools, FolderSnapshot files, Duration longest) {
        this.tools = tools;
        this.files = files;
        this.longest = longest;
    }

    /**
     * Returns when bootstrap.sh has ended on all machines. The record then has those on which it succeeded. If the caller
     * is interrupted, bootstrap.sh is ended on machines that outlive the swarm.
     *
     * @return the machines on which it failed
     */
    public List<Outcome<Void>> run(List<MachineRecord> machines) throws InterruptedException {
        BootstrapTurns turns = new BootstrapTurns(tools, files, longest, machines);
        saveAll(machines, machine -> machine.withBootstrapping(files.digest()));
        List<Outcome<Void>> failed;
        try {
            failed = tools.fleet().inTurns(tools.swarm(), machines, turns).stream()
                    .filter(Outcome::failed)
                    .toList();
        } catch (InterruptedException e) {
            if (!tools.provider().terminatesMachines()) {
                stop(machines.stream().filter(turns::mayRun).toList());
            }
            throw e;
        }
        saveAll(
                failed.stream().map(Outcome::machine).filter(turns::hasEnded).toList(),
                MachineRecord::withoutBootstrap);
        return failed;
    }

    private void saveAll(List<MachineRecord> machines, UnaryOperator<MachineRecord> change) {
        Map<String, UnaryOperator<MachineRecord>> changes =
                machines.stream().collect(Collectors.toMap(MachineRecord::name, machine -> change));
        tools.update(record -> record.withMachines(changes));
    }

    private void stop(List<MachineRecord> machines) throws InterruptedException {
        boolean asRoot = tools.provider().bootstrapsAsRoot();
        List<Outcome<Void>> outcomes = tools.fleet().onEach(tools.swarm(), machines, (machine, shell) -> {
            new BootstrapOnMachine(machine, shell).stop(asRoot);
            return null;
        });
        outcomes.stream()
                .filter(Outcome::failed)
                .forEach(outcome -> tools.progress().warning(outcome.failure().getMessage()));
    }
}
