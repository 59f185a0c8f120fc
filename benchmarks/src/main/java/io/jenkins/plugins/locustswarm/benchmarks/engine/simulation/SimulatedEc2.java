package io.jenkins.plugins.locustswarm.benchmarks.engine.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.*;

/**
 * EC2's API as its documentation describes it, without machines: it keeps states, takes its time, and refuses what EC2
 * refuses: too many values in a filter, too many things in a call, and more calls and machines than the
 * account's token buckets hold ("Request throttling for the Amazon EC2 API": five RunInstances calls at once, then two a
 * second; 1000 machines at once, then two a second).
 */
public final class SimulatedEc2 implements Ec2Client {

    private static final int MAX_FILTER_VALUES = 200;
    private static final int MAX_TAGGED_PER_CALL = 1000;
    private static final int MACHINES_AT_ONCE = 1000;
    private static final int CALLS_AT_ONCE = 5;
    private static final double LAUNCHES_A_SECOND = 2;
    private static final double LAUNCH_CALLS_A_SECOND = 2;
    private static final double TERMINATIONS_A_SECOND = 20;

    private final SimulatedTime time;
    private final Map<String, Long> instances = new LinkedHashMap<>();
    private final Map<String, Long> terminated = new TreeMap<>();
    private final Map<String, Integer> calls = new TreeMap<>();
    private final Bucket launchCalls;
    private final Bucket launches;
    private final Bucket terminations;

    public SimulatedEc2(SimulatedTime time) {
        this.time = time;
        this.launchCalls = new Bucket(CALLS_AT_ONCE, LAUNCH_CALLS_A_SECOND);
        this.launches = new Bucket(MACHINES_AT_ONCE, LAUNCHES_A_SECOND);
        this.terminations = new Bucket(MACHINES_AT_ONCE, TERMINATIONS_A_SECOND);
    }

    /** Returns how long so many RunInstances calls take at least, by the limit of calls. */
    static Duration untilCalled(int calls) {
        return seconds((calls - CALLS_AT_ONCE) / LAUNCH_CALLS_A_SECOND);
    }

    /** Returns how long it takes at least to launch so many machines, by the limit of machines. */
    static Duration untilLaunched(int machines) {
        return seconds((machines - MACHINES_AT_ONCE) / LAUNCHES_A_SECOND);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis((long) (Math.max(0, seconds) * 1000));
    }

    /** The number of calls of each operation, including throttled ones. */
    public synchronized Map<String, Integer> calls() {
        return new TreeMap<>(calls);
    }

    /** The machines that are not terminated. */
    public synchronized List<String> left() {
        return instances.keySet().stream()
                .filter(id -> !terminated.containsKey(id))
                .toList();
    }

    /** Whether the machine's SSH server listens. */
    synchronized boolean takesLogins(String id) {
        return since(id).compareTo(time.pending().plus(time.boot())) >= 0;
    }

    /** Returns the addresses at which SSH servers listen. */
    Set<String> takeLogins(Collection<String> addresses) {
        synchronized (this) {
            return instances.keySet().stream()
                    .filter(id -> addresses.contains(address(id)) && takesLogins(id))
                    .map(SimulatedEc2::address)
                    .collect(Collectors.toSet());
        }
    }

    private static String address(String id) {
        int number = Integer.parseInt(id.substring(2), 16);
        return "10." + number / 65536 + "." + number / 256 % 256 + "." + number % 256;
    }

    private Duration since(String id) {
        return time.since(instances.get(id));
    }

    private void call(String action) {
        synchronized (this) {
            calls.merge(action, 1, Integer::sum);
        }
        time.pass(time.apiCall());
    }

    private static Ec2Exception refusal(int status, String code) {
        return (Ec2Exception) Ec2Exception.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("as documented")
                        .build())
                .message(code)
                .build();
    }

    private final class Bucket {
        private final int size;
        private final double aSecond;
        private double tokens;
        private long at = System.nanoTime();

        Bucket(int size, double aSecond) {
            this.size = size;
            this.tokens = size;
            this.aSecond = aSecond;
        }

        void take(int count) {
            tokens = Math.min(size, tokens + time.since(at).toMillis() / 1000. * aSecond);
            at = System.nanoTime();
            if (tokens < count) {
                throw refusal(503, "RequestLimitExceeded");
            }
            tokens -= count;
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
            launchCalls.take(1);
            launches.take(request.maxCount());
            List<Instance> launched = new ArrayList<>();
            for (int i = 0; i < request.maxCount(); i++) {
                String id = "i-%017x".formatted(instances.size());
                instances.put(id, System.nanoTime());
                launched.add(instance(id));
            }
            return RunInstancesResponse.builder().instances(launched).build();
        }
    }

    @Override
    public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
        call("DescribeInstances");
        List<String> ids = List.of();
        for (Filter filter : request.filters()) {
            if (filter.values().size() > MAX_FILTER_VALUES) {
                throw refusal(400, "FilterLimitExceeded");
            }
            ids = filter.name().equals("instance-id") ? filter.values() : ids;
        }
        synchronized (this) {
            List<String> all = ids.isEmpty() ? List.copyOf(instances.keySet()) : ids;
            int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
            int to = request.maxResults() == null ? all.size() : Math.min(all.size(), from + request.maxResults());
            return DescribeInstancesResponse.builder()
                    .reservations(Reservation.builder()
                            .instances(all.subList(from, to).stream()
                                    .map(this::instance)
                                    .toList())
                            .build())
                    .nextToken(to < all.size() ? String.valueOf(to) : null)
                    .build();
        }
    }

    private Instance instance(String id) {
        int number = Integer.parseInt(id.substring(2), 16);
        String address = address(id);
        return Instance.builder()
                .instanceId(id)
                .instanceType("c5.large")
                .launchTime(Instant.EPOCH.plusSeconds(number))
                .amiLaunchIndex(number)
                .state(InstanceState.builder().name(state(id)).build())
                .publicIpAddress(address)
                .privateIpAddress(address)
                .build();
    }

    private InstanceStateName state(String id) {
        Long end = terminated.get(id);
        if (end != null) {
            return time.since(end).compareTo(time.shutdown()) < 0
                    ? InstanceStateName.SHUTTING_DOWN
                    : InstanceStateName.TERMINATED;
        }
        return since(id).compareTo(time.pending()) < 0 ? InstanceStateName.PENDING : InstanceStateName.RUNNING;
    }

    @Override
    public TerminateInstancesResponse terminateInstances(TerminateInstancesRequest request) {
        call("TerminateInstances");
        synchronized (this) {
            terminations.take(request.instanceIds().size());
            request.instanceIds().forEach(id -> terminated.putIfAbsent(id, System.nanoTime()));
            return TerminateInstancesResponse.builder()
                    .terminatingInstances(request.instanceIds().stream()
                            .map(id -> InstanceStateChange.builder()
                                    .instanceId(id)
                                    .currentState(InstanceState.builder()
                                            .name(state(id))
                                            .build())
                                    .build())
                            .toList())
                    .build();
        }
    }

    @Override
    public CreateTagsResponse createTags(CreateTagsRequest request) {
        call("CreateTags");
        if (request.resources().size() > MAX_TAGGED_PER_CALL) {
            throw refusal(400, "RequestResourceCountExceeded");
        }
        return CreateTagsResponse.builder().build();
    }

    @Override
    public DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request) {
        call("DescribeSubnets");
        return DescribeSubnetsResponse.builder()
                .subnets(Subnet.builder()
                        .subnetId("subnet-1")
                        .vpcId("vpc-1")
                        .cidrBlock("10.0.0.0/8")
                        .availableIpAddressCount(1 << 20)
                        .build())
                .build();
    }

    @Override
    public ImportKeyPairResponse importKeyPair(ImportKeyPairRequest request) {
        call("ImportKeyPair");
        return ImportKeyPairResponse.builder().keyName(request.keyName()).build();
    }

    @Override
    public DeleteKeyPairResponse deleteKeyPair(DeleteKeyPairRequest request) {
        call("DeleteKeyPair");
        return DeleteKeyPairResponse.builder().build();
    }

    @Override
    public CreateSecurityGroupResponse createSecurityGroup(CreateSecurityGroupRequest request) {
        call("CreateSecurityGroup");
        return CreateSecurityGroupResponse.builder().groupId("sg-1").build();
    }

    @Override
    public AuthorizeSecurityGroupIngressResponse authorizeSecurityGroupIngress(
            AuthorizeSecurityGroupIngressRequest request) {
        call("AuthorizeSecurityGroupIngress");
        return AuthorizeSecurityGroupIngressResponse.builder().build();
    }

    @Override
    public DeleteSecurityGroupResponse deleteSecurityGroup(DeleteSecurityGroupRequest request) {
        call("DeleteSecurityGroup");
        return DeleteSecurityGroupResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
