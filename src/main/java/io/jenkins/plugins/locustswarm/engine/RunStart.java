package io.jenkins.plugins.locustswarm.engine;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.locust.LocustArguments;
import io.jenkins.plugins.locustswarm.engine.locust.LocustOnMachine;
import io.jenkins.plugins.locustswarm.engine.locust.LocustOnMachine.Launch;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet;
import io.jenkins.plugins.locustswarm.engine.machine.Fleet.Outcome;
import io.jenkins.plugins.locustswarm.engine.machine.MachineProvider;
import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.RecordKeeper;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.Script;
import io.jenkins.plugins.locustswarm.engine.shell.ShellResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Starts Locust on the machines of a swarm. */
final class RunStart {

    /** Exit code 3: no such file; 4: it brings a load shape. */
    private static final Script LOOK = Script.of("""
            [[ -r $1 ]] || return 3
            if grep -q LoadTestShape "$1"; then return 4; fi
            """);

    private static final int NO_SUCH_FILE = 3;
    private static final int HAS_LOAD_SHAPE = 4;

    /** For writing files and for clocks that differ. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final RecordKeeper keeper;
    private final MachineProvider provider;
    private final Fleet fleet;
    private final Progress progress;

    RunStart(RecordKeeper keeper, MachineProvider provider, Fleet fleet, Progress progress) {
        this.keeper = keeper;
        this.provider = provider;
        this.fleet = fleet;
        this.progress = progress;
    }

    RunRecord run(RunPlan plan, Set<Role> roles) throws InterruptedException {
        RunRecord run = roles.contains(Role.MASTER) ? newRun(plan) : joinedRun(plan);
        boolean started = false;
        try {
            if (roles.contains(Role.WORKER)) {
                startWorkers(run, plan);
            }
            if (roles.contains(Role.MASTER)) {
                startMaster(keeper.get().run(), plan);
            }
            started = true;
        } finally {
            if (!started) {
                new RunStop(keeper, fleet, progress).giveUp();
            }
        }
        if (roles.contains(Role.WORKER)) {
            keeper.update(record -> record.withRun(record.run().withPhase(RunRecord.Phase.STARTED)));
        }
        return keeper.get().run();
    }

    private RunRecord newRun(RunPlan plan) throws InterruptedException {
        SwarmRecord swarm = keeper.get();
        if (swarm.openRun().isPresent()) {
            throw new BadInputException("A run of " + swarm.run().locustfile() + " is open on swarm " + swarm.name()
                    + ": collect it (run --resume) or stop it (killall) first.");
        }
        List<MachineRecord> workers = swarm.ready(Role.WORKER);
        if (!plan.isInteractive() && workers.isEmpty()) {
            throw new BadInputException("Swarm " + swarm.name() + " has no slaves that are up: bring them up first.");
        }
        int processes =
                workers.stream().mapToInt(worker -> processes(plan, worker)).sum();
        MachineRecord master = master();
        if (!plan.isInteractive()) {
            provider.extendLease(keeper, Instant.now().plus(longest(plan)).plus(MARGIN));
        }
        int port = fleet.on(swarm, master, provider::masterPort);
        RunRecord run = new RunRecord(
                nextId(swarm),
                plan.locustfile(),
                plan.host(),
                plan.users(),
                plan.spawnRate(),
                plan.isInteractive() ? null : plan.runTime().toSeconds(),
                (int) plan.stopTimeout().toSeconds(),
                plan.processes(),
                processes,
                port,
                plan.isInteractive() ? plan.webPort() : null,
                plan.outputFolder() == null
                        ? null
                        : plan.outputFolder().toAbsolutePath().toString(),
                Instant.now(),
                RunRecord.Phase.STARTING);
        keeper.update(record -> record.withRun(run));
        return run;
    }

    private static String nextId(SwarmRecord swarm) {
        return swarm.run() == null
                ? "1"
                : String.valueOf(Integer.parseInt(swarm.run().id()) + 1);
    }

    private RunRecord joinedRun(RunPlan plan) {
        SwarmRecord swarm = keeper.get();
        RunRecord run = swarm.openRun()
                .orElseThrow(() -> new BadInputException("No run is open on swarm " + swarm.name()
                        + " that its slaves could join: start the master first (run master)."));
        if (!run.locustfile().equals(plan.locustfile())) {
            throw new BadInputException("The master of swarm " + swarm.name() + " runs " + run.locustfile() + ", not "
                    + plan.locustfile() + ": name the same file, or stop the master (killall) and start again.");
        }
        if (swarm.ready(Role.WORKER).isEmpty()) {
            throw new BadInputException("Swarm " + swarm.name() + " has no slaves that are up: bring them up first.");
        }
        return run;
    }

    private MachineRecord master() {
        SwarmRecord swarm = keeper.get();
        return swarm.ready(Role.MASTER).stream()
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "Swarm " + swarm.name() + " has no master that is up: bring it up first."));
    }

    private static int processes(RunPlan plan, MachineRecord worker) {
        return plan.processes() == -1 ? worker.cpus() : plan.processes();
    }

    private void startWorkers(RunRecord run, RunPlan plan) throws InterruptedException {
        SwarmRecord swarm = keeper.get();
        MachineRecord master = master();
        Launch launch = new Launch(
                new LocustArguments(run, plan.extraArguments()).ofWorker(master.masterAddress()),
                null,
                longestLife(plan),
                List.of());
        List<MachineRecord> workers = swarm.ready(Role.WORKER);
        progress.phase("Starting " + run.locustfile() + " on " + workers.size()
                + (workers.size() == 1 ? " slave." : " slaves."));
        List<Outcome<Void>> outcomes = fleet.onEach(swarm, workers, (worker, shell) -> {
            new LocustOnMachine(run, worker, shell).start(plan, launch);
            return null;
        });
        goOnWithout(outcomes.stream().filter(Outcome::failed).toList(), plan);
    }

    /** A swarm can do without some of its workers, if that was said. */
    private void goOnWithout(List<Outcome<Void>> failed, RunPlan plan) {
        if (failed.isEmpty()) {
            return;
        }
        SwarmRecord swarm = keeper.get();
        int left = swarm.ready(Role.WORKER).size() - failed.size();
        if (left < swarm.workersNeeded()) {
            throw new BringUpException(
                    failed.get(0).failure().getMessage(), failed.get(0).failure());
        }
        for (Outcome<Void> outcome : failed) {
            MachineRecord lost = outcome.machine();
            progress.warning("Going on with " + left + " of " + swarm.workersAsked() + " slaves: "
                    + outcome.failure().getMessage());
            keeper.update(record -> record.withMachine(lost.name(), MachineRecord::withoutBootstrap)
                    .withRun(record.run().withWorkers(record.run().workers() - processes(plan, lost))));
        }
    }

    private void startMaster(RunRecord run, RunPlan plan) throws InterruptedException {
        progress.phase("Starting " + run.locustfile() + " on the master.");
        if (run.isInteractive()) {
            provider.openPort(keeper.get(), run.webPort());
        }
        fleet.on(keeper.get(), master(), (machine, shell) -> {
            ShellResult look = shell.run(LOOK.arguments(machine.bootstrapFolder() + "/" + run.locustfile()));
            if (look.exitCode() == NO_SUCH_FILE) {
                throw new BadInputException(
                        "The swarm has no file " + run.locustfile()
                                + ": put it into the bootstrap directory and bring the swarm up again, which sends what is new.");
            }
            LocustArguments arguments = new LocustArguments(run, plan.extraArguments());
            boolean shape = look.exitCode() == HAS_LOAD_SHAPE;
            Launch launch = new Launch(
                    arguments.ofMaster(machine, shape, plan.workersWait().toSeconds()),
                    plan.isInteractive() ? 0 : plan.runTime().toSeconds(),
                    longestLife(plan),
                    plan.isInteractive() ? List.of(run.masterPort(), run.webPort()) : List.of(run.masterPort()));
            new LocustOnMachine(run, machine, shell).start(plan, launch);
            return null;
        });
    }

    /** After this time Locust is ended on a machine by the machine itself, whatever happened to everybody else. */
    private Duration longestLife(RunPlan plan) {
        return plan.isInteractive()
                ? Duration.between(Instant.now(), keeper.get().leaseEnds())
                : longest(plan).plus(MARGIN);
    }

    private static Duration longest(RunPlan plan) {
        return plan.workersWait().plus(plan.runTime()).plus(plan.stopTimeout());
    }
}
