package io.jenkins.plugins.locustswarm.cli.command.option;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.cli.operation.Baselines;
import io.jenkins.plugins.locustswarm.cli.operation.History;
import io.jenkins.plugins.locustswarm.cli.operation.Judge;
import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.gate.Gate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** The gates that judge a run, and the earlier runs that it is compared with. */
public final class GateOptions {

    @Option(
            names = "--gate",
            paramLabel = "GATE",
            description = "Condition that the run must meet, such as \"p95 < 800\", \"failures < 1%%\", \"rps > 50\","
                    + " \"GET /kandus/[id] p99 < 1500 failed\", \"p95 < 110%% of baseline\" or \"p95 change < 10%%\"."
                    + " Repeat the option for more gates. A missed gate makes the exit code 1.")
    private List<String> gates = List.of();

    @Option(
            names = "--baseline",
            paramLabel = "DIR",
            description =
                    "Folder with the results of the run that gates compare with. Repeat the option to compare with"
                            + " the median of several runs.")
    private List<Path> baselines = List.of();

    @Option(
            names = "--history",
            paramLabel = "DIR...",
            preprocessor = ManyValues.class,
            description =
                    "Folders with the results of earlier runs of this test, such as results-*/, for gates on a change"
                            + " and the changes in the output. All words up to the next option are folders. They are sorted by"
                            + " the start of the load; if that is not known of all of them, name them oldest first.")
    private List<Path> history = List.of();

    @Option(
            names = "--accepted",
            paramLabel = "DIR",
            description = "Folder of the history whose figures are accepted as the new level: later runs are no longer"
                    + " compared with those before it.")
    private List<Path> accepted = List.of();

    /**
     * Returns what judges the run.
     *
     * @param place absolute path of the folder that the run is read from; absent if it is collected only now
     * @throws BadInputException if a gate or a baseline is not valid, or a gate lacks the runs that it compares with
     */
    public Judge judge(Caller caller, @CheckForNull Path place) {
        List<Gate> parsed = gates.stream().map(Gate::parse).toList();
        if (history.isEmpty()) {
            refuse(parsed, Gate::limitsChange, "earlier runs: name their folders with --history");
        }
        if (baselines.isEmpty()) {
            refuse(parsed, Gate::comparesWithBaseline, "a baseline: name the folder of an earlier run with --baseline");
        }
        if (history.isEmpty() && !accepted.isEmpty()) {
            throw new BadInputException(
                    "--accepted names a run of the history: name the folders of the history with --history.");
        }
        History runs = History.readWithWarnings(caller, history);
        if (runs.isEmpty() && history.stream().anyMatch(folder -> isMistyped(caller, folder))) {
            refuse(parsed, Gate::limitsChange, "earlier runs, and none of the folders of --history has one");
        }
        for (Path folder : accepted) {
            runs = runs.accept(History.place(caller, folder));
        }
        return new Judge(parsed, new Baselines(caller, baselines), runs, place);
    }

    /** A first run may have a pattern that matches no folder, or a folder without results. */
    private static boolean isMistyped(Caller caller, Path folder) {
        boolean isPattern = folder.toString().matches(".*[*?\\[].*");
        return !isPattern && Files.notExists(History.place(caller, folder));
    }

    private static void refuse(List<Gate> gates, Predicate<Gate> needs, String what) {
        gates.stream().filter(needs).findFirst().ifPresent(gate -> {
            throw new BadInputException("The gate \"" + gate + "\" needs " + what + ".");
        });
    }
}
