package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.operation.SwarmOperation;
import io.jenkins.plugins.locustswarm.cli.operation.SwarmSessions;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.engine.SwarmPlan;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "up",
        header = "Brings up the master, the slaves, or both.",
        description = "Makes the machines, sends them the bootstrap directory and runs its bootstrap.sh. Repeat it to"
                + " send what has changed in the bootstrap directory, to add slaves, or to finish what was cut short."
                + " Nothing runs on the machines until you run something.")
public final class UpCommand implements Callable<Integer> {

    private final Caller caller;

    @Parameters(paramLabel = Roles.LABEL, converter = Roles.Converter.class, description = "Which machines.")
    private Roles roles;

    @Mixin
    private SwarmOptions swarm;

    @Mixin
    private MachineOptions machines;

    public UpCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() throws InterruptedException {
        Config config = swarm.config(caller);
        SwarmSessions swarms = swarm.swarms(caller);
        SwarmPlan plan = machines.plan(caller, config, roles.set(), SwarmPlan.DEFAULT_WORKERS);
        return new SwarmOperation(caller, swarms).up(swarms.name(), plan, machines.lease(config));
    }
}
