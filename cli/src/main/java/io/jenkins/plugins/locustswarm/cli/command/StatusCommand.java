package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.command.option.JsonOption;
import io.jenkins.plugins.locustswarm.cli.command.option.SwarmOptions;
import io.jenkins.plugins.locustswarm.cli.operation.StatusOperation;
import io.jenkins.plugins.locustswarm.cli.operation.SwarmSessions;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows one swarm. */
@Command(
        name = "status",
        header = "Shows one swarm and the progress of its run.",
        description = "Without --swarm: the swarm of the configuration, else default, else the only one that exists.")
public final class StatusCommand implements Callable<Integer> {

    private final Caller caller;

    @Mixin
    private SwarmOptions swarm;

    @Mixin
    private JsonOption json;

    public StatusCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() throws InterruptedException {
        SwarmSessions sessions = swarm.sessions(caller);
        return new StatusOperation(caller, sessions, json.isSet()).show(sessions.resolveName("exist", record -> true));
    }
}
