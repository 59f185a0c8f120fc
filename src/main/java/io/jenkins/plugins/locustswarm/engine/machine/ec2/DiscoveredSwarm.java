package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.SwarmTags;
import io.jenkins.plugins.locustswarm.engine.record.Cost;
import io.jenkins.plugins.locustswarm.engine.record.Installation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A swarm found in EC2 by its tags, with or without a record of it.
 *
 * @param name name of the swarm; empty if the tag is missing
 * @param id value of the tag {@code locust-swarm:id}
 * @param owner owner of the swarm; empty if the tag is missing
 * @param controllerId id of the installation that created it; empty if the tag is missing
 * @param leaseEnds the latest end of the lease in any of its tags, if one is readable
 * @param launchedAt launch time of its oldest instance, if it has one
 * @param machines ids of instances that are neither shutting down nor terminated
 * @param types the instance type of each of them
 * @param groups ids of its security groups
 * @param keyPairs names of its key pairs
 * @param cost cost of these instances until now
 */
public record DiscoveredSwarm(
        String name,
        String id,
        String owner,
        String controllerId,
        @CheckForNull Instant leaseEnds,
        @CheckForNull Instant launchedAt,
        List<String> machines,
        List<String> types,
        List<String> groups,
        List<String> keyPairs,
        Cost cost) {

    /** Returns the age of its oldest instance; empty if it has none. */
    public Optional<Duration> age(Instant now) {
        return Optional.ofNullable(launchedAt).map(launched -> Duration.between(launched, now));
    }

    /**
     * Whether the reaper of this installation may remove the swarm: the lease has ended according to its tags, and according
     * to its record if there is one. A swarm without a name or a readable lease is never reaped.
     */
    public boolean isReapable(Installation own, Instant now) {
        return !name.isEmpty()
                && own.controllerIds().stream().map(SwarmTags::fitting).anyMatch(controllerId::equals)
                && leaseEnds != null
                && leaseEnds.isBefore(now)
                && own.records().get().stream().map(Ec2Resources::new).noneMatch(resources -> isKeptBy(resources, now));
    }

    /** Records are compared by the id, since an earlier swarm may have had the same name. */
    private boolean isKeptBy(Ec2Resources resources, Instant now) {
        return resources.id().filter(id::equals).isPresent()
                && resources.taggedLease().isAfter(now);
    }

    /** Returns the ids of all its resources. */
    public List<String> everything() {
        List<String> all = new ArrayList<>(machines);
        all.addAll(groups);
        keyPairs.forEach(name -> all.add("key pair " + name));
        return all;
    }
}
