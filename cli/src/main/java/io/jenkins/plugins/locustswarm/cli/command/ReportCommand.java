package io.jenkins.plugins.locustswarm.cli.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.command.option.GateOptions;
import io.jenkins.plugins.locustswarm.cli.command.option.JsonOption;
import io.jenkins.plugins.locustswarm.cli.operation.JUnitFile;
import io.jenkins.plugins.locustswarm.cli.operation.ResultCollector;
import io.jenkins.plugins.locustswarm.cli.operation.ResultRequest;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the results of an earlier run. */
@Command(
        name = "report",
        header = "Shows the results in a folder again.",
        description = "Judges them by the gates that are given, else shows the verdict of the run. Does not change the"
                + " results. It also accepts the files that locust --csv writes without a swarm.")
public final class ReportCommand implements Callable<Integer> {

    private final Caller caller;

    @Parameters(
            paramLabel = "DIR",
            description = "Folder with the results of a run, such as locust-results, or a file PREFIX_stats.csv that"
                    + " Locust wrote.")
    private Path directory;

    @Mixin
    private GateOptions gates;

    @Mixin
    private JsonOption json;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Also write the verdict as a JUnit report to this file, for a CI server.")
    @CheckForNull
    private Path junit;

    public ReportCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        Path folder = caller.folder().resolve(directory).normalize();
        ResultRequest request = new ResultRequest(folder, gates.judge(caller, folder), json.isSet());
        RunSummary summary = request.judge().apply(RunResults.readAny(folder));
        if (junit != null) {
            JUnitFile.write(caller.folder().resolve(junit).normalize(), summary);
        }
        return new ResultCollector(caller, request).show(summary, folder);
    }
}
