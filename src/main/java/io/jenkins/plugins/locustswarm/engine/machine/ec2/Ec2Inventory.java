package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Machine;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.cost.Ec2Cost;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.SwarmTags;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Finds all swarms of an account and region by their tags, with three calls. */
final class Ec2Inventory {

    /** The resources of one swarm. */
    private static final class Parts {
        private final List<Tag> tags = new ArrayList<>();
        private final List<Ec2Machine> machines = new ArrayList<>();
        private final List<String> groups = new ArrayList<>();
        private final List<String> keyPairs = new ArrayList<>();
    }

    private final Ec2Api api;
    private final Ec2Settings settings;

    Ec2Inventory(Ec2Api api, Ec2Settings settings) {
        this.api = api;
        this.settings = settings;
    }

    /** Returns all swarms that have resources, ordered by name. */
    List<DiscoveredSwarm> swarms(Instant now) throws InterruptedException {
        Map<String, Parts> swarms = new TreeMap<>();
        Filter tagged = SwarmTags.anySwarm();
        for (Instance instance : instances(tagged)) {
            Ec2Machine machine = Ec2Machine.of(instance);
            if (!machine.isGoing()) {
                partsOf(swarms, instance.tags()).machines.add(machine);
            }
        }
        for (SecurityGroup group : groups(tagged)) {
            partsOf(swarms, group.tags()).groups.add(group.groupId());
        }
        for (KeyPairInfo pair : keyPairs(tagged)) {
            partsOf(swarms, pair.tags()).keyPairs.add(pair.keyName());
        }
        return swarms.entrySet().stream()
                .map(entry -> found(entry.getKey(), entry.getValue(), now))
                .sorted(Comparator.comparing(DiscoveredSwarm::name).thenComparing(DiscoveredSwarm::id))
                .toList();
    }

    private List<Instance> instances(Filter filter) throws InterruptedException {
        DescribeInstancesRequest request =
                DescribeInstancesRequest.builder().filters(filter).build();
        return api.call(
                "describe instances",
                client -> client.describeInstancesPaginator(request).reservations().stream()
                        .flatMap(reservation -> reservation.instances().stream())
                        .toList());
    }

    private List<SecurityGroup> groups(Filter filter) throws InterruptedException {
        DescribeSecurityGroupsRequest request =
                DescribeSecurityGroupsRequest.builder().filters(filter).build();
        return api.call(
                "describe security groups",
                client -> client.describeSecurityGroupsPaginator(request).securityGroups().stream()
                        .toList());
    }

    private List<KeyPairInfo> keyPairs(Filter filter) throws InterruptedException {
        return api.call("describe key pairs", client -> client.describeKeyPairs(request -> request.filters(filter)))
                .keyPairs();
    }

    private static Parts partsOf(Map<String, Parts> swarms, Collection<Tag> tags) {
        String id = SwarmTags.value(tags, SwarmTags.ID).orElse("");
        Parts parts = swarms.computeIfAbsent(id, any -> new Parts());
        parts.tags.addAll(tags);
        return parts;
    }

    private DiscoveredSwarm found(String id, Parts parts, Instant now) {
        Map<String, Long> seconds = new TreeMap<>();
        for (Ec2Machine machine : parts.machines) {
            seconds.merge(
                    machine.type(),
                    Math.max(0, Duration.between(machine.launchedAt(), now).toSeconds()),
                    Long::sum);
        }
        return new DiscoveredSwarm(
                SwarmTags.value(parts.tags, SwarmTags.SWARM).orElse(""),
                id,
                SwarmTags.value(parts.tags, SwarmTags.OWNER).orElse(""),
                SwarmTags.value(parts.tags, SwarmTags.CONTROLLER).orElse(""),
                SwarmTags.leaseEnds(parts.tags).max(Comparator.naturalOrder()).orElse(null),
                parts.machines.stream()
                        .map(Ec2Machine::launchedAt)
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                parts.machines.stream().map(Ec2Machine::id).toList(),
                parts.machines.stream().map(Ec2Machine::type).toList(),
                parts.groups,
                parts.keyPairs,
                Ec2Cost.of(seconds, settings));
    }
}
