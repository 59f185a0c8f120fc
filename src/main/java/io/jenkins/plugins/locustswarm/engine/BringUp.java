package io.jenkins.plugins.locustswarm.engine;

import io.jenkins.plugins.locustswarm.engine.bootstrap.Bootstrapping;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.FirstOfMany;
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
import java.util.function.Predicate;

/**
 * Brings machines up: lets the provider create them, sends them the bootstrap directory, and runs {@code bootstrap.sh} on
 * all of them at once.
 */
final class BringUp {

    /** How often machines that are gone are replaced. If the new ones go as well, there is a reason. */
    private static final int MAX_REPLACEMENTS = 2;

    private static final int MAX_NAMES_SHOWN = 10;

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
        createAndBootstrap(plan);
        tools.update(record -> record.withPhase(SwarmRecord.Phase.UP));
        tools.progress().phase("Swarm " + tools.swarm().name() + " is up.");
    }

    /** Refuses to change the files of a Locust that may be running. */
    private void refuseChangeDuringRun(SwarmPlan plan) {
        SwarmRecord record = tools.swarm();
        if (record.hasOtherFiles(plan.bootstrap().digest()) && record.openRun().isPresent()) {
            throw new BadInputException("The files in " + plan.bootstrap().name()
                    + " have changed, and a run is open on swarm " + record.name()
                    + ": collect it (run --resume) or stop it (killall, in Jenkins locustKillAll) first.");
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

    /**
     * Creates machines and runs bootstrap.sh on them. Those that the provider takes back meanwhile, Spot Instances, are
     * replaced if all others are up: nothing else that failed would be better another time.
     */
    private void createAndBootstrap(SwarmPlan plan) throws InterruptedException {
        for (int i = 1; ; i++) {
            try {
                List<Outcome<Void>> failed = createAndBootstrapOnce(plan);
                String digest = plan.bootstrap().digest();
                if (i > MAX_REPLACEMENTS || !replacesAny(machine -> digest.equals(machine.bootstrapped()))) {
                    requireEnough(failed);
                    return;
                }
            } catch (BringUpException e) {
                if (i > MAX_REPLACEMENTS || !replacesAny(machine -> machine.folder() != null)) {
                    throw e;
                }
            }
        }
    }

    private boolean replacesAny(Predicate<MachineRecord> isUp) throws InterruptedException {
        List<String> notUp = tools.swarm().machines().stream()
                .filter(isUp.negate())
                .map(MachineRecord::name)
                .toList();
        Map<String, String> takenBack =
                notUp.isEmpty() ? Map.of() : tools.provider().takenBack(tools.swarm());
        if (takenBack.isEmpty() || !takenBack.keySet().containsAll(notUp)) {
            return false;
        }
        takenBack.forEach((machine, why) -> tools.progress().warning(machine + " " + why + ". It is replaced."));
        tools.swarm().machines().stream()
                .filter(machine -> takenBack.containsKey(machine.name()))
                .forEach(tools.fleet()::forget);
        return true;
    }

    private List<Outcome<Void>> createAndBootstrapOnce(SwarmPlan plan) throws InterruptedException {
        try (Bootstrapping bootstrapping = new Bootstrapping(tools, plan.bootstrap(), plan.bootstrapDeadline())) {
            try {
                tools.provider().create(tools.keeper(), tools.fleet(), bootstrapping, tools.progress());
                bootstrapping.ready(tools.swarm().machines());
                return bootstrapping.finish();
            } catch (InterruptedException | RuntimeException e) {
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
        String names =
                FirstOfMany.names(machines.stream().map(MachineRecord::name).toList(), MAX_NAMES_SHOWN);
        new MachineQuorum(record, machines, record.ready(Role.WORKER).size())
                .require(
                        failed.size() == 1 ? first.getMessage() : names + " did not come up. " + first.getMessage(),
                        first,
                        tools.progress());
    }
}
