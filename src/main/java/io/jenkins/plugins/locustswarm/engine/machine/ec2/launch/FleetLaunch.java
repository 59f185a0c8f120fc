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
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/**
 * Launches an instance for each machine of the record that has none, master and workers together. Where EC2 lacks the
 * capacity for all, it continues with the next subnet, and after the last subnet with the next instance type.
 */
public final class FleetLaunch {

    /** "Create five separate launch requests for 100 instances each instead of one for 500" (API reference, RunInstances). */
    private static final int MAX_PER_CALL = 100;

    private final Ec2Api api;
    private final Ec2Settings settings;
    private final Progress progress;
    private volatile LaunchRequest request;

    public FleetLaunch(Ec2Api api, Ec2Settings settings, LaunchRequest request, Progress progress) {
        this.api = api;
        this.settings = settings;
        this.request = request;
        this.progress = progress;
    }

    /**
     * Launches until no machine is missing or all subnets and instance types have been tried.
     *
     * @return why machines are missing, in the order of the attempts; empty when none is
     */
    public List<String> launch(RecordKeeper keeper, Subnets subnets) throws InterruptedException {
        List<String> reasons = new ArrayList<>();
        for (String type : settings.instanceTypes()) {
            for (String subnet : subnets.ids()) {
                launchIn(type, subnet, keeper).ifPresent(reasons::add);
                if (missing(keeper.get()).isEmpty()) {
                    return List.of();
                }
            }
        }
        return reasons;
    }

    /** Launches until no machine is missing or EC2 lacks the capacity for this type in this subnet. */
    private Optional<String> launchIn(String type, String subnet, RecordKeeper keeper) throws InterruptedException {
        Optional<String> reason = Optional.empty();
        int missing = missing(keeper.get()).size();
        while (missing > 0 && reason.isEmpty()) {
            LaunchAttempt attempt = LaunchAttempt.first(type, subnet, Math.min(missing, MAX_PER_CALL), Instant.now());
            keeper.update(record -> record.withResource(Ec2Resources.LAUNCH, attempt.text()));
            reason = attemptWithAnyImage(keeper, attempt);
            missing = missing(keeper.get()).size();
        }
        return reason;
    }

    /**
     * Repeats an attempt whose reply is not in the record. EC2 launches nothing twice for the same token.
     *
     * @return whether the launched instances are known now; if not, only their tags can find them
     */
    public boolean repeat(RecordKeeper keeper, LaunchAttempt attempt) throws InterruptedException {
        try {
            attempt(keeper, attempt);
            return true;
        } catch (Ec2CallException e) {
            keeper.update(record -> record.withoutResource(Ec2Resources.LAUNCH));
            if (e.code().equals("IdempotentInstanceTerminated")) {
                return true;
            }
            // the attempt launched instances, but settings or the lease have changed since
            if (e.code().equals("IdempotentParameterMismatch")) {
                return false;
            }
            // its image may have been removed after the attempt
            if (isBecauseOfImage(attempt, e)) {
                dropImage(attempt, e);
                return false;
            }
            throw e;
        }
    }

    /** Makes one call; and another one with the base image, if EC2 refuses the image that was made of a machine. */
    private Optional<String> attemptWithAnyImage(RecordKeeper keeper, LaunchAttempt attempt)
            throws InterruptedException {
        try {
            return attempt(keeper, attempt);
        } catch (Ec2CallException e) {
            if (!isBecauseOfImage(attempt, e)) {
                throw e;
            }
            dropImage(attempt, e);
            LaunchAttempt again = LaunchAttempt.first(attempt.type(), attempt.subnet(), attempt.count(), Instant.now());
            keeper.update(record -> record.withResource(Ec2Resources.LAUNCH, again.text()));
            return attempt(keeper, again);
        }
    }

    private boolean isBecauseOfImage(LaunchAttempt attempt, Ec2CallException e) {
        return request.images().isMade(attempt.type()) && ImageErrors.contains(e);
    }

    private void dropImage(LaunchAttempt attempt, Ec2CallException e) {
        String image = request.images().of(attempt.type());
        request = request.withoutImage(image);
        progress.warning("Launching without image " + image + ": " + e.getMessage());
    }

    /**
     * Makes one call.
     *
     * @return why EC2 launched fewer instances than requested, if it did
     */
    private Optional<String> attempt(RecordKeeper keeper, LaunchAttempt attempt) throws InterruptedException {
        RunInstancesRequest call = request.of(keeper.get(), attempt);
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
            keeper.update(record -> record.withoutResource(Ec2Resources.LAUNCH));
            progress.warning(e.getMessage());
            return Optional.of(attempt.type() + " in " + attempt.subnet() + ": " + e.code());
        }
        keeper.update(record -> assign(record, launched).withoutResource(Ec2Resources.LAUNCH));
        progress.phase("Launched " + launched.size() + " x " + attempt.type() + " in " + attempt.subnet() + ".");
        return launched.size() >= attempt.count()
                ? Optional.empty()
                : Optional.of(attempt.type() + " in " + attempt.subnet() + ": only " + launched.size() + " of "
                        + attempt.count());
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
