package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.cli.home.CommandLock;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.FailureMessage;
import io.jenkins.plugins.locustswarm.cli.process.UninterruptibleTask;
import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Up, run, collect and down in one go. Whatever happens on the way, the machines are taken down. */
public final class TestOperation {

    private static final Set<Role> ALL = EnumSet.allOf(Role.class);

    /** For the machines to come up, and for somebody to look at what went wrong when they do not go down. */
    private static final Duration MARGIN = Duration.ofMinutes(30);

    private final Caller caller;
    private final SwarmSessions swarms;
    private final ResultRequest wish;
    private final Duration lease;
    private final Teardown teardown;

    /** @param lease null for the usual: somewhat longer than the test can take */
    public TestOperation(Caller caller, SwarmSessions swarms, ResultRequest wish, Duration lease) {
        this.caller = caller;
        this.swarms = swarms;
        this.wish = wish;
        this.lease = lease;
        this.teardown = new Teardown(caller, swarms);
    }

    /**
     * Does it all; the exit code says what came of it.
     *
     * @param name of a swarm that is not there yet
     * @throws BadInputException when there is a swarm of that name
     */
    public int run(String name, SwarmPlan plan, RunPlan run) {
        try (CommandLock lock = swarms.lock(name)) {
            if (swarms.exists(name)) {
                throw new BadInputException("There is a swarm " + name + " already. Use another name, run on it with "
                        + swarms.further("run all", name) + ", or take it down with "
                        + swarms.further("down all", name) + ".");
            }
            Duration time = lease == null ? defaultLease(plan, run) : lease;
            try (SwarmSession open = swarms.toBringUp(name, plan.bootstrap(), time)) {
                teardown.announce(open.swarm().record(), ALL);
                return run(open, plan, run);
            }
        }
    }

    private static Duration defaultLease(SwarmPlan plan, RunPlan run) {
        return plan.bootstrapDeadline().plus(run.longest()).plus(MARGIN);
    }

    private int run(SwarmSession open, SwarmPlan plan, RunPlan run) {
        boolean started = false;
        Throwable failure = null;
        try {
            open.swarm().up(plan);
            teardown.announce(open.swarm().record(), ALL);
            open.swarm().run(run, ALL);
            started = true;
            open.swarm().await();
        } catch (InterruptedException | RuntimeException | Error e) {
            failure = e;
        }
        boolean loadBegan = started;
        Throwable end = failure;
        return UninterruptibleTask.call(() -> finish(open, run, loadBegan, end));
    }

    private int finish(SwarmSession open, RunPlan run, boolean started, Throwable failure) {
        End end;
        try {
            end = end(open, run, started, failure);
        } catch (Throwable e) { // the machines go down all the same
            end = new End(FailureMessage.of(e).say(caller.terminal(), caller.environment()), false);
        }
        if (end.keepsMachines()) {
            return ExitCode.MACHINES_LEFT;
        }
        int taken = teardown.down(open, ALL);
        if (taken != ExitCode.FINE) {
            return taken;
        }
        return caller.interrupts().requested() ? ExitCode.INTERRUPTED : end.code();
    }

    /** @param keepsMachines whether only the machines have the results, and stay for that reason */
    private record End(int code, boolean keepsMachines) {}

    /** Says how the run ended, and collects what there is of it. */
    private End end(SwarmSession open, RunPlan run, boolean started, Throwable failure) throws InterruptedException {
        Terminal terminal = caller.terminal();
        open.settle();
        boolean interrupted = caller.interrupts().requested() || failure instanceof InterruptedException;
        if (interrupted) {
            terminal.say("Interrupted. " + (started ? "Stopping the run, keeping what there is, and taking" : "Taking")
                    + " the swarm down.");
        } else if (failure != null) {
            return new End(FailureMessage.of(failure).say(terminal, caller.environment()), false);
        }
        End results = started ? results(open, run) : new End(ExitCode.FINE, false);
        return interrupted ? new End(ExitCode.INTERRUPTED, results.keepsMachines()) : results;
    }

    private End results(SwarmSession open, RunPlan run) throws InterruptedException {
        try {
            return new End(new RunEnd(caller.terminal(), wish).collectSomewhere(open, run.outputFolder()), false);
        } catch (BringUpException e) {
            open.settle();
            int code = FailureMessage.of(e).say(caller.terminal(), caller.environment());
            boolean kept = RunEnd.isUnwritable(e);
            if (kept) {
                sayThatMachinesStay(open);
            }
            return new End(code, kept);
        }
    }

    /** Results that can be had, and written nowhere, are worth more than a quick end. */
    private void sayThatMachinesStay(SwarmSession open) {
        String name = open.swarm().record().name();
        List<String> machines = Teardown.names(open.swarm().record(), ALL);
        caller.terminal()
                .say("The machines are kept, since only they have the results: " + String.join(", ", machines)
                        + ".\nCollect with: " + swarms.further("run --resume -o FOLDER", name)
                        + "\nThen take down with: "
                        + swarms.further("down all", name));
    }
}
