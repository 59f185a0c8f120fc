package io.jenkins.plugins.locustswarm.engine.trend;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two runs side by side.
 *
 * @param before the first run
 * @param after the second run
 * @param conditions how the conditions of the first run differ from those of the second one
 * @param rows the figures of all requests together, then those of each request name of either run
 * @param differences the differences that matter, the largest first; two runs cannot show whether they are noise
 */
public record RunComparison(
        PastRun before,
        PastRun after,
        Map<Condition, ConditionDifference> conditions,
        List<Row> rows,
        List<Difference> differences) {

    /**
     * The figures of a request name.
     *
     * @param before those of the first run; absent if it had no such requests
     * @param after those of the second run; absent if it had no such requests
     */
    public record Row(
            RequestName request,
            @CheckForNull NameStats before,
            @CheckForNull NameStats after) {}

    public RunComparison {
        rows = List.copyOf(rows);
        differences = List.copyOf(differences);
    }

    public static RunComparison of(PastRun before, PastRun after) {
        Set<RequestName> requests = new LinkedHashSet<>(before.requests());
        requests.addAll(after.requests());
        List<Row> rows = requests.stream()
                .map(request -> new Row(
                        request, before.rows().get(request), after.rows().get(request)))
                .toList();
        List<Difference> differences = new ArrayList<>();
        rows.forEach(row -> differences.addAll(RelevantDifferences.in(row)));
        differences.sort(Comparator.comparingDouble(Difference::size).reversed());
        return new RunComparison(before, after, before.conditions().differences(after.conditions()), rows, differences);
    }
}
