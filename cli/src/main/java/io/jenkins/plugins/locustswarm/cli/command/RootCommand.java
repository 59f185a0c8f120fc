package io.jenkins.plugins.locustswarm.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "locust-swarm",
        header =
                "Brings up a swarm of machines, loads a target with Locust, keeps the numbers, takes the machines down.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:fine",
            "1:the run finished, but a gate was missed or the load was not what was asked",
            "2:bad arguments or configuration; nothing was made",
            "3:the swarm or the run could not be brought up, or its results could not be had",
            "4:machines may be left; each is named",
            "70:an error in Locust Swarm itself",
            "130:interrupted"
        },
        footer = {
            "",
            "A test by hand, in four steps:",
            "  locust-swarm up all -s 5",
            "  locust-swarm run all -f typical_load.py -H https://staging.example.com -u 100 -r 10 -t 10m",
            "  locust-swarm killall all       (another file or host can run now)",
            "  locust-swarm down all",
            "",
            "Swarms are remembered below ~/.locust-swarm, or where LOCUST_SWARM_HOME says."
        })
final class RootCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing");
    }
}
