package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.engine.gate.EarlierRuns;
import io.jenkins.plugins.locustswarm.engine.gate.MissingBaseline;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.results.RunResults;
import io.jenkins.plugins.locustswarm.engine.trend.MedianRun;
import io.jenkins.plugins.locustswarm.engine.trend.PastRun;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The runs that gates with a percentage of the baseline compare with: one, or the median of several. */
public final class Baselines {

    /** By the names of their folders. */
    private final Map<String, RunSummary> runs = new LinkedHashMap<>();

    /**
     * Reads the folders.
     *
     * @throws io.jenkins.plugins.locustswarm.engine.failure.BadInputException if one of them cannot be read
     */
    public Baselines(Caller caller, List<Path> folders) {
        folders.forEach(folder ->
                runs.put(folder.toString(), RunResults.readAny(caller.folder().resolve(folder))));
    }

    /** Returns what gates compare the run with, together with its history. */
    EarlierRuns with(RunSummary summary, List<PastRun> history) {
        List<RunSummary> comparable = List.copyOf(comparable(summary).values());
        return comparable.isEmpty()
                ? new EarlierRuns(null, missing(), history)
                : new EarlierRuns(
                        comparable.size() == 1 ? comparable.get(0) : MedianRun.of(comparable),
                        MissingBaseline.MISSES_GATE,
                        history);
    }

    /** Returns the name of what gates compare the run with, for example {@code median of monday, tuesday}. */
    String name(RunSummary summary) {
        List<String> names = List.copyOf(comparable(summary).keySet());
        return names.isEmpty()
                ? "nothing, because " + missing().why()
                : (names.size() == 1 ? "" : "median of ") + String.join(", ", names);
    }

    /** Returns a single run as it is: what differs, the user decided. */
    private Map<String, RunSummary> comparable(RunSummary summary) {
        Map<String, RunSummary> comparable = new LinkedHashMap<>(runs);
        if (comparable.size() > 1) {
            comparable
                    .values()
                    .removeIf(run -> MedianRun.comparable(summary, List.of(run)).isEmpty());
        }
        return comparable;
    }

    private MissingBaseline missing() {
        return runs.isEmpty()
                ? MissingBaseline.MISSES_GATE
                : new MissingBaseline(
                        false,
                        "none of the " + runs.size()
                                + " baselines is comparable: use runs with the same users, run time, workers, host and"
                                + " Locust version whose load was as requested (locust-swarm compare shows the"
                                + " differences)");
    }
}
