package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.command.option.JsonOption;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import io.jenkins.plugins.locustswarm.engine.text.ComparisonText;
import io.jenkins.plugins.locustswarm.engine.trend.PastRun;
import io.jenkins.plugins.locustswarm.engine.trend.RunComparison;
import io.jenkins.plugins.locustswarm.engine.trend.TrendJson;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows two runs side by side. */
@Command(
        name = "compare",
        header = "Shows two runs side by side.",
        description = "Shows the different conditions, and the differences that matter.")
public final class CompareCommand implements Callable<Integer> {

    private final Caller caller;

    @Parameters(
            index = "0",
            paramLabel = "A",
            description = "Folder with the results of the first run, or a file PREFIX_stats.csv that Locust wrote.")
    private Path before;

    @Parameters(index = "1", paramLabel = "B", description = "The same of the second run.")
    private Path after;

    @Mixin
    private JsonOption json;

    public CompareCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        RunComparison comparison = RunComparison.of(read(before), read(after));
        Terminal terminal = caller.terminal();
        if (json.isSet()) {
            terminal.printJson(TrendJson.write(comparison));
        } else {
            terminal.print(ComparisonText.of(comparison, terminal.width()));
        }
        return ExitCode.OK;
    }

    private PastRun read(Path folder) {
        return PastRun.of(
                folder.toString(),
                RunResults.readAny(caller.folder().resolve(folder).normalize()));
    }
}
