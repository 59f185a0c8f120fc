package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.operation.ReapOperation;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reap",
        header = "Takes down every swarm of this home whose lease is over.",
        description = "For cron, or after something went wrong. Swarms of others are left alone, and so is one that"
                + " another command works on.")
public final class ReapCommand implements Callable<Integer> {

    private final Caller caller;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "CFG",
            description = "Configuration file of the provider whose swarms are taken down too. Local ones need none.")
    private Path config;

    @Option(names = "--dry-run", description = "Only say what would be taken down.")
    private boolean dryRun;

    public ReapCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() throws InterruptedException {
        return new ReapOperation(caller, config).reap(dryRun);
    }
}
