package io.jenkins.plugins.locustswarm.benchmarks.engine.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The security groups of the simulated EC2. Its owner synchronizes it. */
final class SimulatedGroups {

    private record Group(String id, String name, List<Tag> tags, List<IpPermission> rules, long created) {}

    private final SimulatedTime time;
    private final Duration shownAfter;
    private final Map<String, Group> byId = new LinkedHashMap<>();
    private int count;

    /** @param shownAfter how long EC2 does not show a new group */
    SimulatedGroups(SimulatedTime time, Duration shownAfter) {
        this.time = time;
        this.shownAfter = shownAfter;
    }

    List<String> ids() {
        return List.copyOf(byId.keySet());
    }

    String create(CreateSecurityGroupRequest request) {
        if (byId.values().stream().anyMatch(group -> group.name().equals(request.groupName()))) {
            throw Refusals.of(400, "InvalidGroup.Duplicate");
        }
        String id = "sg-" + ++count;
        List<Tag> tags = SimulatedInstances.tags(request.tagSpecifications(), ResourceType.SECURITY_GROUP);
        byId.put(id, new Group(id, request.groupName(), tags, new ArrayList<>(), System.nanoTime()));
        return id;
    }

    /** @throws software.amazon.awssdk.services.ec2.model.Ec2Exception if EC2 does not know the group, or not yet */
    void require(String id) {
        known(id);
    }

    private Group known(String id) {
        Group group = byId.get(id);
        if (group == null || !isShown(group)) {
            throw Refusals.of(400, "InvalidGroup.NotFound");
        }
        return group;
    }

    private boolean isShown(Group group) {
        return time.since(group.created()).compareTo(shownAfter) >= 0;
    }

    void allow(String id, List<IpPermission> rules) {
        Group group = known(id);
        if (rules.stream().anyMatch(group.rules()::contains)) {
            throw Refusals.of(400, "InvalidPermission.Duplicate");
        }
        group.rules().addAll(rules);
    }

    void revoke(String id, List<IpPermission> rules) {
        known(id).rules().removeAll(rules);
    }

    void delete(String id) {
        known(id);
        byId.remove(id);
    }

    List<SecurityGroup> shown(List<Filter> filters) {
        Filters wanted = new Filters(filters.stream()
                .filter(filter -> !filter.name().equals("ip-permission.group-id"))
                .toList());
        List<String> referred = filters.stream()
                .filter(filter -> filter.name().equals("ip-permission.group-id"))
                .flatMap(filter -> filter.values().stream())
                .toList();
        return byId.values().stream()
                .filter(this::isShown)
                .filter(group -> wanted.match(group.tags(), "group-id", List.of(group.id())))
                .filter(group -> referred.isEmpty()
                        || group.rules().stream()
                                .flatMap(rule -> rule.userIdGroupPairs().stream())
                                .anyMatch(pair -> referred.contains(pair.groupId())))
                .map(group -> SecurityGroup.builder()
                        .groupId(group.id())
                        .groupName(group.name())
                        .tags(group.tags())
                        .ipPermissions(group.rules())
                        .build())
                .toList();
    }
}
