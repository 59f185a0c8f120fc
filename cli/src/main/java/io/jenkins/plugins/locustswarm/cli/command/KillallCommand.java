package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.operation.SwarmOperation;
import io.jenkins.plugins.locustswarm.cli.operation.SwarmSessions;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "killall",
        header = "Stops Locust and keeps the machines.",
        description = "Afterwards another locustfile, or the same against another host, can run on them. The results of"
                + " the run that is stopped are given up: run --resume collects them.")
public final class KillallCommand implements Callable<Integer> {

    private final Caller caller;

    @Parameters(paramLabel = Roles.LABEL, converter = Roles.Converter.class, description = "On which machines.")
    private Roles roles;

    @Mixin
    private SwarmOptions swarm;

    public KillallCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() throws InterruptedException {
        SwarmSessions swarms = swarm.swarms(caller);
        return new SwarmOperation(caller, swarms).killall(swarms.name(), roles.set());
    }
}
