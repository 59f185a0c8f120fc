package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.command.option.ConfigOption;
import io.jenkins.plugins.locustswarm.cli.operation.ReapOperation;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes down the swarms whose lease has ended. */
@Command(
        name = "reap",
        header = "Takes down every swarm that is recorded on this computer and whose lease has expired.",
        description = "For cron, or after a failure. Leaves the swarms of others alone, and those that another command"
                + " is working on. With a configuration for EC2 (-c), it also removes images that are older than"
                + " image_max_age, or were not finished. Local swarms need no configuration; for the swarms of another provider, name its"
                + " configuration with -c.")
public final class ReapCommand implements Callable<Integer> {

    private final Caller caller;

    @Mixin
    private ConfigOption config;

    @Option(names = "--dry-run", description = "Only print what would be taken down.")
    private boolean dryRun;

    public ReapCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        return new ReapOperation(caller, config.read(caller)).reap(dryRun);
    }
}
