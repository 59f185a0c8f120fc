package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Backoff;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Instances;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Machine;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Waits until launched instances accept commands. Each round asks EC2 about all of them once, then tries to connect to
 * those that have an address, so that an instance that never starts does not delay the others.
 */
public final class FleetReady {

    private final Ec2Instances instances;
    private final Ec2Settings settings;
    private final Fleet fleet;
    private final Progress progress;

    public FleetReady(Ec2Instances instances, Ec2Settings settings, Fleet fleet, Progress progress) {
        this.instances = instances;
        this.settings = settings;
        this.fleet = fleet;
        this.progress = progress;
    }

    /**
     * Waits for all machines that have an instance but no folder yet.
     *
     * @return why machines did not come up, by their names
     */
    public Map<String, String> await(RecordKeeper keeper) throws InterruptedException {
        Map<String, String> waiting = new LinkedHashMap<>();
        for (MachineRecord machine : keeper.get().machines()) {
            if (machine.id() != null && machine.folder() == null) {
                waiting.put(machine.name(), "EC2 does not show the instance");
            }
        }
        Map<String, String> failed = new LinkedHashMap<>();
        String swarmId = new Ec2Resources(keeper.get()).id().orElseThrow();
        Deadline boot = Deadline.in(settings.timing().boot());
        Backoff polls = new Backoff(settings.timing());
        while (!waiting.isEmpty() && !boot.passed()) {
            polls.pause(boot);
            Map<String, Ec2Machine> seen = instances.ofSwarm(swarmId);
            List<MachineRecord> reachable = reachable(keeper.get(), seen, waiting, failed);
            // several connection attempts between two polls, since polls count towards the API limits of the account
            Deadline nextPoll = Deadline.in(settings.timing().maxPoll());
            do {
                tryEach(keeper, reachable, waiting);
                reachable.removeIf(machine -> !waiting.containsKey(machine.name()));
                if (!reachable.isEmpty()) {
                    boot.pause(settings.timing().firstPoll().dividedBy(2));
                }
            } while (!reachable.isEmpty() && !nextPoll.passed() && !boot.passed());
        }
        String late = "not ready within " + settings.timing().boot().toSeconds() + " s (boot_deadline): ";
        waiting.forEach((machine, why) -> failed.put(machine, late + why));
        return failed;
    }

    /** Returns the waiting machines that have an address, and moves those whose instance has ended to {@code failed}. */
    private List<MachineRecord> reachable(
            SwarmRecord swarm, Map<String, Ec2Machine> seen, Map<String, String> waiting, Map<String, String> failed) {
        String hostKey = new Ec2Resources(swarm).hostKey().orElseThrow();
        List<MachineRecord> reachable = new ArrayList<>();
        for (MachineRecord machine : swarm.machines()) {
            Ec2Machine instance = seen.get(machine.id());
            if (instance == null || !waiting.containsKey(machine.name())) {
                continue;
            }
            String address = instance.address(settings.usePrivateIp());
            if (!instance.isAlive()) {
                failed.put(machine.name(), "EC2 reports " + instance.state() + ": " + instance.why());
                waiting.remove(machine.name());
            } else if (!instance.state().equals("running")) {
                waiting.put(machine.name(), "EC2 reports " + instance.state());
            } else if (address == null) {
                waiting.put(
                        machine.name(),
                        "the instance has no " + (settings.usePrivateIp() ? "private" : "public") + " address");
            } else {
                reachable.add(machine.withAddresses(address, instance.privateIp(), hostKey));
            }
        }
        return reachable;
    }

    private void tryEach(RecordKeeper keeper, List<MachineRecord> machines, Map<String, String> waiting)
            throws InterruptedException {
        ReadyCheck check = new ReadyCheck(keeper.get());
        List<MachineRecord> ready = new ArrayList<>();
        for (Fleet.Outcome<ReadyCheck.Answer> outcome : fleet.onEach(keeper.get(), machines, check)) {
            MachineRecord machine = outcome.machine();
            if (outcome.failed()) {
                fleet.forget(machine);
                waiting.put(
                        machine.name(),
                        "at " + machine.address() + ": " + outcome.failure().getMessage());
                continue;
            }
            ReadyCheck.Answer answer = outcome.value();
            if (!answer.isReady()) {
                waiting.put(machine.name(), "at " + machine.address() + ": " + answer.waitsFor());
                continue;
            }
            waiting.remove(machine.name());
            answer.warnings().forEach(warning -> progress.warning(machine.name() + ": " + warning));
            ready.add(machine.withFolders(answer.home() + "/locust-swarm", ReadyCheck.VENV));
            progress.detail(machine.name(), "ready at " + machine.address());
        }
        keeper.update(record -> with(record, ready)); // once for all: a thousand saves would take long
    }

    private static SwarmRecord with(SwarmRecord swarm, List<MachineRecord> ready) {
        Map<String, UnaryOperator<MachineRecord>> changes = new HashMap<>();
        for (MachineRecord machine : ready) {
            changes.put(
                    machine.name(),
                    known -> known.withAddresses(machine.address(), machine.masterAddress(), machine.hostKey())
                            .withFolders(machine.folder(), machine.venv()));
        }
        return swarm.withMachines(changes);
    }
}
