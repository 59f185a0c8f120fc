package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.CapacityErrors;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2CallException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Machine;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.EventualConsistency;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.ImageErrors;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.LaunchAttempt;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.LaunchedMachine;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/**
 * Launches an instance for each machine of the record that has none, master and workers together. Where EC2 lacks the
 * capacity for all, it continues with other pools: the next subnet and, after the last one, the next instance type; or
 * all pools together if instances are to be spread.
 */
public final class FleetLaunch {

    private final Ec2Api api;
    private final Ec2Settings settings;
    private final Progress progress;
    private final LaunchCalls calls = new LaunchCalls();
    private final Set<LaunchPool> warned = ConcurrentHashMap.newKeySet();
    private volatile LaunchRequest request;

    public FleetLaunch(Ec2Api api, Ec2Settings settings, LaunchRequest request, Progress progress) {
        this.api = api;
        this.settings = settings;
        this.request = request;
        this.progress = progress;
    }

    /**
     * Launches until no machine is missing or all subnets and instance types have been tried. Instances are in the record
     * as soon as EC2 has answered the call that launched them.
     *
     * @return why machines are missing, in the order of the attempts; empty when none is
     */
    public List<String> launch(RecordKeeper keeper, Subnets subnets) throws InterruptedException {
        List<String> reasons = new ArrayList<>();
        for (List<LaunchPool> together : LaunchPool.inOrder(settings, subnets)) {
            List<LaunchPool> open = new ArrayList<>(together);
            while (!open.isEmpty()) {
                int missing = missing(keeper.get()).size();
                if (missing == 0) {
                    return List.of();
                }
                Map<LaunchPool, String> refused =
                        launchIn(LaunchPool.useful(open, missing, subnets.ids().size()), missing, keeper);
                reasons.addAll(refused.values());
                open.removeAll(refused.keySet());
            }
        }
        return missing(keeper.get()).isEmpty() ? List.of() : reasons;
    }

    /** Launches this number of instances, or fewer, and returns why pools lack the capacity. */
    private Map<LaunchPool, String> launchIn(List<LaunchPool> pools, int count, RecordKeeper keeper)
            throws InterruptedException {
        Map<LaunchPool, String> refused = Collections.synchronizedMap(new LinkedHashMap<>());
        AtomicBoolean failed = new AtomicBoolean();
        calls.make(LaunchPool.attempts(count, pools, Instant.now()), planned -> {
            LaunchPool pool = LaunchPool.of(planned);
            if (failed.get() || refused.containsKey(pool)) { // would be refused like the call before it
                return;
            }
            try {
                attemptWithAnyImage(keeper, planned.madeAt(Instant.now()))
                        .ifPresent(reason -> refused.putIfAbsent(pool, pool + ": " + reason));
            } catch (RuntimeException e) {
                failed.set(true);
                throw e;
            }
        });
        return refused;
    }

    /**
     * Repeats an attempt whose reply is not in the record. EC2 launches nothing twice for the same token.
     *
     * @return whether the launched instances are known now; if not, only their tags can find them, and the attempt
     *     stays in the record until the caller has looked for them
     */
    public boolean repeat(RecordKeeper keeper, LaunchAttempt attempt) throws InterruptedException {
        LaunchRequest used = request;
        try {
            attempt(keeper, used, attempt);
            return true;
        } catch (Ec2CallException e) {
            if (e.code().equals("IdempotentInstanceTerminated")) {
                forget(keeper, Set.of(attempt));
                return true;
            }
            // the attempt launched instances, but settings or the lease have changed since
            if (e.code().equals("IdempotentParameterMismatch")) {
                return false;
            }
            // its image may have been removed after the attempt
            if (isBecauseOfImage(used, attempt, e)) {
                dropImage(used.images().of(attempt.type()), e);
                return false;
            }
            forgetIfRejected(keeper, attempt, e);
            throw e;
        }
    }

    /** Removes attempts from the record that launched nothing, or whose instances are known. */
    public static void forget(RecordKeeper keeper, Set<LaunchAttempt> attempts) {
        keeper.update(record -> new Ec2Resources(record).withoutLaunches(attempts));
    }

    private static void forgetIfRejected(RecordKeeper keeper, LaunchAttempt attempt, Ec2CallException e) {
        if (e.isRejection()) {
            forget(keeper, Set.of(attempt));
        }
    }

    /** Makes one call; and another one with the base image, if EC2 refuses the image that was made from a machine. */
    private Optional<String> attemptWithAnyImage(RecordKeeper keeper, LaunchAttempt attempt)
            throws InterruptedException {
        LaunchRequest used = request; // another call may drop an image from it meanwhile
        try {
            return firstAttempt(keeper, used, attempt);
        } catch (Ec2CallException e) {
            if (!isBecauseOfImage(used, attempt, e)) {
                throw e;
            }
            dropImage(used.images().of(attempt.type()), e);
            LaunchAttempt again = LaunchAttempt.first(attempt.type(), attempt.subnet(), attempt.count(), Instant.now());
            return firstAttempt(keeper, request, again);
        }
    }

    private static boolean isBecauseOfImage(LaunchRequest used, LaunchAttempt attempt, Ec2CallException e) {
        return used.images().isMade(attempt.type()) && ImageErrors.contains(e);
    }

    /** Several calls may be refused because of the same image, which is said once. */
    private synchronized void dropImage(String image, Ec2CallException e) {
        if (request.images().made().containsValue(image)) {
            request = request.withoutImage(image);
            progress.warning("Launching without image " + image + ": " + e.getMessage());
        }
    }

    /** Makes a call that is in the record until its reply is known, so that a crash leaves no instance behind. */
    private Optional<String> firstAttempt(RecordKeeper keeper, LaunchRequest used, LaunchAttempt attempt)
            throws InterruptedException {
        keeper.update(record -> new Ec2Resources(record).withLaunches(List.of(attempt)));
        try {
            return attempt(keeper, used, attempt);
        } catch (Ec2CallException e) {
            forgetIfRejected(keeper, attempt, e);
            throw e;
        }
    }

    /**
     * Makes one call.
     *
     * @return why EC2 launched fewer instances than requested, if it did
     */
    private Optional<String> attempt(RecordKeeper keeper, LaunchRequest used, LaunchAttempt attempt)
            throws InterruptedException {
        RunInstancesRequest call = used.of(keeper.get(), attempt);
        List<Ec2Machine> launched;
        try {
            launched = EventualConsistency.retry(
                    settings.timing(),
                    "InvalidGroup.NotFound",
                    () -> EventualConsistency.retry(
                            settings.timing(),
                            "InvalidKeyPair.NotFound",
                            () -> api.call(
                                    "launch " + attempt.count() + " x " + attempt.type() + " in " + attempt.subnet(),
                                    client -> client.runInstances(call).instances().stream()
                                            .map(Ec2Machine::of)
                                            .sorted(Ec2Machine.AS_LAUNCHED)
                                            .toList())));
        } catch (Ec2CallException e) {
            if (!CapacityErrors.contains(e.code())) {
                throw e;
            }
            forget(keeper, Set.of(attempt));
            if (warned.add(LaunchPool.of(attempt))) {
                progress.warning(e.getMessage());
            }
            return Optional.of(e.code());
        }
        keeper.update(
                record -> new Ec2Resources(new Ec2Resources(assign(record, launched)).withoutLaunches(Set.of(attempt)))
                        .withLaunchedInstances(Instant.now()));
        progress.phase("Launched " + launched.size() + " x " + attempt.type() + " in " + attempt.subnet() + ".");
        return launched.size() >= attempt.count()
                ? Optional.empty()
                : Optional.of("only " + launched.size() + " of " + attempt.count());
    }

    /** Returns the machines without an instance. */
    public static List<MachineRecord> missing(SwarmRecord swarm) {
        return swarm.machines().stream().filter(machine -> machine.id() == null).toList();
    }

    /** Assigns the instances that no machine has yet to the machines without one, the master first. */
    public static SwarmRecord assign(SwarmRecord swarm, List<Ec2Machine> instances) {
        SwarmRecord assigned = swarm;
        List<MachineRecord> missing = new ArrayList<>(missing(swarm));
        for (Ec2Machine instance : instances) {
            boolean taken =
                    swarm.machines().stream().anyMatch(machine -> instance.id().equals(machine.id()));
            if (missing.isEmpty() || taken) {
                continue;
            }
            String name = missing.remove(0).name();
            assigned = assigned.withMachine(name, machine -> machine.withId(instance.id()))
                    .withResource(
                            Ec2Resources.ofMachine(name),
                            new LaunchedMachine(instance.type(), instance.launchedAt(), instance.zone()).text());
        }
        return assigned;
    }
}
