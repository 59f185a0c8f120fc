package io.jenkins.plugins.locustswarm.cli.operation;

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
import java.util.Set;

/** What is done to the machines of a swarm: they come up, stop their Locust, go down. */
public final class SwarmOperation {

    /** For somebody who brings a swarm up by hand and works with it. */
    private static final Duration DEFAULT_LEASE = Duration.ofHours(2);

    private final Caller caller;
    private final SwarmSessions swarms;

    public SwarmOperation(Caller caller, SwarmSessions swarms) {
        this.caller = caller;
        this.swarms = swarms;
    }

    /** @param lease null for the usual one */
    public int up(String name, SwarmPlan plan, Duration lease) throws InterruptedException {
        Duration time = lease == null ? DEFAULT_LEASE : lease;
        try (CommandLock lock = swarms.lock(name);
                SwarmSession open = swarms.toBringUp(name, plan.bootstrap(), time)) {
            boolean wasThere = swarms.exists(name);
            try {
                if (wasThere) { // else new machines of a swarm whose lease is over would end at their first boot
                    open.keeper()
                            .update(record ->
                                    record.withLeaseExtendedTo(Instant.now().plus(time)));
                }
                open.swarm().up(plan);
                if (wasThere) {
                    open.provider().extendLease(open.keeper(), Instant.now().plus(time));
                }
            } catch (BadInputException e) {
                throw e; // nothing was made
            } catch (RuntimeException | InterruptedException | Error e) {
                open.settle();
                caller.terminal()
                        .say("What was made of swarm " + name
                                + " so far is kept. Repeat the command to go on, or take it" + " down with: "
                                + swarms.further("down all", name));
                throw e;
            }
            open.settle();
            caller.terminal().say("Run something on it with: " + swarms.further("run all -f FILE -H HOST", name));
            return ExitCode.FINE;
        }
    }

    /** Stops Locust on these machines. Does not ask who else works on the swarm: it is for stopping them. */
    public int killall(String name, Set<Role> roles) throws InterruptedException {
        try (SwarmSession open = swarms.existing(name)) {
            open.swarm().killall(roles);
            return ExitCode.FINE;
        }
    }

    /** Takes these machines down, and forgets a swarm of which nothing is left. */
    public int down(String name, Set<Role> roles) {
        if (!swarms.exists(name)) {
            caller.terminal().say(swarms.none(name).getMessage() + " Nothing was taken down.");
            return ExitCode.FINE;
        }
        SwarmRecord record = swarms.record(name);
        Teardown teardown = new Teardown(caller, swarms);
        try {
            return UninterruptibleTask.call(() -> down(teardown, name, roles));
        } catch (SwarmException e) {
            throw e; // nothing was begun: the swarm is in use, or made with another configuration
        } catch (Throwable e) {
            return teardown.left(record, roles, e);
        }
    }

    private int down(Teardown teardown, String name, Set<Role> roles) {
        try (CommandLock lock = swarms.lock(name);
                SwarmSession open = swarms.existing(name)) {
            int code = teardown.down(open, roles);
            if (code != ExitCode.FINE) {
                return code;
            }
            caller.terminal().say("Taken down.");
            return caller.interrupts().requested() ? ExitCode.INTERRUPTED : ExitCode.FINE;
        }
    }
}
