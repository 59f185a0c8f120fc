package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.command.option.RolesParameter;
import io.jenkins.plugins.locustswarm.cli.command.option.SwarmOptions;
import io.jenkins.plugins.locustswarm.cli.operation.MachineOperation;
import io.jenkins.plugins.locustswarm.cli.operation.SwarmSessions;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops Locust on machines that stay up. */
@Command(
        name = "killall",
        header = "Stops Locust and keeps the machines.",
        description = "Another locustfile, or the same one against another host, can then run on them. The results of"
                + " the stopped run are discarded; to keep them, collect them first with run --resume.")
public final class KillallCommand implements Callable<Integer> {

    private final Caller caller;

    @Mixin
    private RolesParameter roles;

    @Mixin
    private SwarmOptions swarm;

    public KillallCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() throws InterruptedException {
        SwarmSessions sessions = swarm.sessions(caller);
        return new MachineOperation(caller, sessions).killall(sessions.name(), roles.roles());
    }
}
