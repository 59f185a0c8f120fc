package io.jenkins.plugins.locustswarm.cli.operation;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.home.CommandLock;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.UninterruptibleTask;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/** Operations on the machines of a swarm: up, killall, down. */
public final class MachineOperation {

    /** For work with a swarm by hand. */
    private static final Duration DEFAULT_LEASE = Duration.ofHours(2);

    private final Caller caller;
    private final SwarmSessions sessions;

    public MachineOperation(Caller caller, SwarmSessions sessions) {
        this.caller = caller;
        this.sessions = sessions;
    }

    /**
     * Brings machines up; returns the exit code.
     *
     * @param lease time that they are kept from now on; 2 hours if absent
     */
    public int up(String name, SwarmPlan plan, @CheckForNull Duration lease) throws InterruptedException {
        Duration time = lease == null ? DEFAULT_LEASE : lease;
        try (CommandLock lock = sessions.lock(name);
                SwarmSession session = sessions.openOrPlan(name, plan.bootstrap(), time)) {
            boolean existed = sessions.exists(name);
            try {
                if (existed) {
                    extendFirst(session, time);
                }
                session.swarm().up(plan);
                if (existed) {
                    session.provider()
                            .extendLease(session.keeper(), Instant.now().plus(time));
                }
            } catch (BadInputException e) {
                throw e; // nothing was made
            } catch (RuntimeException | InterruptedException | Error e) {
                session.endProgress();
                caller.terminal()
                        .say("What exists of swarm " + name
                                + " is kept. Repeat the command to continue, or take the swarm down with: "
                                + sessions.followUp("down all", name));
                throw e;
            }
            session.endProgress();
            caller.terminal().say("Run a locustfile on it with: " + sessions.followUp("run all -f FILE -H HOST", name));
            return ExitCode.OK;
        }
    }

    /**
     * Extends the lease before machines come up, which can take longer than the time that is left. The record has it in any
     * case: otherwise new machines of a swarm whose lease has ended would shut down at once.
     */
    private void extendFirst(SwarmSession session, Duration time) throws InterruptedException {
        Instant now = Instant.now();
        if (now.isBefore(session.keeper().get().leaseEnds())) {
            try {
                session.provider().extendLease(session.keeper(), now.plus(time));
            } catch (SwarmException e) { // machines that are gone are replaced, and it is extended again after that
                session.progress()
                        .warning(
                                "The lease could not be extended on all machines yet. Those that are gone are replaced.");
            }
        }
        session.keeper().update(record -> record.withLeaseExtendedTo(now.plus(time)));
    }

    /**
     * Stops Locust on machines; returns the exit code. Takes no lock for that, because it also stops what another command has
     * started.
     */
    public int killall(String name, Set<Role> roles) throws InterruptedException {
        if (!sessions.exists(name)) {
            throw sessions.noSuchSwarm(name, "killall " + Teardown.argument(roles));
        }
        try (SwarmSession session = sessions.openShared(name)) {
            session.swarm().killall(roles);
            return session.keeper().hasUnsaved() ? ExitCode.FAILED : ExitCode.OK;
        }
    }

    /** Takes machines down, and forgets the swarm if it has none left; returns the exit code. */
    public int down(String name, Set<Role> roles) {
        return down(name, roles, record -> true);
    }

    /** Takes a swarm down unless another command has extended its lease meanwhile; returns the exit code. */
    public int downIfLeaseEnded(String name) {
        return down(name, EnumSet.allOf(Role.class), record -> Instant.now().isAfter(record.leaseEnds()));
    }

    private int down(String name, Set<Role> roles, Predicate<SwarmRecord> isDue) {
        if (!sessions.exists(name)) {
            BadInputException noSuchSwarm = sessions.noSuchSwarm(name, "down " + Teardown.argument(roles));
            if (sessions.mayMeanAnotherSwarm()) {
                throw noSuchSwarm;
            }
            caller.terminal().say("Nothing was taken down. " + noSuchSwarm.getMessage());
            return ExitCode.OK;
        }
        SwarmRecord record = sessions.record(name);
        Teardown teardown = new Teardown(caller, sessions);
        try {
            return UninterruptibleTask.call(() -> down(teardown, name, roles, isDue));
        } catch (SwarmException e) {
            throw e; // nothing was begun: the swarm is in use, or has another configuration
        } catch (Throwable e) {
            return teardown.reportLeftovers(record, roles, e);
        }
    }

    private int down(Teardown teardown, String name, Set<Role> roles, Predicate<SwarmRecord> isDue) {
        try (CommandLock lock = sessions.lock(name);
                SwarmSession session = sessions.open(name)) {
            if (!isDue.test(session.swarm().record())) {
                session.endProgress();
                caller.terminal().say("The lease of swarm " + name + " was extended meanwhile. It is not taken down.");
                return ExitCode.OK;
            }
            int code = teardown.down(session, roles);
            if (code != ExitCode.OK) {
                return code;
            }
            caller.terminal().say("Taken down.");
            return caller.interrupts().requested() ? ExitCode.INTERRUPTED : ExitCode.OK;
        }
    }
}
