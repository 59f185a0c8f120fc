package io.jenkins.plugins.locustswarm.engine.run;

import io.jenkins.plugins.locustswarm.engine.locust.LocustArguments;
import io.jenkins.plugins.locustswarm.engine.locust.LocustOnMachine;
import io.jenkins.plugins.locustswarm.engine.locust.LocustOnMachine.Launch;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet.Outcome;
import io.jenkins.plugins.locustswarm.engine.machine.MachineQuorum;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.record.LocustfileName;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Starts Locust on the machines of a swarm. */
public final class RunStart {

    /** Time for writing files, and for clocks that differ. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final SwarmTools tools;
    private final RunCheck check;

    public RunStart(SwarmTools tools) {
        this.tools = tools;
        this.check = new RunCheck(tools);
    }

    /** Starts Locust on the machines of these roles, as {@code Swarm.run} does. */
    public RunRecord run(RunPlan plan, Set<Role> roles) throws InterruptedException {
        if (roles.contains(Role.MASTER)) {
            check.beginning(plan);
            check.machine(plan, processes(plan.load()));
            check.extraArguments(plan);
            record(plan);
        } else {
            check.joining(plan);
            check.machine(plan, processes(tools.swarm().run().load()));
            check.extraArguments(plan);
            recordJoining();
        }
        boolean started = false;
        try {
            for (Set<Role> next : startOrder(roles)) {
                start(plan, next);
            }
            started = true;
        } finally {
            if (!started) {
                new RunStop(tools).discard();
            }
        }
        tools.update(record -> record.withRun(record.run().withPhase(RunRecord.Phase.STARTED)));
        return tools.swarm().run();
    }

    /**
     * Returns the roles in the order in which they start. The master is started with the number of workers that it waits
     * for. Workers start first if the run can continue without some of them, since that number is known only then.
     */
    private List<Set<Role>> startOrder(Set<Role> roles) {
        SwarmRecord swarm = tools.swarm();
        return roles.size() == 1 || MachineQuorum.needsAllWorkers(swarm)
                ? List.of(roles)
                : List.of(EnumSet.of(Role.WORKER), EnumSet.of(Role.MASTER));
    }

    /** A master with a web page can be started before its slaves are up; it then waits for those that join it. */
    private void recordJoining() {
        RunRecord run = tools.swarm().run();
        if (run.isInteractive()) {
            int joining = processes(run.load());
            tools.update(record -> record.withRun(record.run().withWorkers(joining)));
        }
    }

    private void record(RunPlan plan) throws InterruptedException {
        SwarmRecord swarm = tools.swarm();
        MachineRecord master = check.master();
        if (!plan.isInteractive()) {
            tools.provider()
                    .extendLease(
                            tools.keeper(), Instant.now().plus(plan.longest()).plus(MARGIN));
        }
        int port = tools.fleet().on(swarm, master, tools.provider()::masterPort);
        RunRecord run = new RunRecord(
                nextId(swarm),
                plan.load(),
                (int) plan.workersWait().toSeconds(),
                processes(plan.load()),
                port,
                plan.isInteractive() ? plan.webPort() : null,
                plan.outputFolder() == null
                        ? null
                        : plan.outputFolder().toAbsolutePath().toString(),
                Instant.now(),
                RunRecord.Phase.STARTING,
                null,
                plan.extraArguments().size(),
                plan.environment().keySet().stream().sorted().toList());
        tools.update(record -> record.withRun(run));
    }

    private static String nextId(SwarmRecord swarm) {
        return swarm.run() == null
                ? "1"
                : String.valueOf(Integer.parseInt(swarm.run().id()) + 1);
    }

    private int processes(Load load) {
        return tools.swarm().ready(Role.WORKER).stream()
                .mapToInt(worker -> processes(load, worker))
                .sum();
    }

    private static int processes(Load load, MachineRecord worker) {
        int perMachine = load.processes();
        return perMachine == -1 ? worker.cpus() : perMachine;
    }

    private void start(RunPlan plan, Set<Role> roles) throws InterruptedException {
        SwarmRecord swarm = tools.swarm();
        RunRecord run = swarm.run();
        List<MachineRecord> machines = new ArrayList<>();
        if (roles.contains(Role.MASTER)) {
            machines.add(check.master());
        }
        if (roles.contains(Role.WORKER)) {
            machines.addAll(swarm.ready(Role.WORKER));
        }
        tools.progress().phase("Starting " + LocustfileName.ofRun(swarm) + " on " + text(machines) + ".");
        if (roles.contains(Role.MASTER) && run.isInteractive()) {
            tools.progress()
                    .phase("Locust's web page answers until "
                            + swarm.leaseEnds().truncatedTo(ChronoUnit.SECONDS)
                            + " at the latest: then the lease ends that the swarm has now.");
            tools.provider().openPort(swarm, run.webPort());
        }
        List<Outcome<Void>> outcomes = tools.fleet().onEach(swarm, machines, (machine, shell) -> {
            new LocustOnMachine(run, machine, shell).start(plan, launch(run, plan, machine));
            return null;
        });
        continueWithout(outcomes.stream().filter(Outcome::failed).toList());
    }

    private static String text(List<MachineRecord> machines) {
        boolean master = machines.get(0).role() == Role.MASTER;
        return MasterAndSlaves.text("the", master, machines.size() - (master ? 1 : 0));
    }

    private Launch launch(RunRecord run, RunPlan plan, MachineRecord machine) {
        LocustArguments arguments = new LocustArguments(run, plan);
        if (machine.role() == Role.WORKER) {
            return new Launch(arguments.ofWorker(check.master().masterAddress()), null, maxLifetime(run), List.of());
        }
        return new Launch(
                arguments.ofMaster(machine),
                run.isInteractive() ? 0 : run.load().runTime().toSeconds(),
                maxLifetime(run),
                run.isInteractive() ? List.of(run.masterPort(), run.webPort()) : List.of(run.masterPort()));
    }

    private void continueWithout(List<Outcome<Void>> failed) {
        if (failed.isEmpty()) {
            return;
        }
        if (failed.get(0).machine().role() == Role.MASTER) {
            throw failed.get(0).failure();
        }
        SwarmRecord swarm = tools.swarm();
        List<MachineRecord> lost = failed.stream().map(Outcome::machine).toList();
        String reasons =
                failed.stream().map(outcome -> outcome.failure().getMessage()).collect(Collectors.joining(" "));
        new MachineQuorum(swarm, lost, swarm.ready(Role.WORKER).size() - failed.size())
                .require(reasons, failed.get(0).failure(), tools.progress());
        for (MachineRecord worker : lost) {
            tools.update(record -> record.withMachine(worker.name(), MachineRecord::withoutBootstrap)
                    .withRun(record.run()
                            .withWorkers(record.run().workers()
                                    - processes(record.run().load(), worker))));
        }
    }

    /** Returns the time after which the machine itself ends Locust, even if nothing else does. */
    private Duration maxLifetime(RunRecord run) {
        return run.isInteractive()
                ? check.timeForPage()
                : Duration.between(run.askedAt(), run.latestEnd()).plus(MARGIN);
    }
}
