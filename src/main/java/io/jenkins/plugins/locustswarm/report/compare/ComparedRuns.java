package io.jenkins.plugins.locustswarm.report.compare;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.trend.Difference;
import io.jenkins.plugins.locustswarm.engine.trend.Figure;
import io.jenkins.plugins.locustswarm.engine.trend.PastRun;
import io.jenkins.plugins.locustswarm.engine.trend.RunComparison;
import io.jenkins.plugins.locustswarm.report.kept.FullNames;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Two runs side by side. The page reads the getters. */
@Restricted(NoExternalUse.class)
public final class ComparedRuns {

    /** More rows make a page slow. */
    private static final int MAX_ROWS = 500;

    private final RunComparison comparison;
    private final int leftOutBefore;
    private final int leftOutAfter;
    private final List<ComparedRequest> requests;
    private final Map<RequestName, Map<Figure, Difference>> relevant = new HashMap<>();

    private ComparedRuns(RunComparison comparison, int leftOutBefore, int leftOutAfter) {
        this.comparison = comparison;
        this.leftOutBefore = leftOutBefore;
        this.leftOutAfter = leftOutAfter;
        for (Difference difference : comparison.differences()) {
            relevant.computeIfAbsent(difference.request(), request -> new EnumMap<>(Figure.class))
                    .put(difference.figure(), difference);
        }
        this.requests = comparison.rows().stream()
                .filter(row -> !row.request().equals(RequestName.AGGREGATED))
                .map(this::compared)
                .sorted(Comparator.comparingDouble(ComparedRequest::getWeight)
                        .thenComparingDouble(ComparedRequest::share)
                        .reversed())
                .toList();
    }

    /**
     * @param before the run to compare with
     * @param beforeName what people call that run, for example {@code #12}
     */
    public static ComparedRuns of(RunSummary before, String beforeName, RunSummary after, String afterName) {
        PastRun one = PastRun.of(beforeName, before);
        PastRun other = PastRun.of(afterName, after);
        RunComparison comparison =
                RunComparison.of(FullNames.of(other).in(one), FullNames.of(one).in(other));
        return new ComparedRuns(comparison, before.leftOut(), after.leftOut());
    }

    private ComparedRequest compared(RunComparison.Row row) {
        double share = Math.max(share(row.before(), comparison.before()), share(row.after(), comparison.after()));
        boolean isLeftOut = row.before() == null && leftOutBefore > 0 || row.after() == null && leftOutAfter > 0;
        return new ComparedRequest(row, relevant.getOrDefault(row.request(), Map.of()), share, isLeftOut);
    }

    private static double share(@CheckForNull NameStats row, PastRun run) {
        double all = time(run.rows().get(RequestName.AGGREGATED));
        return all == 0 ? 0 : Math.min(1, time(row) / all);
    }

    /** Returns the response time of all these requests together, in ms. */
    private static double time(@CheckForNull NameStats row) {
        Double average = row == null ? null : row.responseTimes().average();
        return average == null ? 0 : average * row.requests();
    }

    /** Returns all requests together. */
    public ComparedRequest getTotal() {
        return comparison.rows().stream()
                .filter(row -> row.request().equals(RequestName.AGGREGATED))
                .findFirst()
                .map(this::compared)
                .orElseThrow();
    }

    /** Returns the request names of either run, those with the largest weight first. */
    public List<ComparedRequest> getRequests() {
        return requests.stream().limit(MAX_ROWS).toList();
    }

    public int getRequestsLeftOut() {
        return Math.max(0, requests.size() - MAX_ROWS);
    }

    /** Returns the number of request names of the other run whose figures its build does not keep. */
    public int getNamesLeftOutBefore() {
        return leftOutBefore;
    }

    /** Returns the number of request names of this run whose figures its build does not keep. */
    public int getNamesLeftOutAfter() {
        return leftOutAfter;
    }

    /** Returns the request name with this id; empty if neither run has it. */
    public Optional<RequestName> find(String id) {
        return requests.stream()
                .filter(request -> request.getId().equals(id))
                .map(ComparedRequest::name)
                .findFirst();
    }

    /** Returns what was asked differently. */
    public List<ComparedCondition> getConditions() {
        return comparison.conditions().entrySet().stream()
                .map(entry -> new ComparedCondition(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Returns what was wrong with the load of the other run, as sentences. Untrusted text. */
    public List<String> getFaultsBefore() {
        return comparison.before().faults();
    }

    /** Returns what was wrong with the load of this run, as sentences. Untrusted text. */
    public List<String> getFaultsAfter() {
        return comparison.after().faults();
    }

    /** Returns the title of the page. */
    public static String title() {
        return Messages.ComparedRuns_title();
    }
}
