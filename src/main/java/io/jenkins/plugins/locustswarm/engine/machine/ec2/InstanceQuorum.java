package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.FirstOfMany;
import io.jenkins.plugins.locustswarm.engine.machine.MachineQuorum;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.image.ImageLookup;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.BootFailure;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Decides whether a swarm has enough instances, and says why not and what to do. */
final class InstanceQuorum {

    private static final int MAX_MACHINES_SHOWN = 10;

    private InstanceQuorum() {}

    /**
     * @param failures machines whose instance did not come up
     * @param shortages why EC2 has launched fewer instances than asked for
     * @throws BringUpException if the swarm cannot do without the machines that are missing
     */
    static void require(SwarmRecord swarm, List<BootFailure> failures, List<String> shortages) {
        Map<MachineRecord, String> missing = missing(swarm, failures);
        long workers = swarm.machines(Role.WORKER).stream()
                .filter(worker -> !missing.containsKey(worker))
                .count();
        MachineQuorum quorum = new MachineQuorum(swarm, missing.keySet(), workers);
        if (quorum.isReached()) {
            return;
        }
        String why = FirstOfMany.clauses(
                missing.entrySet().stream()
                        .map(entry -> entry.getKey().name() + ": " + entry.getValue())
                        .toList(),
                MAX_MACHINES_SHOWN);
        throw new BringUpException(quorum.tooFew("Not enough machines of swarm " + swarm.name() + " came up. " + why
                + "." + adviceOnCapacity(shortages) + (failures.isEmpty() ? "" : adviceOnImages(swarm))));
    }

    private static Map<MachineRecord, String> missing(SwarmRecord swarm, List<BootFailure> failures) {
        Map<String, String> failed =
                failures.stream().collect(Collectors.toMap(BootFailure::machine, BootFailure::reason));
        Map<MachineRecord, String> missing = new LinkedHashMap<>();
        for (MachineRecord machine : swarm.machines()) {
            if (machine.id() == null) {
                missing.put(machine, "not launched");
            } else if (failed.containsKey(machine.name())) {
                missing.put(machine, failed.get(machine.name()));
            }
        }
        return missing;
    }

    private static String adviceOnCapacity(List<String> shortages) {
        return shortages.isEmpty()
                ? ""
                : " EC2 lacks the capacity for more: " + String.join(", ", shortages)
                        + ". Add other instance types (ami_instance_type) or subnets (subnet_ids), or try again later.";
    }

    /** An image can be launched and yet be damaged, or have settings that its machine had and others must not have. */
    private static String adviceOnImages(SwarmRecord swarm) {
        Collection<String> images = ImageLookup.madeImages(swarm);
        return images.isEmpty()
                ? ""
                : " The machines were launched with " + String.join(", ", images)
                        + ", which locust-swarm image or Jenkins has made. To launch without it,"
                        + " set use_images = false, or in Jenkins clear \"Use images\" in the profile.";
    }
}
