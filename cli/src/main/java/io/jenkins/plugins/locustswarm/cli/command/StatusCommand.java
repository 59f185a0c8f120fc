package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.operation.StatusOperation;
import io.jenkins.plugins.locustswarm.cli.operation.SwarmSessions;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        header = "Shows one swarm, and where its run is now.",
        description = "Without --swarm: the swarm of the configuration, else default, else the only one there is.")
public final class StatusCommand implements Callable<Integer> {

    private final Caller caller;

    @Mixin
    private SwarmOptions swarm;

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    public StatusCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() throws InterruptedException {
        SwarmSessions swarms = swarm.swarms(caller);
        return new StatusOperation(caller, swarms, json).show(swarms.nameOfOne("are there", record -> true));
    }
}
