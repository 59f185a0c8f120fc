package io.jenkins.plugins.locustswarm.engine.stats;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.jenkins.plugins.locustswarm.engine.record.Cost;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.stats.csv.StatsCsv;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A finished run: what was asked, what came of it, and what it is worth. The names are those of {@code summary.json}.
 *
 * @param format version of this layout
 * @param swarm the swarm's name; null when only Locust's own files are known, like the provider and the locustfile
 * @param provider which provider had the machines
 * @param locustVersion the master's, as its log says; null when it does not
 * @param load what Locust was asked for; {@code summary.json} has the locustfile, the host, the users, the spawn rate and
 *     the run time in seconds, and a summary that is read from it has the defaults of the other options
 * @param startedAt when the load began; null when it never did
 * @param endedAt when it ended
 * @param workers worker processes
 * @param exitCode Locust's; null when the master ended without one
 * @param total all requests together, as Locust's Aggregated row says; its figures are fields of {@code summary.json}
 * @param names the same per type and name, in Locust's order
 * @param topFailures the most frequent ways in which requests failed; all are in {@code locust_failures.csv}
 * @param topExceptions the most frequent exceptions of tasks; all are in {@code locust_exceptions.csv}
 * @param health what the numbers alone do not say; empty for a run that went as asked
 * @param gates what became of each gate; empty when there were none
 * @param verdict the worst of health and gates
 * @param cost of the swarm's machines until its results were collected; null, and left out, where nobody asks for money
 * @param namesLeftOut how many more names Locust's file has; null, and left out, when {@code names} has all of them
 */
public record RunSummary(
        int format,
        String swarm,
        String provider,
        String locustVersion,

        @JsonUnwrapped @JsonIncludeProperties({"locustfile", "host", "users", "spawnRate", "runTime"})
        Load load,

        Instant startedAt,
        Instant endedAt,
        Workers workers,
        Integer exitCode,

        @JsonUnwrapped @JsonIgnoreProperties({"type", "name"})
        NameStats total,

        List<NameStats> names,
        MostFrequent<FailureCount> topFailures,
        MostFrequent<ExceptionCount> topExceptions,
        List<HealthFinding> health,
        List<GateResult> gates,
        Verdict verdict,
        @JsonInclude(JsonInclude.Include.NON_NULL) Cost cost,
        @JsonInclude(JsonInclude.Include.NON_NULL) Integer namesLeftOut) {

    /** The version that this code writes and reads. */
    public static final int FORMAT = 1;

    /**
     * Worker processes; a machine can have several.
     *
     * @param asked how many were asked for; 0 when only Locust's own files are known
     * @param ready how many reported to the master
     * @param lost how many of these went away before the end
     */
    public record Workers(int asked, int ready, int lost) {}

    public RunSummary {
        total = aggregated(total);
        names = names == null ? List.of() : List.copyOf(names);
        topFailures = topFailures == null ? MostFrequent.none() : topFailures; // summaries of earlier versions
        topExceptions = topExceptions == null ? MostFrequent.none() : topExceptions;
        health = health == null ? List.of() : List.copyOf(health);
        gates = gates == null ? List.of() : List.copyOf(gates);
    }

    /** Names the figures, since {@code summary.json} does not. */
    private static NameStats aggregated(NameStats figures) {
        return new NameStats(
                "",
                StatsCsv.AGGREGATED,
                figures.requests(),
                figures.failures(),
                figures.failureRatio(),
                figures.requestsPerSecond(),
                figures.responseTimes());
    }

    /** The number of request names that are in Locust's file only. */
    public int leftOut() {
        return namesLeftOut == null ? 0 : namesLeftOut;
    }

    /** The same run, judged by gates: the verdict is the worst of its health and of these. */
    public RunSummary withGates(List<GateResult> judged) {
        return with(health, judged, verdict(health, judged), cost);
    }

    /** The same run with these findings beside its own. */
    public RunSummary withHealth(List<HealthFinding> more) {
        List<HealthFinding> all = new ArrayList<>(health);
        all.addAll(more);
        return with(all, gates, verdict(all, gates), cost);
    }

    /** The same run, with what its swarm's machines cost; null where nobody asks for money. */
    public RunSummary withCost(Cost known) {
        return with(health, gates, verdict, known);
    }

    private RunSummary with(
            List<HealthFinding> newHealth, List<GateResult> newGates, Verdict newVerdict, Cost newCost) {
        return new RunSummary(
                format,
                swarm,
                provider,
                locustVersion,
                load,
                startedAt,
                endedAt,
                workers,
                exitCode,
                total,
                names,
                topFailures,
                topExceptions,
                newHealth,
                newGates,
                newVerdict,
                newCost,
                namesLeftOut);
    }

    /** What a run with these findings and gates is worth. */
    public static Verdict verdict(List<HealthFinding> health, List<GateResult> gates) {
        Verdict verdict = Verdict.OK;
        for (HealthFinding finding : health) {
            verdict = verdict.or(finding.severity().verdict());
        }
        for (GateResult gate : gates) {
            verdict = verdict.or(gate.verdict());
        }
        return verdict;
    }
}
