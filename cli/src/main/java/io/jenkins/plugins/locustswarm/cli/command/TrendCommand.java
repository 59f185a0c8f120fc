package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.command.option.JsonOption;
import io.jenkins.plugins.locustswarm.cli.operation.History;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import io.jenkins.plugins.locustswarm.engine.text.TrendText;
import io.jenkins.plugins.locustswarm.engine.trend.Trend;
import io.jenkins.plugins.locustswarm.engine.trend.TrendJson;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what changed in a history of runs. */
@Command(
        name = "trend",
        header = "Shows what changed in several runs of a test, and since which one.",
        description =
                "Tells changes from noise. Runs whose load was not as requested are left out, and runs under other"
                        + " conditions are not compared with each other.")
public final class TrendCommand implements Callable<Integer> {

    private final Caller caller;

    @Parameters(
            paramLabel = "DIR",
            arity = "1..*",
            description =
                    "Folders with the results of runs; also with nothing but the files that locust --csv writes without"
                            + " a swarm. They are sorted by the start of the load; if that is not known of all of them, name"
                            + " them oldest first.")
    private List<Path> folders = List.of();

    @Mixin
    private JsonOption json;

    public TrendCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        History history = History.read(caller, folders);
        if (!history.isEmpty()) {
            Trend trend = Trend.of(history.runs());
            Terminal terminal = caller.terminal();
            if (json.isSet()) {
                terminal.printJson(TrendJson.write(trend));
            } else {
                terminal.print(TrendText.of(trend, terminal.width()));
            }
        }
        return history.exitCode();
    }
}
