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

/** The security group of one swarm: SSH for the caller alone, Locust's own port for the swarm alone. */
public final class SwarmGroup {

    static final int SSH = 22;

    /** Where the master listens for its workers; Locust's default. */
    public static final int LOCUST = 5557;

    private final Ec2Api api;
    private final Ec2Settings settings;

    SwarmGroup(Ec2Api api, Ec2Settings settings) {
        this.api = api;
        this.settings = settings;
    }

    /** Makes it, with its rules; what is there already is left as it is. Its id is in the record afterwards. */
    String ensure(RecordKeeper keeper, Subnets subnets, Progress progress) throws InterruptedException {
        Optional<String> known = new Ec2Resources(keeper.get()).group();
        if (known.isPresent()
                && new Ec2Resources(keeper.get()).get(Ec2Resources.ALLOWED).isPresent()) {
            return known.get();
        }
        List<String> callers = callers(subnets, progress);
        String id = known.isPresent() ? known.get() : create(keeper.get(), subnets.vpc());
        keeper.update(record -> record.withResource(Ec2Resources.GROUP, id));
        allow(id, List.of(open(SSH, callers), amongUs(id)));
        keeper.update(record -> record.withResource(Ec2Resources.ALLOWED, String.join(",", callers)));
        return id;
    }

    private List<String> callers(Subnets subnets, Progress progress) throws InterruptedException {
        List<String> allowed = settings.allowedCidrs();
        if (allowed.stream().anyMatch(Cidr::isEverybody)) {
            progress.warning(
                    "SSH is open to everybody on the internet (allowed_cidr): " + String.join(", ", allowed) + ".");
        }
        if (!allowed.isEmpty()) {
            return allowed;
        }
        return List.of(
                settings.usePrivateIp()
                        ? CallerAddress.towards(subnets.firstAddress())
                        : CallerAddress.onTheInternet(settings.addressService()));
    }

    private String create(SwarmRecord swarm, String vpc) throws InterruptedException {
        String name = new Ec2Resources(swarm).resourceName().orElseThrow();
        try {
            return api.call(
                            "make security group " + name,
                            client -> client.createSecurityGroup(request -> request.groupName(name)
                                    .description("Locust swarm, made and removed by locust-swarm")
                                    .vpcId(vpc)
                                    .tagSpecifications(SwarmTags.on(swarm, ResourceType.SECURITY_GROUP))))
                    .groupId();
        } catch (Ec2CallException e) {
            if (!e.code().equals("InvalidGroup.Duplicate")) {
                throw e;
            }
            // made by us, and the reply was lost: nobody else has this name
            return seen(new Ec2Resources(swarm).id().orElseThrow()).orElseThrow(() -> e);
        }
    }

    private Optional<String> seen(String swarmId) throws InterruptedException {
        Deadline deadline = Deadline.in(settings.pace().visible());
        Backoff backoff = new Backoff(settings.pace());
        while (true) {
            Optional<String> found = find(swarmId).stream().findFirst();
            if (found.isPresent() || deadline.passed()) {
                return found;
            }
            backoff.pause(deadline);
        }
    }

    /** The groups that carry the swarm's tag. */
    List<String> find(String swarmId) throws InterruptedException {
        return Ec2Lookup.groups(api, SwarmTags.filter(swarmId));
    }

    /** Opens a port of the swarm's machines to those who may use SSH. */
    void openTo(SwarmRecord swarm, int port) throws InterruptedException {
        Ec2Resources made = new Ec2Resources(swarm);
        List<String> callers =
                List.of(made.get(Ec2Resources.ALLOWED).orElseThrow().split(","));
        allow(made.group().orElseThrow(), List.of(open(port, callers)));
    }

    private void allow(String group, List<IpPermission> permissions) throws InterruptedException {
        try {
            // EC2 may not show a new group yet, or not its tags, by which a policy may go
            EventualConsistency.retry(
                    settings.pace(),
                    e -> e.isNotFound() || e.isRefusal(),
                    () -> api.call(
                            "add rules to security group " + group,
                            client -> client.authorizeSecurityGroupIngress(
                                    request -> request.groupId(group).ipPermissions(permissions))));
        } catch (Ec2CallException e) {
            if (!e.code().equals("InvalidPermission.Duplicate")) {
                throw e;
            }
            // one of them is there from before a crash or a lost reply, and the call added none of the others
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

    private static IpPermission amongUs(String group) {
        return permission(LOCUST)
                .userIdGroupPairs(UserIdGroupPair.builder().groupId(group).build())
                .build();
    }

    private static IpPermission.Builder permission(int port) {
        return IpPermission.builder().ipProtocol("tcp").fromPort(port).toPort(port);
    }
}
