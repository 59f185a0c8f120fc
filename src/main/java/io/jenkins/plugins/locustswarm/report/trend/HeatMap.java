package io.jenkins.plugins.locustswarm.report.trend;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.trend.ExcludedRun;
import io.jenkins.plugins.locustswarm.engine.trend.Median;
import io.jenkins.plugins.locustswarm.engine.trend.PastRun;
import io.jenkins.plugins.locustswarm.engine.trend.Trend;
import io.jenkins.plugins.locustswarm.report.history.TestHistory;
import io.jenkins.plugins.locustswarm.report.kept.NameId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The p95 of each request name in the latest builds. Its JSON is what the script of the page reads.
 *
 * @param builds the numbers of the builds, oldest first
 * @param reasons why a build is not compared with the others, for each build; absent if it is
 * @param rows the names, those that moved most in the builds that are compared first
 * @param leftOut the number of names that moved less than these
 */
record HeatMap(List<Integer> builds, List<String> reasons, List<Row> rows, int leftOut) {

    /** The number of builds, each of which is a narrow column. */
    private static final int MAX_BUILDS = 50;

    /** More rows make a page slow. */
    private static final int MAX_ROWS = 200;

    HeatMap {
        builds = List.copyOf(builds);
        reasons = Collections.unmodifiableList(new ArrayList<>(reasons));
        rows = List.copyOf(rows);
    }

    /**
     * A name.
     *
     * @param id the id in URLs
     * @param name type and name; untrusted text
     * @param median the median of its figures in the builds that are compared, or in all if none is; absent without
     *     figures
     * @param figures in ms, for each build; absent if the build has none
     */
    record Row(String id, String name, @CheckForNull Double median, List<Double> figures) {

        Row {
            figures = Collections.unmodifiableList(new ArrayList<>(figures));
        }
    }

    /**
     * A row and how much it moved.
     *
     * @param movement how far the figures of the median are from it on average, as a ratio
     */
    private record RankedRow(Row row, double movement) {}

    static HeatMap of(TestHistory history) {
        List<PastRun> all = history.runs();
        int first = Math.max(0, all.size() - MAX_BUILDS);
        Map<Integer, String> leftOut = Trend.of(
                        all.stream().map(HeatMap::withoutRows).toList())
                .leftOut()
                .stream()
                .collect(Collectors.toMap(ExcludedRun::index, TrendChanges::reason));
        List<PastRun> shown = all.subList(first, all.size());
        List<String> reasons = IntStream.range(first, all.size())
                .mapToObj(leftOut::get)
                .collect(Collectors.toCollection(ArrayList::new));
        Set<RequestName> names = new LinkedHashSet<>();
        for (int i = shown.size() - 1; i >= 0; i--) {
            names.addAll(shown.get(i).rows().keySet());
        }
        names.remove(RequestName.AGGREGATED);
        return new HeatMap(
                history.tests().subList(first, all.size()).stream()
                        .map(test -> test.build())
                        .toList(),
                reasons,
                names.stream()
                        .map(name -> row(name, shown, reasons))
                        .sorted(Comparator.comparingDouble(RankedRow::movement).reversed())
                        .limit(MAX_ROWS)
                        .map(RankedRow::row)
                        .toList(),
                Math.max(0, names.size() - MAX_ROWS));
    }

    /** The builds that are not compared do not depend on figures. */
    private static PastRun withoutRows(PastRun run) {
        return new PastRun(run.label(), run.conditions(), run.faults(), Map.of(), run.accepted(), run.note());
    }

    private static RankedRow row(RequestName name, List<PastRun> runs, List<String> reasons) {
        List<Double> figures = new ArrayList<>();
        List<Double> compared = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            NameStats row = runs.get(i).rows().get(name);
            Double figure = row == null ? null : row.responseTimes().p95();
            figures.add(figure);
            if (figure != null && reasons.get(i) == null) {
                compared.add(figure);
            }
        }
        if (compared.isEmpty()) {
            figures.stream().filter(Objects::nonNull).forEach(compared::add);
        }
        Double median = Median.of(compared);
        Row row = new Row(NameId.of(name.type(), name.name()), name.text().strip(), median, figures);
        return new RankedRow(row, movement(median, compared));
    }

    private static double movement(@CheckForNull Double median, List<Double> figures) {
        if (median == null || median == 0) {
            return 0;
        }
        double middle = median;
        return figures.stream()
                .mapToDouble(figure -> Math.abs(figure / middle - 1))
                .average()
                .orElse(0);
    }
}
