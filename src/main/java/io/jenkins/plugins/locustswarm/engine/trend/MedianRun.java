package io.jenkins.plugins.locustswarm.engine.trend;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.ResponseTimes;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** A run whose figures are the medians of those of several runs: a baseline with less noise than a single run has. */
public final class MedianRun {

    private MedianRun() {}

    /**
     * Returns the last run with the median of each figure of each request name, without health findings, gates and changes. A
     * run without a figure does not count for it. The median of an even number of figures is the mean of both in the middle.
     *
     * @param runs comparable runs, oldest first, at least one
     */
    public static RunSummary of(List<RunSummary> runs) {
        RunSummary last = runs.get(runs.size() - 1);
        Set<RequestName> requests = new LinkedHashSet<>();
        runs.forEach(run -> run.names().forEach(row -> requests.add(name(row))));
        return RunSummary.builder(
                        last.load(), median(runs.stream().map(RunSummary::total).toList()))
                .swarm(last.swarm(), last.provider())
                .locustVersion(last.locustVersion())
                .lasted(last.startedAt(), last.endedAt())
                .workers(last.workers())
                .exitCode(last.exitCode())
                .names(requests.stream()
                        .map(request -> median(rows(runs, request)))
                        .toList())
                .namesLeftOut(last.leftOut())
                .build();
    }

    /**
     * Returns the runs that went as requested and had the same load as a run.
     *
     * @param run the run that is compared with them
     */
    public static List<RunSummary> comparable(RunSummary run, List<RunSummary> others) {
        Conditions conditions = Conditions.of(run);
        return others.stream()
                .filter(other -> PastRun.of("", other).faults().isEmpty())
                .filter(other ->
                        Conditions.of(other).decisiveDifferences(conditions).isEmpty())
                .toList();
    }

    private static RequestName name(NameStats row) {
        return new RequestName(row.type(), row.name());
    }

    private static List<NameStats> rows(List<RunSummary> runs, RequestName request) {
        List<NameStats> rows = new ArrayList<>();
        for (RunSummary run : runs) {
            run.names().stream()
                    .filter(row -> name(row).equals(request))
                    .findFirst()
                    .ifPresent(rows::add);
        }
        return rows;
    }

    private static NameStats median(List<NameStats> rows) {
        NameStats last = rows.get(rows.size() - 1);
        return new NameStats(
                last.type(),
                last.name(),
                Math.round(median(rows, row -> (double) row.requests())),
                Math.round(median(rows, row -> (double) row.failures())),
                median(rows, NameStats::failureRatio),
                median(rows, row -> (Double) row.requestsPerSecond()),
                times(rows.stream().map(NameStats::responseTimes).toList()));
    }

    private static ResponseTimes times(List<ResponseTimes> times) {
        Set<String> headings = new LinkedHashSet<>();
        times.forEach(one -> headings.addAll(one.percentiles().keySet()));
        Map<String, Double> percentiles = new LinkedHashMap<>();
        headings.forEach(heading ->
                percentiles.put(heading, median(times, one -> one.percentiles().get(heading))));
        return ResponseTimes.of(
                median(times, ResponseTimes::average),
                median(times, ResponseTimes::median),
                median(times, ResponseTimes::min),
                median(times, ResponseTimes::max),
                percentiles);
    }

    @CheckForNull
    private static <T> Double median(List<T> all, Function<T, Double> figure) {
        return Median.of(all.stream().map(figure).filter(Objects::nonNull).toList());
    }
}
