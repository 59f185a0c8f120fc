package io.jenkins.plugins.locustswarm.engine.machine.ec2;

import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.machine.MachineQuorum;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Batches;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Api;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2CallException;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Instances;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Lookup;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Machine;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.EventualConsistency;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.launch.MachineTimer;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.SwarmTags;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Extends a lease in the two places outside the record: the tags, which the reaper reads, and the timer of each
 * instance.
 */
public final class MachineLease {

    /** "Up to 1000 resource IDs" (EC2 API reference, CreateTags). */
    private static final int MAX_TAGGED_PER_CALL = 1000;

    private final Ec2Api api;
    private final Fleet fleet;

    public MachineLease(Ec2Api api, Fleet fleet) {
        this.api = api;
        this.fleet = fleet;
    }

    /**
     * Extends the lease in all places, in the tags first, since the reaper goes by them. An end that is earlier than the
     * current lease only corrects timers that are behind.
     *
     * @throws BringUpException if the timer of the master, or of more workers than the swarm can do without, could not
     *     be set; the record stays unchanged, so that the next call tries again
     */
    public void extend(RecordKeeper keeper, Instant requested) throws InterruptedException {
        SwarmRecord swarm = keeper.get();
        Instant end = swarm.withLeaseExtendedTo(requested).leaseEnds();
        tag(keeper, end);
        List<MachineRecord> usable = swarm.machines().stream()
                .filter(machine -> machine.folder() != null)
                .toList();
        List<Fleet.Outcome<ShellResult>> outcomes = fleet.onEach(swarm, usable, (machine, shell) -> {
            ShellResult result = shell.run(extension(swarm, end));
            if (!result.succeeded()) {
                throw new ShellException(String.join(" ", result.lastLines(3)));
            }
            return result;
        });
        List<Fleet.Outcome<ShellResult>> failed =
                outcomes.stream().filter(Fleet.Outcome::failed).toList();
        failed.forEach(outcome -> fleet.forget(outcome.machine()));
        if (!failed.isEmpty() && !isEnough(swarm, outcomes)) {
            throw new BringUpException("The lease of swarm " + swarm.name() + " could not be extended: "
                    + failed.stream()
                            .map(outcome -> outcome.machine().name() + " ("
                                    + outcome.failure().getMessage() + ")")
                            .collect(Collectors.joining(", "))
                    + ". Instances that cannot be reached terminate by themselves at " + swarm.leaseEnds()
                    + "; check that they run and that SSH is open to this computer.");
        }
        keeper.update(record -> record.withLeaseExtendedTo(end));
    }

    private static Script extension(SwarmRecord swarm, Instant end) {
        List<String> arguments = new ArrayList<>(List.of(MachineTimer.script()));
        arguments.addAll(MachineTimer.extension(new Ec2Resources(swarm).id().orElseThrow(), end));
        return Script.asRoot("sh", "locust-swarm-arm", arguments).deadline(Duration.ofSeconds(30));
    }

    private static boolean isEnough(SwarmRecord swarm, List<Fleet.Outcome<ShellResult>> outcomes) {
        List<MachineRecord> failed = outcomes.stream()
                .filter(Fleet.Outcome::failed)
                .map(Fleet.Outcome::machine)
                .toList();
        long workers = outcomes.stream()
                .filter(outcome -> !outcome.failed() && outcome.machine().role() == Role.WORKER)
                .count();
        return new MachineQuorum(swarm, failed, workers).isReached();
    }

    /**
     * Sets the tags to the latest end that any call has requested: this one, an earlier one, or one of another thread
     * while EC2 was answering.
     */
    private void tag(RecordKeeper keeper, Instant end) throws InterruptedException {
        Instant tagged;
        do {
            SwarmRecord swarm = keeper.update(record -> new Ec2Resources(record).withTaggedLease(end));
            tagged = new Ec2Resources(swarm).taggedLease();
            tag(swarm, SwarmTags.leaseEnd(tagged));
        } while (new Ec2Resources(keeper.get()).taggedLease().isAfter(tagged));
    }

    /** Tags the resources in the record; if some are gone, those that EC2 still shows. */
    private void tag(SwarmRecord swarm, Tag lease) throws InterruptedException {
        Set<String> ids = new TreeSet<>();
        swarm.machines().stream()
                .map(MachineRecord::id)
                .filter(id -> id != null)
                .forEach(ids::add);
        new Ec2Resources(swarm).group().ifPresent(ids::add);
        try {
            tag(ids, lease);
        } catch (Ec2CallException e) {
            if (!e.isNotFound() && !e.isRefusal()) {
                throw e;
            }
            ids.retainAll(shown(new Ec2Resources(swarm).id().orElseThrow()));
            EventualConsistency.retry(api.timing(), Ec2CallException::isRefusal, () -> {
                tag(ids, lease);
                return null;
            });
        }
    }

    private Set<String> shown(String swarmId) throws InterruptedException {
        Set<String> shown = new TreeSet<>(Ec2Lookup.groups(api, SwarmTags.filter(swarmId)));
        new Ec2Instances(api)
                .ofSwarm(swarmId).values().stream()
                        .filter(Ec2Machine::isAlive)
                        .map(Ec2Machine::id)
                        .forEach(shown::add);
        return shown;
    }

    private void tag(Set<String> ids, Tag lease) throws InterruptedException {
        for (List<String> batch : Batches.of(ids, MAX_TAGGED_PER_CALL)) {
            api.call(
                    "tag the swarm's resources",
                    client -> client.createTags(
                            request -> request.resources(batch).tags(lease)));
        }
    }
}
