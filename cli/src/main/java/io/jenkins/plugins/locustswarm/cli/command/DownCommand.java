package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.operation.SwarmOperation;
import io.jenkins.plugins.locustswarm.cli.operation.SwarmSessions;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "down",
        header = "Takes the master, the slaves, or both down.",
        description =
                "With everything that was made for them and still runs on them. Repeat it when it could not finish."
                        + " Results that were not collected are lost.")
public final class DownCommand implements Callable<Integer> {

    private final Caller caller;

    @Parameters(paramLabel = Roles.LABEL, converter = Roles.Converter.class, description = "Which machines.")
    private Roles roles;

    @Mixin
    private SwarmOptions swarm;

    public DownCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        SwarmSessions swarms = swarm.swarms(caller);
        return new SwarmOperation(caller, swarms).down(swarms.name(), roles.set());
    }
}
