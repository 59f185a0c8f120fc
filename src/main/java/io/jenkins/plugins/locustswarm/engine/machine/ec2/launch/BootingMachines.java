package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Machine;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The launched instances that do not accept commands yet, and those that never will. For use by one thread. */
final class BootingMachines {

    /** With AWS's timing, a minute. */
    private static final int MAX_SILENT_POLLS = 15;

    private final Ec2Settings settings;
    private final Map<String, BootingMachine> machines = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();
    private final List<BootFailure> failures = new ArrayList<>();

    BootingMachines(Ec2Settings settings) {
        this.settings = settings;
    }

    /** Adds the machines of the record that have an instance but no folder, and returns whether any is new. */
    boolean add(SwarmRecord swarm) {
        int before = known.size();
        for (MachineRecord machine : swarm.machines()) {
            if (machine.id() != null && machine.folder() == null && known.add(machine.name())) {
                machines.put(
                        machine.name(),
                        new BootingMachine(machine, settings.timing().boot()));
            }
        }
        return known.size() > before;
    }

    /** Returns the instances of the machines. */
    Set<String> ids() {
        return machines.values().stream().map(machine -> machine.machine().id()).collect(Collectors.toSet());
    }

    /** Records that a machine that is still waited for is to be checked again. */
    void checkAgain(MachineRecord machine, String reason) {
        BootingMachine booting = machines.get(machine.name());
        if (booting != null) {
            booting.scheduleRecheck("at " + machine.address() + ": " + reason);
        }
    }

    boolean isEmpty() {
        return machines.isEmpty();
    }

    boolean haveAddresses() {
        return machines.values().stream().allMatch(BootingMachine::hasAddress);
    }

    /** Returns those that have an address at which nothing has accepted connections so far. */
    List<BootingMachine> silent() {
        return machines.values().stream()
                .filter(machine -> machine.hasAddress() && !machine.isAnswering())
                .toList();
    }

    /** Removes those that accept commands, and returns which of them were still waited for. */
    List<MachineRecord> remove(List<MachineRecord> ready) {
        return ready.stream()
                .filter(machine -> machines.remove(machine.name()) != null)
                .toList();
    }

    /**
     * Records what EC2 reports, by instance id.
     *
     * @return the machines whose instance has ended
     */
    List<MachineRecord> take(Map<String, Ec2Machine> seen, SwarmRecord swarm) {
        String hostKey = new Ec2Resources(swarm).hostKey().orElseThrow();
        List<MachineRecord> ended = new ArrayList<>();
        for (BootingMachine machine : List.copyOf(machines.values())) {
            Ec2Machine instance = seen.get(machine.machine().id());
            if (instance != null && !instance.isAlive()) {
                ended.add(fail(machine, "EC2 reports " + instance.state() + ": " + instance.why()));
            } else if (instance != null && !machine.hasAddress()) {
                take(machine, instance, hostKey);
            }
        }
        return ended;
    }

    private void take(BootingMachine machine, Ec2Machine instance, String hostKey) {
        String address = instance.address(settings.usePrivateIp());
        if (!instance.state().equals("running")) {
            machine.waitsFor("EC2 reports " + instance.state());
        } else if (address == null) {
            machine.waitsFor("the instance has no " + (settings.usePrivateIp() ? "private" : "public") + " address");
        } else {
            machine.setAddresses(
                    address,
                    instance.privateIp(),
                    hostKey,
                    settings.timing().firstPoll().multipliedBy(MAX_SILENT_POLLS));
        }
    }

    /** Gives those up that have failed or whose time is over, and returns them. */
    List<MachineRecord> giveUp() {
        List<MachineRecord> givenUp = new ArrayList<>();
        for (BootingMachine machine : List.copyOf(machines.values())) {
            machine.failure().or(() -> late(machine)).ifPresent(why -> givenUp.add(fail(machine, why)));
        }
        return givenUp;
    }

    private Optional<String> late(BootingMachine machine) {
        long seconds = settings.timing().boot().toSeconds();
        return machine.isLate()
                ? Optional.of("not ready within " + seconds + " s (boot_deadline): " + machine.waitsFor())
                : Optional.empty();
    }

    private MachineRecord fail(BootingMachine machine, String reason) {
        machines.remove(machine.machine().name());
        failures.add(new BootFailure(machine.machine().name(), reason));
        return machine.machine();
    }

    List<BootFailure> failures() {
        return List.copyOf(failures);
    }
}
