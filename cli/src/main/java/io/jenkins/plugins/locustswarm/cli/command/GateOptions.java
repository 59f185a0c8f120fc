package io.jenkins.plugins.locustswarm.cli.command;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.gate.Gates;
import io.jenkins.plugins.locustswarm.engine.gate.MissingBaseline;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** The gates that judge a run. */
final class GateOptions {

    @Option(
            names = "--gate",
            paramLabel = "GATE",
            description = "Condition that the run must meet, such as \"p95 < 800\", \"failures < 1%%\", \"rps > 50\","
                    + " \"GET /kandus/[id] p99 < 1500 failed\" or \"p95 < 110%% of baseline\". Repeat the option for"
                    + " more gates. A missed gate makes the exit code 1.")
    private List<String> gates = List.of();

    @Option(
            names = "--baseline",
            paramLabel = "DIR",
            description = "Folder with the results of the run that gates compare with.")
    @CheckForNull
    private Path baseline;

    /**
     * Returns a function that adds the outcome of the gates to a summary. Without gates, a summary keeps the outcome that
     * it has.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if a gate or the baseline is not valid
     */
    UnaryOperator<RunSummary> judge(Path currentFolder) {
        List<Gate> parsed = gates.stream().map(Gate::parse).toList();
        RunSummary baselineRun = baseline == null ? null : RunResults.readAny(currentFolder.resolve(baseline));
        return summary ->
                parsed.isEmpty() ? summary : Gates.judge(parsed, summary, baselineRun, MissingBaseline.MISSES_GATE);
    }
}
