package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.FailureMessage;
import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.util.List;
import java.util.Set;

/**
 * Takes machines down. Whatever goes wrong meanwhile, a {@link java.lang.Error} of the JVM included, the machines that
 * may be left are named, with the command that removes them.
 */
final class Teardown {

    private final Caller caller;
    private final SwarmSessions swarms;

    Teardown(Caller caller, SwarmSessions swarms) {
        this.caller = caller;
        this.swarms = swarms;
    }

    /**
     * Says what to tell when the command ends before it has taken this swarm down. It is put together now: later there
     * may be no memory for it.
     */
    void announce(SwarmRecord record, Set<Role> roles) {
        List<String> machines = names(record, roles);
        caller.interrupts()
                .whenLeftBehind(
                        (machines.isEmpty() ? "" : "Machines may be left: " + String.join(", ", machines) + ". ")
                                + "Take the swarm down with: " + command(record, roles));
    }

    /**
     * Takes the machines of these roles down, and forgets a swarm of which nothing is left. Throws nothing.
     *
     * @return {@link ExitCode#FINE}, or {@link ExitCode#MACHINES_LEFT} after it has said what may be left
     */
    int down(SwarmSession open, Set<Role> roles) {
        SwarmRecord before = open.swarm().record();
        announce(before, roles);
        try {
            open.swarm().down(roles);
            caller.interrupts().whenLeftBehind("");
            open.settle();
        } catch (Throwable e) {
            return left(before, roles, e);
        }
        return forget(open);
    }

    private int forget(SwarmSession open) {
        try {
            if (open.swarm().record().phase() == SwarmRecord.Phase.DOWN) {
                swarms.forget(open);
            }
            return ExitCode.FINE;
        } catch (RuntimeException e) { // the machines are gone; their record is still there
            return FailureMessage.of(e).say(caller.terminal(), caller.environment());
        }
    }

    /** Says that these machines may be left because of a failure, and how to repeat the teardown. */
    int left(SwarmRecord before, Set<Role> roles, Throwable failure) {
        try {
            Terminal terminal = caller.terminal();
            terminal.settle();
            FailureMessage.of(failure).say(terminal, caller.environment());
            if (!(failure instanceof MachinesLeftException)) {
                names(before, roles).forEach(machine -> terminal.say("  may be left: " + machine));
            }
            terminal.say("Machines may be left. Repeat: " + command(before, roles));
        } catch (Throwable again) { // such as a second OutOfMemoryError
            System.err.println(caller.interrupts().leftBehind());
        }
        return ExitCode.MACHINES_LEFT;
    }

    private String command(SwarmRecord record, Set<Role> roles) {
        return swarms.further("down " + word(roles), record.name());
    }

    private static String word(Set<Role> roles) {
        if (roles.size() > 1) {
            return "all";
        }
        return roles.contains(Role.MASTER) ? "master" : "slaves";
    }

    /** The machines of these roles with their ids, for a message. */
    static List<String> names(SwarmRecord record, Set<Role> roles) {
        return record.machines().stream()
                .filter(machine -> roles.contains(machine.role()))
                .map(Teardown::name)
                .toList();
    }

    private static String name(MachineRecord machine) {
        return machine.name() + " (" + (machine.id() == null ? "not made yet" : machine.id()) + ")";
    }
}
