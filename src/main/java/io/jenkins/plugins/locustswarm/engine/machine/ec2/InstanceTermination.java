package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Backoff;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Batches;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2CallException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Instances;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Machine;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.EventualConsistency;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Timing;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.InstanceStateChange;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** Terminates instances by their ids. An instance that is already gone counts as success. */
final class InstanceTermination {

    private static final Set<InstanceStateName> GOING =
            Set.of(InstanceStateName.SHUTTING_DOWN, InstanceStateName.TERMINATED);

    private static final String UNKNOWN = "InvalidInstanceID";

    /** Half of the resource token bucket of TerminateInstances (EC2 API throttling). */
    private static final int MAX_PER_CALL = 500;

    private final Ec2Api api;
    private final Ec2Instances instances;
    private final Ec2Timing timing;

    InstanceTermination(Ec2Api api, Ec2Timing timing) {
        this.api = api;
        this.instances = new Ec2Instances(api);
        this.timing = timing;
    }

    /**
     * Terminates instances without describing them first.
     *
     * @return those that EC2 reports as shutting down; none of a call in which EC2 does not know one of them, or refuses
     */
    Set<String> terminateAtOnce(Collection<String> ids) throws InterruptedException {
        Set<String> going = new TreeSet<>();
        for (List<String> batch : Batches.of(ids, MAX_PER_CALL)) {
            try {
                going.addAll(request(batch));
            } catch (Ec2CallException e) {
                if (!isUnknown(e) && !e.isRefusal()) {
                    throw e;
                }
            }
        }
        return going;
    }

    /**
     * Terminates instances that EC2 knows, and waits until it reports that they are shutting down.
     *
     * @param recent whether they may be so new that EC2 does not show their tags yet
     * @return those that it does not report in time
     */
    Set<String> terminate(Collection<String> ids, boolean recent) throws InterruptedException {
        Set<String> left = new TreeSet<>(ids);
        for (List<String> batch : Batches.of(ids, MAX_PER_CALL)) {
            left.removeAll(EventualConsistency.retry(
                    timing, e -> isUnknown(e) || (recent && e.isRefusal()), () -> request(batch)));
        }
        return await(left, Ec2Machine::isGoing);
    }

    /** Makes the call and returns the instances that EC2 reports as shutting down. */
    private List<String> request(List<String> ids) throws InterruptedException {
        return api
                .call(
                        "terminate " + ids.size() + (ids.size() == 1 ? " instance" : " instances"),
                        client -> client.terminateInstances(request -> request.instanceIds(ids)))
                .terminatingInstances()
                .stream()
                .filter(change -> GOING.contains(change.currentState().name()))
                .map(InstanceStateChange::instanceId)
                .toList();
    }

    /**
     * Terminates instances that EC2 does not show: they are long gone, or so new that EC2 does not know them yet.
     *
     * @param recent whether they may be that new
     * @return those that EC2 does not report as shutting down in time
     */
    Set<String> terminateUnseen(Collection<String> ids, boolean recent) throws InterruptedException {
        Set<String> left = new TreeSet<>();
        for (String id : ids) {
            try {
                left.addAll(recent ? terminate(List.of(id), true) : await(terminateOnce(id), Ec2Machine::isGoing));
            } catch (Ec2CallException e) {
                if (!isUnknown(e) && !(e.isRefusal() && isGoing(id))) {
                    throw e;
                }
            }
        }
        return left;
    }

    private static boolean isUnknown(Ec2CallException e) {
        return e.code().startsWith(UNKNOWN);
    }

    /** An instance that EC2 does not show by its id is gone; one that lost its tags is still shown. */
    private boolean isGoing(String id) throws InterruptedException {
        return instances.withIds(List.of(id)).values().stream().allMatch(Ec2Machine::isGoing);
    }

    private Set<String> terminateOnce(String id) throws InterruptedException {
        api.call("terminate " + id, client -> client.terminateInstances(request -> request.instanceIds(id)));
        return new TreeSet<>(Set.of(id));
    }

    /**
     * Waits until instances are terminated and no longer use their security group.
     *
     * @return those that are not terminated in time
     */
    Set<String> awaitTerminated(Collection<String> ids) throws InterruptedException {
        return await(new TreeSet<>(ids), Ec2Machine::isGone);
    }

    /** Waits until instances reach a state. Instances that EC2 no longer knows count as having reached it. */
    private Set<String> await(Set<String> ids, Predicate<Ec2Machine> state) throws InterruptedException {
        Deadline deadline = Deadline.in(timing.teardown());
        Backoff backoff = new Backoff(timing);
        Set<String> left = ids;
        while (!left.isEmpty()) {
            backoff.pause(deadline);
            Set<String> still = new TreeSet<>();
            for (Ec2Machine machine : instances.withIds(left).values()) {
                if (!state.test(machine)) {
                    still.add(machine.id());
                }
            }
            left = still;
            if (deadline.passed()) {
                break;
            }
        }
        return left;
    }
}
