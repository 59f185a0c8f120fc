package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Backoff;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2CallException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Lookup;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.EventualConsistency;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.Subnets;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.SwarmTags;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Cidr;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** The security group of a swarm: SSH from the caller only, Locust's port from the swarm only. */
public final class SwarmGroup {

    static final int SSH_PORT = 22;

    /** The port on which the master listens for its workers; the default of Locust. */
    public static final int MASTER_PORT = 5557;

    private final Ec2Api api;
    private final Ec2Settings settings;

    SwarmGroup(Ec2Api api, Ec2Settings settings) {
        this.api = api;
        this.settings = settings;
    }

    /** Creates the group and its rules, unless they exist already, and saves the id in the record. */
    String ensure(RecordKeeper keeper, Subnets subnets, Progress progress) throws InterruptedException {
        Optional<String> known = new Ec2Resources(keeper.get()).group();
        if (known.isPresent()
                && new Ec2Resources(keeper.get()).get(Ec2Resources.ALLOWED).isPresent()) {
            return known.get();
        }
        List<String> callers = callers(subnets, progress);
        String id = known.isPresent() ? known.get() : create(keeper, subnets.vpc());
        keeper.update(record -> record.withResource(Ec2Resources.GROUP, id));
        allow(id, List.of(open(SSH_PORT, callers), withinSwarm(id)));
        keeper.update(record -> record.withResource(Ec2Resources.ALLOWED, String.join(",", callers)));
        return id;
    }

    private List<String> callers(Subnets subnets, Progress progress) throws InterruptedException {
        List<String> allowed = settings.allowedCidrs();
        if (allowed.stream().anyMatch(Cidr::containsEveryAddress)) {
            progress.warning("SSH is open to the whole internet (allowed_cidr): " + String.join(", ", allowed)
                    + ". Only the swarm's key protects it; allow your own network instead.");
        }
        if (!allowed.isEmpty()) {
            return allowed;
        }
        return List.of(
                settings.usePrivateIp()
                        ? CallerAddress.towards(subnets.firstAddress())
                        : CallerAddress.onTheInternet(settings.addressService()));
    }

    private String create(RecordKeeper keeper, String vpc) throws InterruptedException {
        boolean wasAsked = new Ec2Resources(keeper.get()).isAsked(Ec2Resources.GROUP);
        SwarmRecord swarm = keeper.update(record -> new Ec2Resources(record).withAsked(Ec2Resources.GROUP));
        String name = new Ec2Resources(swarm).resourceName().orElseThrow();
        try {
            return api.call(
                            "create security group " + name,
                            client -> client.createSecurityGroup(request -> request.groupName(name)
                                    .description("Locust swarm, created and deleted by locust-swarm")
                                    .vpcId(vpc)
                                    .tagSpecifications(SwarmTags.on(swarm, ResourceType.SECURITY_GROUP))))
                    .groupId();
        } catch (Ec2CallException e) {
            if (!e.code().equals("InvalidGroup.Duplicate")) {
                if (e.isRejection() && !wasAsked) {
                    keeper.update(record -> new Ec2Resources(record).withoutAsked(Ec2Resources.GROUP));
                }
                throw e;
            }
            // an earlier call created it and its reply was lost, since the name is unique to this swarm
            return awaitShown(new Ec2Resources(swarm).id().orElseThrow()).orElseThrow(() -> e);
        }
    }

    private Optional<String> awaitShown(String swarmId) throws InterruptedException {
        Deadline deadline = Deadline.in(settings.timing().visible());
        Backoff backoff = new Backoff(settings.timing());
        while (true) {
            Optional<String> found = find(swarmId).stream().findFirst();
            if (found.isPresent() || deadline.passed()) {
                return found;
            }
            backoff.pause(deadline);
        }
    }

    /** Returns the ids of the groups with the swarm's tag. */
    List<String> find(String swarmId) throws InterruptedException {
        return Ec2Lookup.groups(api, SwarmTags.filter(swarmId));
    }

    /** Opens a port of the swarm's instances to the networks that can reach SSH. */
    void openTo(SwarmRecord swarm, int port) throws InterruptedException {
        Ec2Resources resources = new Ec2Resources(swarm);
        List<String> callers =
                List.of(resources.get(Ec2Resources.ALLOWED).orElseThrow().split(","));
        allow(resources.group().orElseThrow(), List.of(open(port, callers)));
    }

    private void allow(String group, List<IpPermission> permissions) throws InterruptedException {
        try {
            // EC2 may not show a new group yet, or not its tags, which a policy may depend on
            EventualConsistency.retry(
                    settings.timing(),
                    e -> e.isNotFound() || e.isRefusal(),
                    () -> api.call(
                            "add rules to security group " + group,
                            client -> client.authorizeSecurityGroupIngress(
                                    request -> request.groupId(group).ipPermissions(permissions))));
        } catch (Ec2CallException e) {
            if (!e.code().equals("InvalidPermission.Duplicate")) {
                throw e;
            }
            // one rule exists since before a crash or a lost reply, so the call has added none of the others
            if (permissions.size() > 1) {
                for (IpPermission permission : permissions) {
                    allow(group, List.of(permission));
                }
            }
        }
    }

    private static IpPermission open(int port, List<String> callers) {
        List<IpRange> ranges = new ArrayList<>();
        List<Ipv6Range> ranges6 = new ArrayList<>();
        for (String caller : callers) {
            if (Cidr.isIpv6(caller)) {
                ranges6.add(Ipv6Range.builder().cidrIpv6(caller).build());
            } else {
                ranges.add(IpRange.builder().cidrIp(caller).build());
            }
        }
        return permission(port).ipRanges(ranges).ipv6Ranges(ranges6).build();
    }

    private static IpPermission withinSwarm(String group) {
        return permission(MASTER_PORT)
                .userIdGroupPairs(UserIdGroupPair.builder().groupId(group).build())
                .build();
    }

    private static IpPermission.Builder permission(int port) {
        return IpPermission.builder().ipProtocol("tcp").fromPort(port).toPort(port);
    }
}
