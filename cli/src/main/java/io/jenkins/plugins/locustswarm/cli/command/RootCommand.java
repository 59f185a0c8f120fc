package io.jenkins.plugins.locustswarm.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a subcommand. */
@Command(
        name = "locust-swarm",
        header =
                "Brings up a swarm of machines, runs a load test against a target with Locust, collects the results and"
                        + " takes the machines down.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:success",
            "1:the run finished, but a gate was missed or the load was not as requested",
            "2:invalid arguments, configuration or files",
            "3:the swarm or the run could not be brought up, its results could not be collected, or an image could not be"
                    + " made",
            "4:machines may be left, or parts of an image; each is named",
            "70:internal error of Locust Swarm",
            "130:interrupted"
        },
        footer = {
            "",
            "A test step by step:",
            "  locust-swarm up all -s 5",
            "  locust-swarm run all -f typical_load.py -H https://staging.example.com -u 100 -r 10 -t 10m",
            "  locust-swarm killall all       (to run another locustfile, or against another host)",
            "  locust-swarm down all",
            "",
            "Swarms are recorded below ~/.locust-swarm, or in the folder that LOCUST_SWARM_HOME names."
        })
final class RootCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing");
    }
}
