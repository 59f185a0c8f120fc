package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.cli.operation.ResultRequest;
import io.jenkins.plugins.locustswarm.cli.operation.RunEnd;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        header = "Shows the results in a folder again.",
        description = "With gates, judges them by these; without, by those of the time. The folder stays as it is. What"
                + " locust --csv has left without a swarm is judged, too.")
public final class ReportCommand implements Callable<Integer> {

    private final Caller caller;

    @Parameters(
            paramLabel = "DIR",
            description =
                    "Folder with the results of a run, such as locust-results, or a file PREFIX_stats.csv of Locust's.")
    private Path directory;

    @Mixin
    private JudgeOptions judging;

    public ReportCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public Integer call() {
        Path folder = caller.folder().resolve(directory).normalize();
        ResultRequest wish = new ResultRequest(folder, judging.judge(caller.folder()), judging.json());
        RunSummary summary = wish.judge().apply(RunResults.readAny(folder));
        return new RunEnd(caller.terminal(), wish).show(summary, folder);
    }
}
