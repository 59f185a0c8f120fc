package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.config.Config;
import io.jenkins.plugins.locustswarm.cli.operation.ListOperation;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        header = "Shows all swarms of this home.",
        description =
                "With their age, owner, provider, how far they got, their machines, and how long they are wanted.")
public final class ListCommand implements Callable<Integer> {

    private final Caller caller;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "CFG",
            description = "Configuration file. One for EC2 shows all swarms of that account and region too, those of"
                    + " others among them, and what their machines cost.")
    private Path config;

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    public ListCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() throws InterruptedException {
        Config read = Config.of(config == null ? null : caller.folder().resolve(config));
        return new ListOperation(caller, read, json).list();
    }
}
