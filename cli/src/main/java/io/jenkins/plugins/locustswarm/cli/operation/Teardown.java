package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.FailureMessage;
import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import io.jenkins.plugins.locustswarm.engine.failure.MachinesLeftException;
import io.jenkins.plugins.locustswarm.engine.failure.TeardownNotRecordedException;
import io.jenkins.plugins.locustswarm.engine.record.MachineRecord;
import io.jenkins.plugins.locustswarm.engine.record.Role;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import java.util.List;
import java.util.Set;

/**
 * Takes machines down. If that fails, even with an {@link java.lang.Error}, it names the machines that may be left and
 * the command that removes them.
 */
final class Teardown {

    private final Caller caller;
    private final SwarmSessions sessions;

    Teardown(Caller caller, SwarmSessions sessions) {
        this.caller = caller;
        this.sessions = sessions;
    }

    /**
     * Prepares the message for a command that ends before it has taken down these machines. It is composed now, because
     * there may be no memory for it later.
     */
    void prepareLeftoverNotice(SwarmRecord record, Set<Role> roles) {
        List<String> machines = names(record, roles);
        caller.interrupts()
                .setLeftoverNotice(
                        (machines.isEmpty() ? "" : "Machines may be left: " + String.join(", ", machines) + ". ")
                                + "Take the swarm down with: " + command(record, roles));
    }

    /**
     * Takes down the machines with these roles, and forgets the swarm if it has none left. Throws nothing.
     *
     * @return {@link ExitCode#OK}, or {@link ExitCode#MACHINES_LEFT} after a message that names the machines
     */
    int down(SwarmSession session, Set<Role> roles) {
        SwarmRecord before = session.swarm().record();
        prepareLeftoverNotice(before, roles);
        try {
            session.swarm().down(roles);
            caller.interrupts().setLeftoverNotice("");
            session.endProgress();
        } catch (Throwable e) {
            return reportLeftovers(before, roles, e);
        }
        return forgetIfDown(session);
    }

    private int forgetIfDown(SwarmSession session) {
        try {
            if (session.swarm().record().phase() == SwarmRecord.Phase.DOWN) {
                sessions.forget(session);
            }
            return ExitCode.OK;
        } catch (RuntimeException e) { // the machines are gone; only their record is left
            return FailureMessage.of(e).print(caller.terminal(), caller.environment());
        }
    }

    /** Names the machines that may be left after a failure, and the command that repeats the teardown. */
    int reportLeftovers(SwarmRecord before, Set<Role> roles, Throwable failure) {
        try {
            Terminal terminal = caller.terminal();
            terminal.clearStatusLine();
            FailureMessage.of(failure).print(terminal, caller.environment());
            if (!(failure instanceof MachinesLeftException)) {
                names(before, roles).forEach(machine -> terminal.say("  may be left: " + machine));
            }
            String left = failure instanceof TeardownNotRecordedException ? "" : "Machines may be left. ";
            terminal.say(left + "Repeat: " + command(before, roles));
        } catch (Throwable again) { // such as a second OutOfMemoryError
            System.err.println(caller.interrupts().leftoverNotice());
        }
        return ExitCode.MACHINES_LEFT;
    }

    private String command(SwarmRecord record, Set<Role> roles) {
        return sessions.followUp("down " + argument(roles), record.name());
    }

    /** Returns the argument of a command for machines with these roles. */
    static String argument(Set<Role> roles) {
        if (roles.size() > 1) {
            return "all";
        }
        return roles.contains(Role.MASTER) ? "master" : "slaves";
    }

    /** Returns the names and ids of the machines with these roles. */
    static List<String> names(SwarmRecord record, Set<Role> roles) {
        return record.machines().stream()
                .filter(machine -> roles.contains(machine.role()))
                .map(Teardown::name)
                .toList();
    }

    private static String name(MachineRecord machine) {
        return machine.name() + " (" + (machine.id() == null ? "not created yet" : machine.id()) + ")";
    }
}
