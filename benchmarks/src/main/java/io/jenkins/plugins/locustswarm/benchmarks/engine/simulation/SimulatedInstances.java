package io.jenkins.plugins.locustswarm.benchmarks.engine.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The instances of the simulated EC2, and the calls that have launched them. Its owner synchronizes it. */
final class SimulatedInstances {

    /** A call and what it has launched. */
    private record Launch(RunInstancesRequest request, List<SimulatedInstance> instances) {}

    private final SimulatedTime time;
    private final Supplier<InstanceTimeline> courses;
    private final Duration clockOffset;
    private final Map<String, SimulatedInstance> byId = new LinkedHashMap<>();
    private final Map<String, Launch> byToken = new HashMap<>();
    private final Map<String, Integer> capacity = new HashMap<>();

    /** @param clockOffset how much later EC2's clock is than that of this computer */
    SimulatedInstances(SimulatedTime time, Supplier<InstanceTimeline> courses, Duration clockOffset) {
        this.time = time;
        this.courses = courses;
        this.clockOffset = clockOffset;
    }

    /** Limits the number of instances that can be launched in a pool, such as {@code c5.large in subnet-1}. */
    void limit(String pool, int instances) {
        capacity.put(pool, instances);
    }

    Stream<SimulatedInstance> all() {
        return byId.values().stream();
    }

    /** Returns an instance, which may not be shown. */
    SimulatedInstance get(String id) {
        return byId.get(id);
    }

    /** @throws software.amazon.awssdk.services.ec2.model.Ec2Exception if EC2 does not know one of them, or not yet */
    List<SimulatedInstance> known(List<String> ids) {
        List<SimulatedInstance> known = new ArrayList<>();
        for (String id : ids) {
            SimulatedInstance instance = byId.get(id);
            if (instance == null || !instance.isShown()) {
                throw Refusals.of(400, "InvalidInstanceID.NotFound");
            }
            known.add(instance);
        }
        return known;
    }

    List<SimulatedInstance> shown(List<Filter> filters) {
        Filters wanted = new Filters(filters);
        return all().filter(SimulatedInstance::isShown)
                .filter(instance -> wanted.match(instance.tags(), "instance-id", List.of(instance.id())))
                .toList();
    }

    boolean use(String group) {
        return all().anyMatch(instance -> instance.group().equals(group) && !instance.isGone());
    }

    /** Returns what an earlier call with the same token has launched; empty if there was none. */
    List<SimulatedInstance> launchedBefore(RunInstancesRequest request) {
        Launch earlier = request.clientToken() == null ? null : byToken.get(request.clientToken());
        if (earlier == null) {
            return List.of();
        }
        if (!earlier.request().equals(request)) {
            throw Refusals.of(400, "IdempotentParameterMismatch");
        }
        if (earlier.instances().stream().noneMatch(SimulatedInstance::isAlive)) {
            throw Refusals.of(400, "IdempotentInstanceTerminated");
        }
        return earlier.instances();
    }

    List<SimulatedInstance> launch(RunInstancesRequest request) {
        String subnet = request.networkInterfaces().get(0).subnetId();
        String pool = request.instanceTypeAsString() + " in " + subnet;
        int left = capacity.getOrDefault(pool, Integer.MAX_VALUE);
        if (left < request.minCount()) {
            throw Refusals.of(500, "InsufficientInstanceCapacity");
        }
        int count = Math.min(left, request.maxCount());
        capacity.computeIfPresent(pool, (name, known) -> known - count);
        List<SimulatedInstance> launched = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SimulatedInstance instance = new SimulatedInstance(
                    time,
                    byId.size(),
                    request.instanceTypeAsString(),
                    subnet,
                    request.networkInterfaces().get(0).groups().get(0),
                    tags(request.tagSpecifications(), ResourceType.INSTANCE),
                    Instant.now().plus(clockOffset),
                    courses.get());
            byId.put(instance.id(), instance);
            launched.add(instance);
        }
        if (request.clientToken() != null) {
            byToken.put(request.clientToken(), new Launch(request, List.copyOf(launched)));
        }
        return launched;
    }

    static List<Tag> tags(List<TagSpecification> specifications, ResourceType type) {
        return specifications.stream()
                .filter(specification -> specification.resourceType() == type)
                .flatMap(specification -> specification.tags().stream())
                .toList();
    }
}
