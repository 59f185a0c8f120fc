package io.jenkins.plugins.locustswarm.engine.machine.ec2.launch;

import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.machine.Arrivals;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.machine.FleetTurns;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Backoff;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Instances;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.api.Ec2Machine;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.record.Ec2Resources;
import io.jenkins.plugins.locustswarm.engine.machine.ec2.settings.Ec2Settings;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Waits until the launched instances of a swarm accept commands, and hands each over as soon as it does. EC2 is asked about
 * all of them at once, and an instance that never starts does not delay the others. For one wait of one thread.
 */
public final class FleetReady {

    private final RecordKeeper keeper;
    private final Ec2Instances instances;
    private final Ec2Settings settings;
    private final PortProbe probe;
    private final Fleet fleet;
    private final Duration firstPoll;
    private final BootingMachines booting;
    private final ReadyTurns turns;
    private final Backoff polls;
    private boolean isFirst = true;
    private Deadline nextPoll = Deadline.in(Duration.ZERO);
    private Deadline nextProbe = Deadline.in(Duration.ZERO);

    public FleetReady(
            RecordKeeper keeper,
            Ec2Instances instances,
            Ec2Settings settings,
            PortProbe probe,
            Fleet fleet,
            Progress progress) {
        this.keeper = keeper;
        this.instances = instances;
        this.settings = settings;
        this.probe = probe;
        this.fleet = fleet;
        this.firstPoll = settings.timing().firstPoll();
        this.booting = new BootingMachines(settings);
        boolean isLarge = keeper.get().machines().size() > fleet.atOnce(keeper.get());
        this.turns = new ReadyTurns(new ReadyCheck(keeper.get(), isLarge), firstPoll.dividedBy(2), progress);
        this.polls = new Backoff(settings.timing());
    }

    /**
     * Waits for all machines that have an instance but no folder yet, also for those that are still being launched.
     *
     * @return the machines that did not come up
     */
    public List<BootFailure> await(BackgroundLaunch launch, Arrivals arrivals) throws InterruptedException {
        try (FleetTurns running = fleet.inTurns(keeper.get(), turns)) {
            while (addLaunched(launch) || !booting.isEmpty()) {
                if (nextPoll.passed() && !booting.isEmpty()) {
                    poll(running);
                }
                if (nextProbe.passed()) {
                    connect(running);
                }
                handOver(turns.await(firstPoll.dividedBy(16)), arrivals);
                booting.giveUp().forEach(running::remove);
                check(running);
            }
        }
        return booting.failures();
    }

    /** Adds what was launched since the last time, and returns whether the launch goes on. */
    private boolean addLaunched(BackgroundLaunch launch) throws InterruptedException {
        boolean goesOn = launch.isRunning(); // before the record is read, which must have the last machines then
        if (booting.add(keeper.get()) && (isFirst || nextPoll.remaining().compareTo(firstPoll) > 0)) {
            isFirst = false;
            nextPoll = Deadline.in(firstPoll);
        }
        return goesOn;
    }

    private void poll(FleetTurns running) throws InterruptedException {
        if (booting.haveAddresses()) { // only looks for instances that have ended, which need not be known at once
            instances.tryWithIds(booting.ids()).ifPresent(seen -> take(seen, running));
        } else {
            take(instances.ofSwarm(new Ec2Resources(keeper.get()).id().orElseThrow()), running);
        }
        // polls count towards the account's API limits
        nextPoll = Deadline.in(
                booting.haveAddresses() ? settings.timing().maxPoll().multipliedBy(2) : polls.next());
    }

    private void take(Map<String, Ec2Machine> seen, FleetTurns running) {
        booting.take(seen, keeper.get()).forEach(running::remove);
    }

    /** Begins to check the instances that have begun to accept connections. */
    private void connect(FleetTurns running) throws InterruptedException {
        List<BootingMachine> silent = booting.silent();
        if (silent.isEmpty()) {
            return;
        }
        Set<String> answering = probe.answering(
                silent.stream().map(machine -> machine.machine().address()).collect(Collectors.toSet()));
        List<MachineRecord> found = new ArrayList<>();
        for (BootingMachine machine : silent) {
            if (answering.contains(machine.machine().address()) || machine.isSilentForLong()) {
                machine.recordAnswer();
                turns.add(machine);
                found.add(machine.machine());
            }
        }
        if (!found.isEmpty()) {
            running.add(found);
        }
        nextProbe = Deadline.in(firstPoll.dividedBy(4));
    }

    /** Saves all of them together, since a thousand saves would take long. */
    private void handOver(List<MachineRecord> ready, Arrivals arrivals) throws InterruptedException {
        List<MachineRecord> awaited = booting.remove(ready);
        if (awaited.isEmpty()) {
            return;
        }
        Set<String> names = awaited.stream().map(MachineRecord::name).collect(Collectors.toSet());
        SwarmRecord swarm = keeper.update(record -> with(record, awaited));
        arrivals.ready(swarm.machines().stream()
                .filter(machine -> names.contains(machine.name()))
                .toList());
    }

    /** Throws what has ended a check for good, such as a key that is missing. */
    private void check(FleetTurns running) throws InterruptedException {
        running.check();
        for (Fleet.Outcome<Void> outcome : running.outcomes()) {
            if (outcome.failed() && outcome.failure() instanceof SwarmException) {
                throw outcome.failure();
            }
            if (outcome.failed()) { // sshj throws others when a machine ends a connection at the wrong moment
                running.remove(outcome.machine());
                booting.checkAgain(outcome.machine(), outcome.failure().toString());
            }
        }
    }

    private static SwarmRecord with(SwarmRecord swarm, List<MachineRecord> ready) {
        Map<String, UnaryOperator<MachineRecord>> changes = new HashMap<>();
        for (MachineRecord machine : ready) {
            changes.put(
                    machine.name(),
                    known -> known.withAddresses(machine.address(), machine.masterAddress(), machine.hostKey())
                            .withFolders(machine.folder(), machine.venv()));
        }
        return swarm.withMachines(changes);
    }
}
