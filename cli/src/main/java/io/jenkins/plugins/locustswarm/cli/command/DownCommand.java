package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.command.option.RolesParameter;
import io.jenkins.plugins.locustswarm.cli.command.option.SwarmOptions;
import io.jenkins.plugins.locustswarm.cli.operation.MachineOperation;
import io.jenkins.plugins.locustswarm.cli.operation.SwarmSessions;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes machines down. */
@Command(
        name = "down",
        header = "Takes down the master, the slaves, or both.",
        description = "Removes the machines with everything that was created for them and everything that still runs on"
                + " them. Repeat it when it could not finish. Results that were not collected are lost.")
public final class DownCommand implements Callable<Integer> {

    private final Caller caller;

    @Mixin
    private RolesParameter roles;

    @Mixin
    private SwarmOptions swarm;

    public DownCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        SwarmSessions sessions = swarm.sessions(caller);
        return new MachineOperation(caller, sessions).down(sessions.name(), roles.roles());
    }
}
