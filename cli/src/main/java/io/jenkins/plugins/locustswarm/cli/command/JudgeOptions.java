package io.jenkins.plugins.locustswarm.cli.command;

import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import io.jenkins.plugins.locustswarm.engine.gate.Gates;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** Which gates judge a run, and how it is shown. */
final class JudgeOptions {

    @Option(
            names = "--gate",
            paramLabel = "GATE",
            description = "What the run must hold, such as \"p95 < 800\", \"failures < 1%%\", \"rps > 50\","
                    + " \"GET /kandus/[id] p99 < 1500 failed\" or \"p95 < 110%% of baseline\". Repeat it for more. A"
                    + " missed gate makes the exit code 1.")
    private List<String> gates = List.of();

    @Option(
            names = "--baseline",
            paramLabel = "DIR",
            description = "Folder with the results of the run that gates compare with.")
    private Path baseline;

    @Option(names = "--json", description = "Print JSON on standard output.")
    private boolean json;

    boolean json() {
        return json;
    }

    /**
     * Adds what becomes of the gates; a summary that has been judged stays as it is when there are none.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException when a gate or the baseline cannot be used
     */
    UnaryOperator<RunSummary> judge(Path currentFolder) {
        List<Gate> parsed = gates.stream().map(Gate::parse).toList();
        RunSummary with = baseline == null ? null : RunResults.readAny(currentFolder.resolve(baseline));
        return summary -> parsed.isEmpty() ? summary : Gates.judge(parsed, summary, with);
    }
}
