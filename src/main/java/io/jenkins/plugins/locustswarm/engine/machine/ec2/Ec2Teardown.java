package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Backoff;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2CallException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Instances;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Lookup;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Machine;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.cost.MachineHours;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.key.KeyVault;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Terminates the instances of a swarm, and after the last one deletes its key pair and its security group. */
public final class Ec2Teardown {

    private final Ec2Api api;
    private final Ec2Instances instances;
    private final InstanceTermination termination;
    private final SwarmGroup groups;
    private final NewResources newResources;
    private final Ec2Settings settings;
    private final KeyVault vault;
    private final Progress progress;

    public Ec2Teardown(Ec2Api api, Ec2Settings settings, KeyVault vault, Progress progress) {
        this.api = api;
        this.instances = new Ec2Instances(api);
        this.termination = new InstanceTermination(api, settings.timing());
        this.groups = new SwarmGroup(api, settings);
        this.newResources = new NewResources(settings.timing());
        this.settings = settings;
        this.vault = vault;
        this.progress = progress;
    }

    /**
     * Terminates the instances with these roles and, with the last one, deletes the other resources. Goes on if the record
     * cannot be saved: the caller saves it at the end.
     *
     * @throws MachinesLeftException if an instance or another resource may be left
     */
    public void destroy(RecordKeeper keeper, Set<Role> roles) throws InterruptedException {
        try {
            if (new Ec2Resources(keeper.get()).id().isPresent()) {
                terminateInstances(keeper, roles);
            }
            Instant ended = Instant.now();
            keeper.updateAnyway(record -> without(record, roles, ended));
            if (keeper.get().machines().isEmpty()) {
                deleteOtherResources(keeper);
            }
        } catch (Ec2CallException e) {
            throw left(keeper.get(), recorded(keeper.get()), e);
        }
    }

    /** Returns the resources in the record, which may all be left. */
    private static Set<String> recorded(SwarmRecord swarm) {
        Set<String> resources = ids(swarm.machines());
        new Ec2Resources(swarm).keyPair().ifPresent(name -> resources.add("key pair " + name));
        new Ec2Resources(swarm).group().ifPresent(id -> resources.add("security group " + id));
        return resources;
    }

    private static SwarmRecord without(SwarmRecord swarm, Set<Role> roles, Instant ended) {
        SwarmRecord rest = swarm;
        for (Role role : roles) {
            rest = MachineHours.ended(rest, rest.machines(role), ended).without(role);
        }
        return rest;
    }

    private void terminateInstances(RecordKeeper keeper, Set<Role> roles) throws InterruptedException {
        SwarmRecord swarm = keeper.get();
        Set<String> recorded = ids(swarm.machines());
        List<MachineRecord> chosen = swarm.machines().stream()
                .filter(machine -> roles.contains(machine.role()))
                .toList();
        Set<String> selected = ids(chosen);

        // before any other call, since instances cost money
        Set<String> going = termination.terminateAtOnce(selected);
        report(going.size());
        Map<String, Ec2Machine> seen = seen(swarm);

        // instances that are not in the record were launched just before a crash; no role needs them
        Set<String> alive = new TreeSet<>();
        seen.values().stream()
                .filter(machine -> !machine.isGoing() && !going.contains(machine.id()))
                .filter(machine -> selected.contains(machine.id()) || !recorded.contains(machine.id()))
                .forEach(machine -> alive.add(machine.id()));
        Set<String> unseen = new TreeSet<>(selected);
        unseen.removeAll(seen.keySet());
        unseen.removeAll(going);

        report(alive.size());
        boolean recent = newResources.mayBeHidden(swarm, chosen);
        Set<String> left = new TreeSet<>(termination.terminate(alive, recent));
        left.addAll(termination.terminateUnseen(unseen, recent));
        if (!left.isEmpty()) {
            throw left(swarm, left, null);
        }
        keeper.updateAnyway(record -> new Ec2Resources(record).withoutLaunches());
    }

    private void report(int terminating) {
        if (terminating > 0) {
            progress.phase("Terminating " + terminating + (terminating == 1 ? " instance." : " instances."));
        }
    }

    /**
     * Returns the instances with the swarm's tag. After launches whose replies were lost, waits until EC2 can show
     * them.
     */
    private Map<String, Ec2Machine> seen(SwarmRecord swarm) throws InterruptedException {
        String id = new Ec2Resources(swarm).id().orElseThrow();
        Deadline deadline = Deadline.in(new Ec2Resources(swarm)
                .launches().stream()
                        .map(attempt -> newResources.untilShownByCall(attempt.at()))
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO));
        Backoff backoff = new Backoff(settings.timing());
        while (true) {
            Map<String, Ec2Machine> seen = instances.ofSwarm(id);
            if (NewResources.areLaunchesShown(swarm, seen.values()) || deadline.passed()) {
                return seen;
            }
            backoff.pause(deadline);
        }
    }

    /**
     * Returns for how long EC2 may not yet show the key pair and the group. Before a launch has used them, that does not
     * depend on the clock, which may have been set forward.
     */
    private Duration unseen(SwarmRecord swarm) {
        Ec2Resources resources = new Ec2Resources(swarm);
        if (resources.isAsked(Ec2Resources.KEY_PAIR) || resources.isAsked(Ec2Resources.GROUP)) {
            return settings.timing().visible();
        }
        return resources.keyPair().isPresent() || resources.group().isPresent()
                ? newResources.untilShown(swarm.createdAt())
                : Duration.ZERO;
    }

    /** Deletes the key pair, the security group and the local copy of the keys. */
    private void deleteOtherResources(RecordKeeper keeper) throws InterruptedException {
        Ec2Resources resources = new Ec2Resources(keeper.get());
        if (resources.id().isEmpty()) {
            return;
        }
        String id = resources.id().get();
        Duration unseen = unseen(keeper.get());
        ResourceDeletion deletion = new ResourceDeletion(api, awaitAsked(resources) ? unseen : Duration.ZERO);
        if (settings.keyName().isEmpty() || resources.hasOrAsked(Ec2Resources.KEY_PAIR)) {
            // even if it is not in the record, which is saved only after the key pair is created
            deletion.deleteKeyPair(resources.resourceName().orElseThrow());
            keeper.updateAnyway(record -> new Ec2Resources(record)
                    .withoutAsked(Ec2Resources.KEY_PAIR)
                    .withoutResource(Ec2Resources.KEY_PAIR));
        }
        Set<String> going = new TreeSet<>();
        instances.ofSwarm(id).values().stream()
                .filter(machine -> !machine.isGone())
                .forEach(machine -> going.add(machine.id()));
        Set<String> left = termination.awaitTerminated(going);
        if (!left.isEmpty()) {
            throw left(keeper.get(), left, null);
        }
        Set<String> tagged = new TreeSet<>(
                resources.group().isPresent() ? Set.of(resources.group().get()) : groups.find(id));
        for (String group : tagged) {
            deletion.deleteGroup(group);
        }
        boolean isSaved = keeper.updateAnyway(Ec2Teardown::withoutResources).isEmpty();
        if (isSaved) { // or an up that follows a crash would miss the keys
            vault.delete(keeper.get().name());
            keeper.updateAnyway(record -> record.withoutResource(Ec2Resources.ID));
        }
    }

    private static SwarmRecord withoutResources(SwarmRecord swarm) {
        return new Ec2Resources(swarm)
                .withoutAsked(Ec2Resources.GROUP)
                .withoutResource(Ec2Resources.GROUP)
                .withoutResource(Ec2Resources.ALLOWED)
                .withoutResource(Ec2Resources.LAST_LAUNCH)
                .withoutResource(Ec2Resources.HOST_KEY);
    }

    /**
     * Waits until EC2 shows what it may have created, or until it would show it: EC2 reports success for the deletion
     * of a key pair that it does not show yet.
     *
     * @return whether all of it is shown
     */
    private boolean awaitAsked(Ec2Resources resources) throws InterruptedException {
        String name = resources.resourceName().orElseThrow();
        String id = resources.id().orElseThrow();
        Deadline deadline = Deadline.in(settings.timing().visible());
        boolean isKeyPairShown =
                !resources.isAsked(Ec2Resources.KEY_PAIR) || await(deadline, () -> Ec2Lookup.keyPairExists(api, name));
        boolean isGroupShown = !resources.isAsked(Ec2Resources.GROUP)
                || resources.group().isPresent()
                || await(deadline, () -> !groups.find(id).isEmpty());
        return isKeyPairShown && isGroupShown;
    }

    private boolean await(Deadline deadline, ResourceDeletion.Existence resource) throws InterruptedException {
        Backoff backoff = new Backoff(settings.timing());
        while (!resource.isShown()) {
            if (deadline.passed()) {
                return false;
            }
            backoff.pause(deadline);
        }
        return true;
    }

    private static Set<String> ids(Collection<MachineRecord> machines) {
        Set<String> ids = new TreeSet<>();
        machines.stream().map(MachineRecord::id).filter(id -> id != null).forEach(ids::add);
        return ids;
    }

    private MachinesLeftException left(SwarmRecord swarm, Collection<String> ids, @CheckForNull Exception cause) {
        List<String> left = new ArrayList<>(ids);
        return new MachinesLeftException(
                "Swarm " + swarm.name() + " in region " + settings.region() + " may not have been removed completely: "
                        + (cause == null ? "EC2 has not confirmed it in time." : cause.getMessage())
                        + " Resources that may be left: "
                        + (left.isEmpty() ? "none that are known" : String.join(", ", left))
                        + ". Repeat the teardown; instances also terminate by themselves at " + swarm.leaseEnds() + ".",
                left,
                cause);
    }
}
