package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings the record of a swarm that was made before to what EC2 has now. */
final class Ec2Census {

    private final Ec2Api api;
    private final Ec2Settings settings;

    Ec2Census(Ec2Api api, Ec2Settings settings) {
        this.api = api;
        this.settings = settings;
    }

    /** Forgets machines that are gone, and gives those that no record has, from before a crash, to who lacks one. */
    void takeInto(RecordKeeper keeper) throws InterruptedException {
        String id = new Ec2Resources(keeper.get()).id().orElseThrow();
        Map<String, Ec2Machine> seen = new Ec2Instances(api).ofSwarm(id);
        keeper.update(record -> {
            SwarmRecord known = withoutGone(record, seen);
            List<Ec2Machine> alive = seen.values().stream()
                    .filter(Ec2Machine::isAlive)
                    .sorted(Ec2Machine.AS_LAUNCHED)
                    .toList();
            return FleetLaunch.assign(known, alive);
        });
    }

    /** Why a machine is gone for good; empty where EC2 does not say so, or does not answer now. */
    Optional<String> whyGone(SwarmRecord swarm, MachineRecord machine) throws InterruptedException {
        return new Ec2Instances(api)
                .askFor(machine.id())
                .filter(seen -> isGone(swarm, machine, seen.get(machine.id())))
                .map(seen -> words(machine, seen.get(machine.id())));
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

    private static String words(MachineRecord machine, Ec2Machine seen) {
        String state = seen == null ? "EC2 does not show it any more" : "EC2 says " + seen.state();
        String why = seen == null || seen.why().isEmpty() ? "" : ", " + seen.why();
        return "(" + machine.id() + ") is gone: " + state + why;
    }

    /** One that EC2 does not show may be too new; the wait for it will tell. */
    private boolean isGone(SwarmRecord swarm, MachineRecord machine, Ec2Machine seen) {
        if (seen != null) {
            return !seen.isAlive();
        }
        Instant launched = MachineHours.launchedAt(swarm, machine).orElse(Instant.EPOCH);
        return Duration.between(launched, Instant.now())
                        .compareTo(settings.pace().visible())
                > 0;
    }
}
