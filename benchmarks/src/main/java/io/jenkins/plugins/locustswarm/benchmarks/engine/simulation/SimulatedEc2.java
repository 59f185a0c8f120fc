package io.jenkins.plugins.locustswarm.benchmarks.engine.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.*;

/**
 * EC2's API as its documentation describes it, without machines: it keeps states, takes its time, and refuses what EC2
 * refuses: too many values in a filter, too many things in a call, names and tokens that were used before, resources that
 * are in use, and more calls and machines than the account's token buckets hold.
 */
public final class SimulatedEc2 implements Ec2Client {

    private static final int MAX_TAGGED_PER_CALL = 1000;
    private final SimulatedTime time;
    private final SimulatedAccount account;
    private final SimulatedInstances instances;
    private final SimulatedGroups groups;
    private final SimulatedKeyPairs keyPairs;
    private final Map<String, Integer> calls = new TreeMap<>();
    private final RequestLimits limits;
    private int mostAlive;

    public SimulatedEc2(SimulatedTime time) {
        this(time, SimulatedAccount.usual(time));
    }

    public SimulatedEc2(SimulatedTime time, SimulatedAccount account) {
        this.time = time;
        this.account = account;
        this.instances = new SimulatedInstances(time, account.courses(), account.clockOffset());
        this.groups = new SimulatedGroups(time, account.shownAfter());
        this.keyPairs = new SimulatedKeyPairs(time, account.shownAfter());
        this.limits = new RequestLimits(time);
    }

    /** The number of calls of each operation, including throttled ones. */
    public synchronized Map<String, Integer> calls() {
        return new TreeMap<>(calls);
    }

    /** Limits the number of instances that can be launched from now on with this type in this subnet. */
    public synchronized void limit(String type, String subnet, int count) {
        instances.limit(type + " in " + subnet, count);
    }

    /** The machines that are not terminated. */
    public synchronized List<String> left() {
        return alive().map(SimulatedInstance::id).toList();
    }

    private Stream<SimulatedInstance> alive() {
        return instances.all().filter(SimulatedInstance::isAlive);
    }

    /** The ids of security groups and the names of key pairs that exist. */
    public synchronized List<String> leftoverResources() {
        return Stream.concat(groups.ids().stream(), keyPairs.names().stream()).toList();
    }

    /** The largest number of machines that were alive at the same time. */
    public synchronized int mostAlive() {
        return mostAlive;
    }

    /** Whether the machine's SSH server listens. */
    synchronized boolean acceptsLogins(String id) {
        return instances.get(id).acceptsLogins();
    }

    /** Whether commands on the machine are carried out. */
    synchronized boolean answers(String id) {
        return instances.get(id).answers();
    }

    /** Returns the addresses at which SSH servers listen. */
    synchronized Set<String> takeLogins(Collection<String> addresses) {
        return instances
                .all()
                .filter(instance -> addresses.contains(instance.address()) && instance.acceptsLogins())
                .map(SimulatedInstance::address)
                .collect(Collectors.toSet());
    }

    private void call(String action) {
        synchronized (this) {
            calls.merge(action, 1, Integer::sum);
        }
        try {
            time.pass(time.apiCall());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("Thread was interrupted", e);
        }
    }

    @Override
    public DescribeImagesResponse describeImages(DescribeImagesRequest request) {
        call("DescribeImages");
        return DescribeImagesResponse.builder().build();
    }

    @Override
    public DescribeInstanceTypesResponse describeInstanceTypes(DescribeInstanceTypesRequest request) {
        call("DescribeInstanceTypes");
        return DescribeInstanceTypesResponse.builder()
                .instanceTypes(request.instanceTypesAsStrings().stream()
                        .map(type -> InstanceTypeInfo.builder()
                                .instanceType(type)
                                .processorInfo(info -> info.supportedArchitecturesWithStrings("x86_64"))
                                .build())
                        .toList())
                .build();
    }

    @Override
    public RunInstancesResponse runInstances(RunInstancesRequest request) {
        call("RunInstances");
        synchronized (this) {
            limits.takeLaunchCall();
            List<SimulatedInstance> launched = instances.launchedBefore(request);
            if (launched.isEmpty()) {
                keyPairs.require(request.keyName());
                request.networkInterfaces().get(0).groups().forEach(groups::require);
                limits.takeLaunches(request.maxCount());
                launched = instances.launch(request);
                mostAlive = Math.max(mostAlive, (int) alive().count());
            }
            return RunInstancesResponse.builder()
                    .instances(launched.stream()
                            .map(SimulatedInstance::description)
                            .toList())
                    .build();
        }
    }

    @Override
    public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
        call("DescribeInstances");
        synchronized (this) {
            List<SimulatedInstance> all = instances.shown(request.filters());
            int from = request.nextToken() == null ? 0 : Math.min(all.size(), Integer.parseInt(request.nextToken()));
            int to = request.maxResults() == null ? all.size() : Math.min(all.size(), from + request.maxResults());
            return DescribeInstancesResponse.builder()
                    .reservations(Reservation.builder()
                            .instances(all.subList(from, to).stream()
                                    .map(SimulatedInstance::description)
                                    .toList())
                            .build())
                    .nextToken(to < all.size() ? String.valueOf(to) : null)
                    .build();
        }
    }

    @Override
    public TerminateInstancesResponse terminateInstances(TerminateInstancesRequest request) {
        call("TerminateInstances");
        synchronized (this) {
            limits.takeTerminations(request.instanceIds().size());
            List<InstanceStateChange> changes = new ArrayList<>();
            for (SimulatedInstance instance : instances.known(request.instanceIds())) {
                instance.terminate();
                changes.add(InstanceStateChange.builder()
                        .instanceId(instance.id())
                        .currentState(state -> state.name(instance.state()))
                        .build());
            }
            return TerminateInstancesResponse.builder()
                    .terminatingInstances(changes)
                    .build();
        }
    }

    @Override
    public CreateTagsResponse createTags(CreateTagsRequest request) {
        call("CreateTags");
        if (request.resources().size() > MAX_TAGGED_PER_CALL) {
            throw Refusals.of(400, "RequestResourceCountExceeded");
        }
        synchronized (this) {
            Map<Boolean, List<String>> byKind =
                    request.resources().stream().collect(Collectors.partitioningBy(id -> id.startsWith("i-")));
            instances.known(byKind.get(true));
            byKind.get(false).forEach(groups::require);
        }
        return CreateTagsResponse.builder().build();
    }

    @Override
    public DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request) {
        call("DescribeSubnets");
        return DescribeSubnetsResponse.builder()
                .subnets(account.subnets().stream()
                        .map(id -> Subnet.builder()
                                .subnetId(id)
                                .vpcId("vpc-1")
                                .cidrBlock("10.0.0.0/8")
                                .availableIpAddressCount(1 << 20)
                                .build())
                        .toList())
                .build();
    }

    @Override
    public ImportKeyPairResponse importKeyPair(ImportKeyPairRequest request) {
        call("ImportKeyPair");
        synchronized (this) {
            keyPairs.create(request);
        }
        return ImportKeyPairResponse.builder().keyName(request.keyName()).build();
    }

    @Override
    public DescribeKeyPairsResponse describeKeyPairs(DescribeKeyPairsRequest request) {
        call("DescribeKeyPairs");
        synchronized (this) {
            return DescribeKeyPairsResponse.builder()
                    .keyPairs(keyPairs.shown(request.filters()))
                    .build();
        }
    }

    @Override
    public DeleteKeyPairResponse deleteKeyPair(DeleteKeyPairRequest request) {
        call("DeleteKeyPair");
        synchronized (this) {
            keyPairs.delete(request.keyName());
        }
        return DeleteKeyPairResponse.builder().build();
    }

    @Override
    public CreateSecurityGroupResponse createSecurityGroup(CreateSecurityGroupRequest request) {
        call("CreateSecurityGroup");
        synchronized (this) {
            return CreateSecurityGroupResponse.builder()
                    .groupId(groups.create(request))
                    .build();
        }
    }

    @Override
    public AuthorizeSecurityGroupIngressResponse authorizeSecurityGroupIngress(
            AuthorizeSecurityGroupIngressRequest request) {
        call("AuthorizeSecurityGroupIngress");
        synchronized (this) {
            groups.allow(request.groupId(), request.ipPermissions());
        }
        return AuthorizeSecurityGroupIngressResponse.builder().build();
    }

    @Override
    public RevokeSecurityGroupIngressResponse revokeSecurityGroupIngress(RevokeSecurityGroupIngressRequest request) {
        call("RevokeSecurityGroupIngress");
        synchronized (this) {
            groups.revoke(request.groupId(), request.ipPermissions());
        }
        return RevokeSecurityGroupIngressResponse.builder().build();
    }

    @Override
    public DescribeSecurityGroupsResponse describeSecurityGroups(DescribeSecurityGroupsRequest request) {
        call("DescribeSecurityGroups");
        synchronized (this) {
            return DescribeSecurityGroupsResponse.builder()
                    .securityGroups(groups.shown(request.filters()))
                    .build();
        }
    }

    @Override
    public DeleteSecurityGroupResponse deleteSecurityGroup(DeleteSecurityGroupRequest request) {
        call("DeleteSecurityGroup");
        synchronized (this) {
            groups.require(request.groupId());
            if (instances.use(request.groupId())) {
                throw Refusals.of(400, "DependencyViolation");
            }
            groups.delete(request.groupId());
        }
        return DeleteSecurityGroupResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
