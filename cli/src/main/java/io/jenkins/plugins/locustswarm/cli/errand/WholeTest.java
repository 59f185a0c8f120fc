package io.jenkins.plugins.locustswarm.cli.errand;

import io.jenkins.plugins.locustswarm.cli.home.SwarmLock;
import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Up, run, collect and down in one go. Whatever happens on the way, the machines are taken down. */
public final class WholeTest {

    private static final Set<Role> ALL = EnumSet.allOf(Role.class);

    /** For the machines to come up, and for somebody to look at what went wrong when they do not go down. */
    private static final Duration MARGIN = Duration.ofMinutes(30);

    private final Caller caller;
    private final Swarms swarms;
    private final Wish wish;
    private final Duration lease;

    /** @param lease null for the usual: somewhat longer than the test can take */
    public WholeTest(Caller caller, Swarms swarms, Wish wish, Duration lease) {
        this.caller = caller;
        this.swarms = swarms;
        this.wish = wish;
        this.lease = lease;
    }

    /**
     * Does it all; the exit code says what came of it.
     *
     * @param name of a swarm that is not there yet
     * @throws BadInputException when there is a swarm of that name
     */
    public int run(String name, SwarmPlan plan, RunPlan run) {
        try (SwarmLock lock = swarms.lock(name)) {
            if (swarms.exists(name)) {
                throw new BadInputException("There is a swarm " + name + " already. Use another name, run on it with "
                        + swarms.further("run all", name) + ", or take it down with "
                        + swarms.further("down all", name) + ".");
            }
            Duration time = lease == null ? usualLease(plan, run) : lease;
            try (OpenSwarm open = swarms.toBringUp(name, plan.bootstrap(), time)) {
                caller.interrupts().whenLeftBehind("Take the swarm down with: " + swarms.further("down all", name));
                return run(open, plan, run);
            }
        }
    }

    private static Duration usualLease(SwarmPlan plan, RunPlan run) {
        return plan.bootstrapDeadline()
                .plus(run.workersWait())
                .plus(run.runTime())
                .plus(run.stopTimeout())
                .plus(MARGIN);
    }

    private int run(OpenSwarm open, SwarmPlan plan, RunPlan run) {
        boolean started = false;
        Throwable failure = null;
        try {
            open.swarm().up(plan);
            open.swarm().run(run, ALL);
            started = true;
            open.swarm().await();
        } catch (InterruptedException | RuntimeException | Error e) {
            failure = e;
        }
        boolean loadBegan = started;
        Throwable end = failure;
        return Uninterrupted.call(() -> finish(open, run, loadBegan, end));
    }

    private int finish(OpenSwarm open, RunPlan run, boolean started, Throwable failure) throws InterruptedException {
        Terminal terminal = caller.terminal();
        open.settle();
        boolean interrupted = caller.interrupts().requested() || failure instanceof InterruptedException;
        int code;
        if (interrupted) {
            terminal.say("Interrupted. " + (started ? "Stopping the run, keeping what there is, and taking" : "Taking")
                    + " the swarm down.");
            code = ExitCode.INTERRUPTED;
        } else if (failure != null) {
            code = Complaint.of(failure).say(terminal, caller.environment());
        } else {
            code = ExitCode.FINE;
        }
        if (started && (failure == null || interrupted)) {
            int result = results(open, run);
            if (result == ExitCode.MACHINES_LEFT) {
                return result;
            }
            code = Math.max(code, result);
        }
        int taken = takeDown(open);
        if (taken != ExitCode.FINE) {
            return taken;
        }
        return caller.interrupts().requested() ? ExitCode.INTERRUPTED : code;
    }

    private int results(OpenSwarm open, RunPlan run) throws InterruptedException {
        try {
            return new RunEnd(caller.terminal(), wish).collectSomewhere(open, run.outputFolder());
        } catch (BringUpException e) {
            open.settle();
            int code = Complaint.of(e).say(caller.terminal(), caller.environment());
            return RunEnd.isUnwritable(e) ? keep(open) : code;
        } catch (RuntimeException e) {
            open.settle();
            return Complaint.of(e).say(caller.terminal(), caller.environment());
        }
    }

    /** Results that can be had, and written nowhere, are worth more than a quick end. */
    private int keep(OpenSwarm open) {
        String name = open.swarm().record().name();
        List<String> machines = open.swarm().record().machines().stream()
                .map(machine -> machine.name() + " (" + id(machine) + ")")
                .toList();
        caller.terminal()
                .say("The machines are kept, since only they have the results: " + String.join(", ", machines)
                        + ".\nCollect with: " + swarms.further("run --resume -o FOLDER", name)
                        + "\nThen take down with: "
                        + swarms.further("down all", name));
        return ExitCode.MACHINES_LEFT;
    }

    private static String id(MachineRecord machine) {
        return machine.id() == null ? "not made yet" : machine.id();
    }

    private int takeDown(OpenSwarm open) throws InterruptedException {
        String name = open.swarm().record().name();
        try {
            open.swarm().down(ALL);
            open.settle();
            swarms.forget(open);
            return ExitCode.FINE;
        } catch (SwarmException e) {
            open.settle();
            Complaint.of(e).say(caller.terminal(), caller.environment());
            caller.terminal().say("Machines may be left. Repeat: " + swarms.further("down all", name));
            return ExitCode.MACHINES_LEFT;
        }
    }
}
