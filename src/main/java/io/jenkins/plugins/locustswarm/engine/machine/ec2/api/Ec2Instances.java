package io.jenkins.plugins.locustswarm.engine.machine.ec2.api;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.SwarmTags;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * Describes instances, up to a thousand in one call. It selects them by filter, so that an unknown id is not an error.
 */
public final class Ec2Instances {

    /** The limit of EC2, which answers more values with FilterLimitExceeded. */
    private static final int MAX_FILTER_VALUES = 200;

    /** The limit of DescribeInstances. */
    private static final int MAX_RESULTS_PER_PAGE = 1000;

    private final Ec2Api api;

    public Ec2Instances(Ec2Api api) {
        this.api = api;
    }

    /**
     * Returns all instances with the tag of the swarm, by id. EC2 shows terminated ones for up to an hour (API reference,
     * DescribeInstances).
     */
    public Map<String, Ec2Machine> ofSwarm(String swarmId) throws InterruptedException {
        return api.call("describe instances", matching(SwarmTags.filter(swarmId)));
    }

    /** Returns the instances with these ids that EC2 knows, by id. */
    public Map<String, Ec2Machine> withIds(Collection<String> ids) throws InterruptedException {
        Map<String, Ec2Machine> machines = new HashMap<>();
        for (List<String> batch : Batches.of(ids, MAX_FILTER_VALUES)) {
            machines.putAll(api.call("describe instances", matching(byId(batch))));
        }
        return machines;
    }

    /** Returns the instances with these ids that EC2 knows, without retries; empty if EC2 does not answer. */
    public Optional<Map<String, Ec2Machine>> tryWithIds(Collection<String> ids) throws InterruptedException {
        Map<String, Ec2Machine> machines = new HashMap<>();
        for (List<String> batch : Batches.of(ids, MAX_FILTER_VALUES)) {
            Optional<Map<String, Ec2Machine>> answer = api.tryOnce(matching(byId(batch)));
            if (answer.isEmpty()) {
                return answer;
            }
            machines.putAll(answer.get());
        }
        return Optional.of(machines);
    }

    private static Filter byId(Collection<String> ids) {
        return Filter.builder().name("instance-id").values(ids).build();
    }

    private static Function<Ec2Client, Map<String, Ec2Machine>> matching(Filter filter) {
        DescribeInstancesRequest request = DescribeInstancesRequest.builder()
                .filters(filter)
                .maxResults(MAX_RESULTS_PER_PAGE)
                .build();
        return client -> client.describeInstancesPaginator(request).reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .map(Ec2Machine::of)
                .collect(Collectors.toMap(Ec2Machine::id, Function.identity(), (one, two) -> one));
    }
}
