package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Instances;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Machine;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2StateReason;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.cost.MachineHours;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.FleetLaunch;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Updates the record of an existing swarm with the current state of EC2. */
final class Ec2RecordRefresh {

    private final Ec2Api api;
    private final Ec2Settings settings;

    Ec2RecordRefresh(Ec2Api api, Ec2Settings settings) {
        this.api = api;
        this.settings = settings;
    }

    /**
     * Removes instances that are gone, and assigns those that a crash kept out of the record to machines without one. If they
     * are all that the calls without a reply can have launched, these calls are known.
     */
    void refresh(RecordKeeper keeper) throws InterruptedException {
        String id = new Ec2Resources(keeper.get()).id().orElseThrow();
        Map<String, Ec2Machine> seen = new Ec2Instances(api).ofSwarm(id);
        keeper.update(record -> {
            SwarmRecord known = withoutGone(record, seen);
            List<Ec2Machine> alive = seen.values().stream()
                    .filter(Ec2Machine::isAlive)
                    .sorted(Ec2Machine.AS_LAUNCHED)
                    .toList();
            SwarmRecord assigned = FleetLaunch.assign(known, alive);
            return NewResources.areLaunchesShown(record, alive)
                    ? new Ec2Resources(assigned).withoutLaunches()
                    : assigned;
        });
    }

    /** Returns why Spot Instances are gone that EC2 has interrupted, by the names of the machines; like {@link #whyGone}. */
    Map<String, String> interrupted(SwarmRecord swarm) throws InterruptedException {
        return gone(swarm, swarm.machines(), seen -> seen != null && Ec2StateReason.isInterruption(seen.why()));
    }

    /**
     * Returns why machines are gone for good, by their names. Machines that may still exist are left out; so are all of them
     * when EC2 does not answer now.
     */
    Map<String, String> whyGone(SwarmRecord swarm, Collection<MachineRecord> machines) throws InterruptedException {
        return gone(swarm, machines, seen -> true);
    }

    private Map<String, String> gone(
            SwarmRecord swarm, Collection<MachineRecord> machines, Predicate<Ec2Machine> included)
            throws InterruptedException {
        Map<String, MachineRecord> launched = new TreeMap<>();
        machines.stream()
                .filter(machine -> machine.id() != null)
                .forEach(machine -> launched.put(machine.id(), machine));
        Optional<Map<String, Ec2Machine>> answer = new Ec2Instances(api).tryWithIds(launched.keySet());
        Map<String, String> gone = new LinkedHashMap<>();
        if (answer.isPresent()) {
            for (MachineRecord machine : launched.values()) {
                Ec2Machine seen = answer.get().get(machine.id());
                if (isGone(swarm, machine, seen) && included.test(seen)) {
                    gone.put(machine.name(), reason(machine, seen));
                }
            }
        }
        return gone;
    }

    private SwarmRecord withoutGone(SwarmRecord swarm, Map<String, Ec2Machine> seen) {
        SwarmRecord rest = swarm;
        for (MachineRecord machine : swarm.machines()) {
            if (machine.id() != null && isGone(swarm, machine, seen.get(machine.id()))) {
                rest = MachineHours.ended(rest, List.of(machine), Instant.now())
                        .withMachine(machine.name(), gone -> MachineRecord.asked(gone.role(), gone.index()));
            }
        }
        return rest;
    }

    private static String reason(MachineRecord machine, @CheckForNull Ec2Machine seen) {
        String name = "(" + machine.id() + ") ";
        if (seen == null) {
            return name + "is gone: EC2 does not show the instance any more";
        }
        return name + Ec2StateReason.sentence(seen.state(), seen.why());
    }

    /** An instance that EC2 does not show may also be too new. */
    private boolean isGone(SwarmRecord swarm, MachineRecord machine, @CheckForNull Ec2Machine seen) {
        if (seen != null) {
            return !seen.isAlive();
        }
        return !new NewResources(settings.timing()).mayBeHidden(swarm, List.of(machine));
    }
}
