package io.jenkins.plugins.locustswarm.engine.machine.ec2;

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
 * A swarm as its tags in EC2 tell of it, with or without a record of it anywhere.
 *
 * @param name of the swarm; empty when the tag is missing
 * @param id see {@code locust-swarm:id}
 * @param owner who asked for it; empty when the tag is missing
 * @param controllerId the installation that made it; empty when the tag is missing
 * @param leaseEnds the latest that any of its tags tells; null when none does
 * @param launchedAt when its oldest machine was launched; null when it has none
 * @param machines ids of instances that are not shutting down or gone
 * @param types the instance type of each of them
 * @param groups ids of its security groups
 * @param keyPairs names of its key pairs
 * @param cost of those machines up to now
 */
public record DiscoveredSwarm(
        String name,
        String id,
        String owner,
        String controllerId,
        Instant leaseEnds,
        Instant launchedAt,
        List<String> machines,
        List<String> types,
        List<String> groups,
        List<String> keyPairs,
        Cost cost) {

    /** How long its oldest machine has been there; empty when it has none. */
    public Optional<Duration> age(Instant now) {
        return Optional.ofNullable(launchedAt).map(launched -> Duration.between(launched, now));
    }

    /**
     * Whether the reaper of that installation may remove it: its lease is over by its tags, and by its record where there
     * is one. What has no name or no readable lease is not reaped by anybody.
     */
    public boolean isReapable(Installation own, Instant now) {
        return !name.isEmpty()
                && own.controllerIds().stream().map(SwarmTags::fitting).anyMatch(controllerId::equals)
                && leaseEnds != null
                && leaseEnds.isBefore(now)
                && own.records().get().stream().map(Ec2Resources::new).noneMatch(made -> isKeptBy(made, now));
    }

    /** A record is compared by the swarm's own id: an earlier swarm of the same name is another one. */
    private boolean isKeptBy(Ec2Resources made, Instant now) {
        return made.id().filter(id::equals).isPresent() && made.taggedLease().isAfter(now);
    }

    /** Everything that it has, by the names that EC2 knows it by. */
    public List<String> everything() {
        List<String> all = new ArrayList<>(machines);
        all.addAll(groups);
        keyPairs.forEach(name -> all.add("key pair " + name));
        return all;
    }
}
