package io.jenkins.plugins.locustswarm.engine.run;

import io.jenkins.plugins.locustswarm.engine.locust.LocustArguments;
import io.jenkins.plugins.locustswarm.engine.locust.LocustOnMachine;
import io.jenkins.plugins.locustswarm.engine.locust.LocustOnMachine.Launch;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.locust.TargetHost;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet.Outcome;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.machine.MachineQuorum;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Starts Locust on the machines of a swarm. */
public final class RunStart {

    /** For writing files and for clocks that differ. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final RecordKeeper keeper;
    private final MachineProvider provider;
    private final Fleet fleet;
    private final Progress progress;
    private final RunCheck check;

    public RunStart(RecordKeeper keeper, MachineProvider provider, Fleet fleet, Progress progress) {
        this.keeper = keeper;
        this.provider = provider;
        this.fleet = fleet;
        this.progress = progress;
        this.check = new RunCheck(keeper, fleet);
    }

    public RunRecord run(RunPlan plan, Set<Role> roles) throws InterruptedException {
        if (roles.contains(Role.MASTER)) {
            check.beginning(plan);
            check.machine(plan, processes(plan));
            check.extraArguments(plan);
            TargetHost.note(plan.load().host()).ifPresent(progress::warning);
            writeDown(plan);
        } else {
            check.joining(plan);
            check.machine(plan, processes(plan));
            check.extraArguments(plan);
            joining(plan);
        }
        boolean started = false;
        try {
            for (Set<Role> turn : turns(roles)) {
                start(plan, turn);
            }
            started = true;
        } finally {
            if (!started) {
                new RunStop(keeper, fleet, progress).giveUp();
            }
        }
        keeper.update(record -> record.withRun(record.run().withPhase(RunRecord.Phase.STARTED)));
        return keeper.get().run();
    }

    /** A master is told how many workers to wait for: where it may be fewer than there are, they have the first turn. */
    private List<Set<Role>> turns(Set<Role> roles) {
        SwarmRecord swarm = keeper.get();
        return roles.size() == 1 || MachineQuorum.needsAllWorkers(swarm)
                ? List.of(roles)
                : List.of(EnumSet.of(Role.WORKER), EnumSet.of(Role.MASTER));
    }

    /** A master with a web page can be started before its slaves are up, and counts on those that join it. */
    private void joining(RunPlan plan) {
        if (keeper.get().run().isInteractive()) {
            int wait = (int) plan.workersWait().toSeconds();
            keeper.update(record -> record.withRun(record.run().joinedBy(processes(plan), wait)));
        }
    }

    private void writeDown(RunPlan plan) throws InterruptedException {
        SwarmRecord swarm = keeper.get();
        MachineRecord master = check.master();
        if (!plan.isInteractive()) {
            provider.extendLease(keeper, Instant.now().plus(plan.longest()).plus(MARGIN));
        }
        int port = fleet.on(swarm, master, provider::masterPort);
        RunRecord run = new RunRecord(
                nextId(swarm),
                plan.load(),
                (int) plan.workersWait().toSeconds(),
                processes(plan),
                port,
                plan.isInteractive() ? plan.webPort() : null,
                plan.outputFolder() == null
                        ? null
                        : plan.outputFolder().toAbsolutePath().toString(),
                Instant.now(),
                RunRecord.Phase.STARTING);
        keeper.update(record -> record.withRun(run));
    }

    private static String nextId(SwarmRecord swarm) {
        return swarm.run() == null
                ? "1"
                : String.valueOf(Integer.parseInt(swarm.run().id()) + 1);
    }

    private int processes(RunPlan plan) {
        return keeper.get().ready(Role.WORKER).stream()
                .mapToInt(worker -> processes(plan, worker))
                .sum();
    }

    private static int processes(RunPlan plan, MachineRecord worker) {
        int perMachine = plan.load().processes();
        return perMachine == -1 ? worker.cpus() : perMachine;
    }

    private void start(RunPlan plan, Set<Role> roles) throws InterruptedException {
        SwarmRecord swarm = keeper.get();
        RunRecord run = swarm.run();
        List<MachineRecord> machines = new ArrayList<>();
        if (roles.contains(Role.MASTER)) {
            machines.add(check.master());
        }
        if (roles.contains(Role.WORKER)) {
            machines.addAll(swarm.ready(Role.WORKER));
        }
        progress.phase("Starting " + run.locustfile() + " on " + words(machines) + ".");
        if (roles.contains(Role.MASTER) && run.isInteractive()) {
            provider.openPort(swarm, run.webPort());
        }
        List<Outcome<Void>> outcomes = fleet.onEach(swarm, machines, (machine, shell) -> {
            new LocustOnMachine(run, machine, shell).start(plan, launch(run, plan, machine));
            return null;
        });
        continueWithout(outcomes.stream().filter(Outcome::failed).toList(), plan);
    }

    private static String words(List<MachineRecord> machines) {
        boolean master = machines.get(0).role() == Role.MASTER;
        return MasterAndSlaves.words("the", master, machines.size() - (master ? 1 : 0));
    }

    private Launch launch(RunRecord run, RunPlan plan, MachineRecord machine) {
        LocustArguments arguments = new LocustArguments(run, plan);
        if (machine.role() == Role.WORKER) {
            return new Launch(arguments.ofWorker(check.master().masterAddress()), null, maxLifetime(plan), List.of());
        }
        return new Launch(
                arguments.ofMaster(machine),
                plan.isInteractive() ? 0 : plan.load().runTime().toSeconds(),
                maxLifetime(plan),
                plan.isInteractive() ? List.of(run.masterPort(), run.webPort()) : List.of(run.masterPort()));
    }

    private void continueWithout(List<Outcome<Void>> failed, RunPlan plan) {
        if (failed.isEmpty()) {
            return;
        }
        if (failed.get(0).machine().role() == Role.MASTER) {
            throw failed.get(0).failure();
        }
        SwarmRecord swarm = keeper.get();
        List<MachineRecord> lost = failed.stream().map(Outcome::machine).toList();
        String reasons =
                failed.stream().map(outcome -> outcome.failure().getMessage()).collect(Collectors.joining(" "));
        new MachineQuorum(swarm, lost, swarm.ready(Role.WORKER).size() - failed.size())
                .require(reasons, failed.get(0).failure(), progress);
        for (MachineRecord worker : lost) {
            keeper.update(record -> record.withMachine(worker.name(), MachineRecord::withoutBootstrap)
                    .withRun(record.run().withWorkers(record.run().workers() - processes(plan, worker))));
        }
    }

    /** After this time Locust is ended on a machine by the machine itself, whatever happened to everybody else. */
    private Duration maxLifetime(RunPlan plan) {
        return plan.isInteractive()
                ? Duration.between(Instant.now(), keeper.get().leaseEnds())
                : plan.longest().plus(MARGIN);
    }
}
