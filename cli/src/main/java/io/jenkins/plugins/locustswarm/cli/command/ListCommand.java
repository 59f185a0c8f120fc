package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.command.option.ConfigOption;
import io.jenkins.plugins.locustswarm.cli.command.option.JsonOption;
import io.jenkins.plugins.locustswarm.cli.operation.ListOperation;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists swarms. */
@Command(
        name = "list",
        header = "Lists all swarms that are recorded on this computer.",
        description =
                "Shows the age, owner, provider, phase, machines, run and lease of each. With a configuration for"
                        + " EC2 (-c), it also lists the swarms of others in that account and region, the cost of each, and images.")
public final class ListCommand implements Callable<Integer> {

    private final Caller caller;

    @Mixin
    private ConfigOption config;

    @Mixin
    private JsonOption json;

    public ListCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() throws InterruptedException {
        return new ListOperation(caller, config.read(caller), json.isSet()).list();
    }
}
