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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Waits until launched machines take commands. In rounds: one look at EC2 for all of them, then one try at each that
 * has an address, so that a machine that never comes keeps no other waiting.
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
     * Waits for all that have an id and no folder yet.
     *
     * @return why those did not come that did not, by the machine's name
     */
    public Map<String, String> await(RecordKeeper keeper) throws InterruptedException {
        Map<String, String> waiting = new LinkedHashMap<>();
        for (MachineRecord machine : keeper.get().machines()) {
            if (machine.id() != null && machine.folder() == null) {
                waiting.put(machine.name(), "EC2 does not show it");
            }
        }
        Map<String, String> failed = new LinkedHashMap<>();
        String swarmId = new Ec2Resources(keeper.get()).id().orElseThrow();
        Deadline boot = Deadline.in(settings.pace().boot());
        Backoff looks = new Backoff(settings.pace());
        while (!waiting.isEmpty() && !boot.passed()) {
            looks.pause(boot);
            Map<String, Ec2Machine> seen = instances.ofSwarm(swarmId);
            List<MachineRecord> reachable = reachable(keeper.get(), seen, waiting, failed);
            // several tries between two looks: a machine boots for a minute, and looking costs calls
            Deadline nextLook = Deadline.in(settings.pace().maxPoll());
            do {
                tryEach(keeper, reachable, waiting);
                reachable.removeIf(machine -> !waiting.containsKey(machine.name()));
                if (!reachable.isEmpty()) {
                    boot.pause(settings.pace().firstPoll().dividedBy(2));
                }
            } while (!reachable.isEmpty() && !nextLook.passed() && !boot.passed());
        }
        String late = "not ready within " + settings.pace().boot().toSeconds() + " s (boot_deadline): ";
        waiting.forEach((machine, why) -> failed.put(machine, late + why));
        return failed;
    }

    /** Sorts the waiting ones into those with an address, which come back, those that died, and the rest. */
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
                failed.put(machine.name(), "EC2 says " + instance.state() + ": " + instance.why());
                waiting.remove(machine.name());
            } else if (!instance.state().equals("running")) {
                waiting.put(machine.name(), "EC2 says " + instance.state());
            } else if (address == null) {
                waiting.put(
                        machine.name(), "it has no " + (settings.usePrivateIp() ? "private" : "public") + " address");
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
        keeper.update(record -> with(record, ready)); // saved once: of a thousand, each would take its time
    }

    private static SwarmRecord with(SwarmRecord swarm, List<MachineRecord> ready) {
        SwarmRecord next = swarm;
        for (MachineRecord machine : ready) {
            next = next.withMachine(
                    machine.name(),
                    known -> known.withAddresses(machine.address(), machine.masterAddress(), machine.hostKey())
                            .withFolders(machine.folder(), machine.venv()));
        }
        return next;
    }
}
