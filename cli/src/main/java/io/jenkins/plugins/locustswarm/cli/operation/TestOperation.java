package io.jenkins.plugins.locustswarm.cli.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.home.CommandLock;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.FailureMessage;
import io.jenkins.plugins.locustswarm.cli.process.UninterruptibleTask;
import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.SilentMasterException;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.locust.RunPlan;
import io.jenkins.plugins.locustswarm.engine.locust.RunState;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.shell.ShellException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A whole load test: up, run, collect and down. The machines are taken down whatever happens, except if only they have
 * the results.
 */
public final class TestOperation {

    private static final Set<Role> ALL = EnumSet.allOf(Role.class);

    /** Time for machines to come up, and for a person to react if they do not go down. */
    private static final Duration LEASE_MARGIN = Duration.ofMinutes(30);

    private final Caller caller;
    private final SwarmSessions sessions;
    private final ResultRequest request;

    @CheckForNull
    private final Duration lease;

    private final Teardown teardown;

    /** @param lease time that the machines are kept; somewhat longer than the test can take if absent */
    public TestOperation(Caller caller, SwarmSessions sessions, ResultRequest request, @CheckForNull Duration lease) {
        this.caller = caller;
        this.sessions = sessions;
        this.request = request;
        this.lease = lease;
        this.teardown = new Teardown(caller, sessions);
    }

    /**
     * Runs the test; returns the exit code.
     *
     * @param name name of a swarm that does not exist
     * @throws BadInputException if a swarm of this name exists
     */
    public int run(String name, SwarmPlan plan, RunPlan run) {
        try (CommandLock lock = sessions.lock(name)) {
            if (sessions.exists(name)) {
                throw new BadInputException("There is a swarm " + name + " already. Use another name, run on it with "
                        + sessions.followUp("run all", name) + ", or take it down with "
                        + sessions.followUp("down all", name) + ".");
            }
            Duration time = lease == null ? defaultLease(plan, run) : lease;
            try (SwarmSession session = sessions.openOrPlan(name, plan.bootstrap(), time)) {
                teardown.prepareLeftoverNotice(session.swarm().record(), ALL);
                return run(session, plan, run);
            }
        }
    }

    private static Duration defaultLease(SwarmPlan plan, RunPlan run) {
        return plan.bootstrapDeadline().plus(run.longest()).plus(LEASE_MARGIN);
    }

    private int run(SwarmSession session, SwarmPlan plan, RunPlan run) {
        RunRecord started = null;
        Throwable failure = null;
        try {
            session.swarm().up(plan);
            teardown.prepareLeftoverNotice(session.swarm().record(), ALL);
            started = session.swarm().run(run, ALL);
            EarlyStop stop = session.swarm().await(started::isSame).earlyStop();
            if (stop != null) {
                session.swarm().stopEarly(started::isSame, stop);
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            failure = e;
        }
        RunRecord runStarted = started;
        Throwable cause = failure;
        return UninterruptibleTask.call(() -> finish(session, run, runStarted, cause));
    }

    private int finish(
            SwarmSession session, RunPlan run, @CheckForNull RunRecord started, @CheckForNull Throwable failure) {
        Outcome outcome;
        try {
            outcome = outcome(session, run, started, failure);
        } catch (Throwable e) { // the machines are taken down all the same
            outcome = new Outcome(FailureMessage.of(e).print(caller.terminal(), caller.environment()), false);
        }
        if (outcome.keepsMachines()) {
            reportKeptMachines(session.swarm().record());
            return ExitCode.MACHINES_LEFT;
        }
        int code = teardown.down(session, ALL);
        if (code != ExitCode.OK) {
            return code;
        }
        return caller.interrupts().requested() ? ExitCode.INTERRUPTED : outcome.code();
    }

    /** @param keepsMachines whether the machines stay up because only they have the results */
    private record Outcome(int code, boolean keepsMachines) {}

    /** Reports how the run ended, and collects what exists of its results. */
    private Outcome outcome(
            SwarmSession session, RunPlan run, @CheckForNull RunRecord started, @CheckForNull Throwable failure)
            throws InterruptedException {
        Terminal terminal = caller.terminal();
        session.endProgress();
        boolean interrupted = caller.interrupts().requested() || failure instanceof InterruptedException;
        if (interrupted) {
            terminal.say("Interrupted. " + (started == null ? "Taking" : "Stopping the run and taking")
                    + " the swarm down.");
            if (started != null && !hasResults(session)) {
                session.endProgress();
                terminal.say("The load had not begun, so there are no results to collect.");
                return new Outcome(ExitCode.INTERRUPTED, false);
            }
        } else if (failure != null) {
            int code = FailureMessage.of(failure).print(terminal, caller.environment());
            return new Outcome(code, failure instanceof SilentMasterException && keepsUntilLeaseEnds(session));
        }
        Outcome collected = started == null ? new Outcome(ExitCode.OK, false) : collect(session, started, run);
        return interrupted ? new Outcome(ExitCode.INTERRUPTED, collected.keepsMachines()) : collected;
    }

    /** Returns whether the load has begun. If not, results of an earlier run in the folder must not be replaced. */
    private static boolean hasResults(SwarmSession session) throws InterruptedException {
        try {
            RunState state = session.swarm().poll();
            return state.began() != null || state.statistics();
        } catch (SwarmException e) { // collecting tries again, and says why it fails
            return true;
        }
    }

    private Outcome collect(SwarmSession session, RunRecord started, RunPlan run) throws InterruptedException {
        ResultCollector collector = new ResultCollector(caller, request);
        try {
            return new Outcome(collector.collectWithFallback(session, started, run.outputFolder()), false);
        } catch (BringUpException | ShellException e) {
            session.endProgress();
            int code = FailureMessage.of(e).print(caller.terminal(), caller.environment());
            if (e instanceof BringUpException failed) {
                return new Outcome(code, ResultCollector.isUnwritable(failed));
            }
            return new Outcome(code, !caller.interrupts().requested() && keepsUntilLeaseEnds(session));
        }
    }

    /** A machine that is silent now may answer later, but need not: nobody waits for it beyond its lease. */
    private boolean keepsUntilLeaseEnds(SwarmSession session) {
        return Instant.now().isBefore(session.swarm().record().leaseEnds());
    }

    private void reportKeptMachines(SwarmRecord swarm) {
        String name = swarm.name();
        List<String> machines = Teardown.names(swarm, ALL);
        caller.terminal()
                .say("The machines are kept, because only they have the results: " + String.join(", ", machines)
                        + ".\nTheir lease ends at " + swarm.leaseEnds().truncatedTo(ChronoUnit.SECONDS)
                        + ".\nCollect the results with: " + sessions.followUp("run --resume -o FOLDER", name)
                        + "\nThen take the swarm down with: "
                        + sessions.followUp("down all", name));
    }
}
