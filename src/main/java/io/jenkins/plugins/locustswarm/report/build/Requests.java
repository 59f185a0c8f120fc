package io.jenkins.plugins.locustswarm.report.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.HoldingChange;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.report.kept.NameFigures;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The request names of a test, for its page. */
@Restricted(NoExternalUse.class)
public final class Requests {

    /** More rows make a page slow. */
    private static final int MAX_ROWS = 500;

    private final List<RequestRow> rows;
    private final int leftOut;

    private Requests(List<RequestRow> rows, int leftOut) {
        this.rows = rows;
        this.leftOut = leftOut;
    }

    static Requests of(RunSummary summary, @CheckForNull BaselineComparison baseline) {
        double allTime = summary.names().stream().mapToDouble(Requests::time).sum();
        Map<RequestName, List<HoldingChange>> changes = summary.changes().stream()
                .collect(Collectors.groupingBy(change -> new RequestName(change.type(), change.name())));
        List<RequestRow> rows = summary.names().stream()
                .map(name -> row(
                        new NameFigures(name),
                        allTime,
                        baseline,
                        changes.getOrDefault(new RequestName(name.type(), name.name()), List.of())))
                .sorted(Comparator.comparing(RequestRow::getShare, Comparator.nullsLast(Comparator.reverseOrder())))
                .limit(MAX_ROWS)
                .toList();
        return new Requests(rows, summary.names().size() - rows.size());
    }

    private static RequestRow row(
            NameFigures figures,
            double allTime,
            @CheckForNull BaselineComparison baseline,
            List<HoldingChange> changes) {
        return new RequestRow(
                figures,
                allTime == 0 || figures.getAverage() == null ? null : (Double) (time(figures.stats()) / allTime),
                baseline == null ? null : baseline.of("p95", figures),
                changes);
    }

    /** Returns the sum of the response times in ms. */
    private static double time(NameStats row) {
        Double average = row.responseTimes().average();
        return average == null ? 0 : average * row.requests();
    }

    /** Returns the names, those with the largest share of the time first. */
    public List<RequestRow> getRows() {
        return rows;
    }

    /** Returns the number of names with a smaller share that are not shown. */
    public int getLeftOut() {
        return leftOut;
    }
}
