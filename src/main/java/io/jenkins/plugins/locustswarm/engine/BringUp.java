package io.jenkins.plugins.locustswarm.engine;

import io.jenkins.plugins.locustswarm.engine.bootstrap.Bootstrapping;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.files.FolderSnapshot;
import io.jenkins.plugins.locustswarm.engine.files.Requirements;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet.Outcome;
import io.jenkins.plugins.locustswarm.engine.machine.MachineQuorum;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.run.MasterAndSlaves;
import io.jenkins.plugins.locustswarm.engine.run.SwarmTools;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Brings machines up: lets the provider create them, sends them the bootstrap directory, and runs {@code bootstrap.sh} on
 * all of them at once.
 */
final class BringUp {

    /** How often machines that are gone are replaced. If the new ones go as well, there is a reason. */
    private static final int MAX_REPLACEMENTS = 2;

    private final SwarmTools tools;

    BringUp(SwarmTools tools) {
        this.tools = tools;
    }

    void up(SwarmPlan plan) throws InterruptedException {
        refuseChangeDuringRun(plan);
        tools.provider().check(withPlan(tools.swarm(), plan));
        tools.update(record -> withPlan(record, plan).withPhase(SwarmRecord.Phase.COMING_UP));
        tools.progress()
                .phase("Bringing up swarm " + tools.swarm().name() + " ("
                        + tools.provider().name() + "): " + machines() + ".");
        requireEnough(createAndBootstrap(plan));
        tools.update(record -> record.withPhase(SwarmRecord.Phase.UP));
        tools.progress().phase("Swarm " + tools.swarm().name() + " is up.");
    }

    /** Refuses to change the files of a Locust that may be running. */
    private void refuseChangeDuringRun(SwarmPlan plan) {
        SwarmRecord record = tools.swarm();
        boolean changes = record.machines().stream()
                .anyMatch(machine -> machine.bootstrapped() != null
                        && !machine.bootstrapped().equals(plan.bootstrap().digest()));
        if (changes && record.openRun().isPresent()) {
            throw new BadInputException("The files in " + plan.bootstrap().name()
                    + " have changed, and a run is open on swarm " + record.name()
                    + ": collect it (run --resume) or stop it (killall) first.");
        }
    }

    private static SwarmRecord withPlan(SwarmRecord record, SwarmPlan plan) {
        SwarmRecord next = record;
        if (plan.roles().contains(Role.MASTER)) {
            next = next.withMasterAsked();
        }
        if (plan.roles().contains(Role.WORKER)) {
            next = next.withWorkersAsked(plan.workers(), plan.workersNeeded());
        }
        FolderSnapshot files = plan.bootstrap();
        return next.withFiles(files.locustfileFolder().orElse(null), Requirements.digest(files));
    }

    private String machines() {
        SwarmRecord record = tools.swarm();
        return MasterAndSlaves.text("a", record.masterAsked(), record.workersAsked());
    }

    /** Returns the machines on which bootstrap.sh failed. A machine that is gone meanwhile is replaced, if possible. */
    private List<Outcome<Void>> createAndBootstrap(SwarmPlan plan) throws InterruptedException {
        List<Outcome<Void>> failed = createAndBootstrapOnce(plan);
        for (int i = 0; i < MAX_REPLACEMENTS && !failed.isEmpty() && replacesAny(failed); i++) {
            failed = createAndBootstrapOnce(plan);
        }
        return failed;
    }

    private boolean replacesAny(List<Outcome<Void>> failed) throws InterruptedException {
        if (!tools.provider().replacesLostMachines()) {
            return false;
        }
        List<MachineRecord> machines = failed.stream().map(Outcome::machine).toList();
        Map<String, String> gone = tools.provider().whyGone(tools.swarm(), machines);
        gone.forEach((machine, why) -> tools.progress().warning(machine + " " + why + ". It is replaced."));
        return !gone.isEmpty();
    }

    private List<Outcome<Void>> createAndBootstrapOnce(SwarmPlan plan) throws InterruptedException {
        FolderSnapshot files = plan.bootstrap();
        int expected = (int) tools.swarm().machines().stream()
                .filter(machine -> !files.digest().equals(machine.bootstrapped()))
                .count();
        try (Bootstrapping bootstrapping = new Bootstrapping(tools, files, plan.bootstrapDeadline(), expected)) {
            try {
                tools.provider().create(tools.keeper(), tools.fleet(), bootstrapping, tools.progress());
                bootstrapping.ready(tools.swarm().machines());
                return bootstrapping.finish();
            } catch (InterruptedException e) {
                bootstrapping.stop();
                throw e;
            }
        }
    }

    private void requireEnough(List<Outcome<Void>> failed) {
        if (failed.isEmpty()) {
            return;
        }
        SwarmRecord record = tools.swarm();
        List<MachineRecord> machines = failed.stream().map(Outcome::machine).toList();
        RuntimeException first = failed.get(0).failure();
        String names = machines.stream().map(MachineRecord::name).collect(Collectors.joining(", "));
        new MachineQuorum(record, machines, record.ready(Role.WORKER).size())
                .require(
                        failed.size() == 1 ? first.getMessage() : names + " did not come up. " + first.getMessage(),
                        first,
                        tools.progress());
    }
}
