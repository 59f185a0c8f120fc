package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.LaunchAttempt;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The capacity that EC2 has for instances of one type in one subnet.
 *
 * @param type instance type
 * @param subnet id of the subnet
 */
record LaunchPool(String type, String subnet) {

    /** "Create five separate launch requests for 100 instances each instead of one for 500" (API reference, RunInstances). */
    private static final int MAX_PER_CALL = 100;

    /** EC2 accepts two calls per second. */
    private static final int MIN_PER_CALL = 5;

    /**
     * Returns all pools in the order in which they are tried.
     *
     * @return lists of pools from which instances are launched together
     */
    static List<List<LaunchPool>> inOrder(Ec2Settings settings, Subnets subnets) {
        List<List<LaunchPool>> byType = settings.instanceTypes().stream()
                .map(type -> subnets.ids().stream()
                        .map(subnet -> new LaunchPool(type, subnet))
                        .toList())
                .toList();
        List<LaunchPool> all = byType.stream().flatMap(List::stream).toList();
        return switch (settings.spread()) {
            case NONE -> all.stream().map(List::of).toList();
            case ZONES -> byType;
            case ZONES_AND_TYPES -> List.of(all);
        };
    }

    static LaunchPool of(LaunchAttempt attempt) {
        return new LaunchPool(attempt.type(), attempt.subnet());
    }

    /**
     * Returns the pools to launch from: those of the first instance type, and of more types only for so many instances that
     * each call launches some.
     */
    static List<LaunchPool> useful(List<LaunchPool> pools, int instances, int subnets) {
        return pools.subList(0, Math.min(pools.size(), Math.max(subnets, instances / MIN_PER_CALL)));
    }

    /**
     * Returns calls that launch this number of instances, as evenly from the pools as possible.
     *
     * @param count number of instances; at least one
     * @param pools at least one
     */
    static List<LaunchAttempt> attempts(int count, List<LaunchPool> pools, Instant now) {
        List<LaunchAttempt> attempts = new ArrayList<>();
        int left = count;
        for (int i = 0; i < pools.size(); i++) {
            int remainingPools = pools.size() - i;
            int share = (left + remainingPools - 1) / remainingPools;
            left -= share;
            pools.get(i).addAttempts(share, now, attempts);
        }
        return attempts;
    }

    private void addAttempts(int count, Instant now, List<LaunchAttempt> attempts) {
        for (int left = count; left > 0; left -= MAX_PER_CALL) {
            attempts.add(LaunchAttempt.first(type, subnet, Math.min(left, MAX_PER_CALL), now));
        }
    }

    @Override
    public String toString() {
        return type + " in " + subnet;
    }
}
