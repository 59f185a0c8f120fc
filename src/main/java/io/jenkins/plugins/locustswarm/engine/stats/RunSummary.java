package io.jenkins.plugins.locustswarm.engine.stats;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.record.Cost;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A finished run: what was requested, what was measured, and the verdict. The names are those of {@code summary.json}.
 *
 * @param format version of the layout
 * @param swarm name of the swarm; absent for the plain results of a Locust without a swarm
 * @param provider provider of the machines; absent for the plain results of a Locust without a swarm
 * @param locustVersion version of Locust on the master, if the log has it
 * @param load the load that was requested; {@code summary.json} has the locustfile, the host, the users, the spawn rate,
 *     the run time in seconds, whether statistics are reset and the note, and a summary that is read from it has the
 *     defaults of the other options
 * @param startedAt when the load began; absent if it did not
 * @param endedAt when the load ended
 * @param workers worker processes
 * @param exitCode exit code of the master; absent if it ended without one
 * @param total all requests together, as Locust's Aggregated row says; its figures are fields of {@code summary.json}
 * @param names the requests of each type and name, in Locust's order
 * @param topFailures the most frequent failures of requests; all are in {@code locust_failures.csv}
 * @param topExceptions the most frequent exceptions of tasks; all are in {@code locust_exceptions.csv}
 * @param health findings that the figures alone do not show; empty for a run that went as requested
 * @param gates result of each gate
 * @param verdict the worst of health and gates
 * @param cost cost of the machines until the results were collected; absent for machines without a price, and then not in
 *     the file
 * @param namesLeftOut number of further names in Locust's file; absent if {@code names} has all of them, and then not
 *     in the file
 * @param baseline what gates compared the run with, in words; absent if they compared it with nothing, and then not in
 *     the file
 * @param changes the changes in the history of the test that hold in this run; not in the file if there are none
 * @param stoppedBy the stop condition that ended the load early, or {@code user NAME}; absent if nothing did, and then
 *     not in the file
 * @param setup the machines, and what they got; absent if unknown, and then not in the file
 * @param usersReached the users that ran; absent if Locust's history shows none, and then not in the file
 */
public record RunSummary(
        int format,
        @CheckForNull String swarm,
        @CheckForNull String provider,
        @CheckForNull String locustVersion,

        @JsonUnwrapped
        @JsonIncludeProperties({"locustfile", "host", "users", "spawnRate", "runTime", "resetStats", "note"})
        Load load,

        @CheckForNull Instant startedAt,
        @CheckForNull Instant endedAt,
        Workers workers,
        @CheckForNull Integer exitCode,

        @JsonUnwrapped @JsonIgnoreProperties({"type", "name"})
        NameStats total,

        List<NameStats> names,
        MostFrequent<FailureCount> topFailures,
        MostFrequent<ExceptionCount> topExceptions,
        List<HealthFinding> health,
        List<GateResult> gates,
        Verdict verdict,

        @JsonInclude(JsonInclude.Include.NON_NULL) @CheckForNull
        Cost cost,

        @JsonInclude(JsonInclude.Include.NON_NULL) @CheckForNull
        Integer namesLeftOut,

        @JsonInclude(JsonInclude.Include.NON_NULL) @CheckForNull
        String baseline,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<HoldingChange> changes,

        @JsonInclude(JsonInclude.Include.NON_NULL) @CheckForNull
        String stoppedBy,

        @JsonInclude(JsonInclude.Include.NON_NULL) @CheckForNull
        RunSetup setup,

        @JsonInclude(JsonInclude.Include.NON_NULL) @CheckForNull
        UsersReached usersReached) {

    /** The format that this version writes and reads. */
    public static final int FORMAT = 1;

    /**
     * Numbers of worker processes; a machine can have several.
     *
     * @param asked number that was requested; 0 for the plain results of a Locust without a swarm
     * @param ready number that reported to the master
     * @param lost number of those that disappeared before the end
     */
    public record Workers(int asked, int ready, int lost) {}

    public RunSummary {
        total = aggregated(total);
        names = names == null ? List.of() : List.copyOf(names);
        names.forEach(row -> {
            Objects.requireNonNull(row.type(), "requests have a type, which may be empty");
            Objects.requireNonNull(row.name(), "requests have a name");
        });
        topFailures =
                topFailures == null ? MostFrequent.none() : topFailures; // missing in summaries of earlier versions
        topExceptions = topExceptions == null ? MostFrequent.none() : topExceptions;
        health = health == null ? List.of() : List.copyOf(health);
        gates = gates == null ? List.of() : List.copyOf(gates);
        changes = changes == null ? List.of() : List.copyOf(changes);
    }

    /** Adds the name of the row, which {@code summary.json} does not have. */
    private static NameStats aggregated(NameStats figures) {
        return new NameStats(
                "",
                RequestName.AGGREGATED_NAME,
                figures.requests(),
                figures.failures(),
                figures.failureRatio(),
                figures.requestsPerSecond(),
                figures.responseTimes());
    }

    /** Returns the number of request names that are only in Locust's file. */
    public int leftOut() {
        return namesLeftOut == null ? 0 : namesLeftOut;
    }

    /**
     * Returns whether the figures are those of the full load only, because Locust reset its statistics when all users
     * were started.
     */
    public boolean leavesOutRamp() {
        return load.resetStats()
                && total.requests() > 0
                && health.stream().noneMatch(finding -> finding.kind() == HealthFinding.Kind.RAMP_IN_FIGURES);
    }

    /**
     * Begins a summary.
     *
     * @param load the load that was requested
     * @param total the figures of all requests together; their type and name do not matter
     */
    public static RunSummaryBuilder builder(Load load, NameStats total) {
        return new RunSummaryBuilder(load, total);
    }

    private RunSummaryBuilder toBuilder() {
        return builder(load, total)
                .swarm(swarm, provider)
                .locustVersion(locustVersion)
                .lasted(startedAt, endedAt)
                .workers(workers)
                .exitCode(exitCode)
                .names(names)
                .namesLeftOut(leftOut())
                .topFailures(topFailures)
                .topExceptions(topExceptions)
                .health(health)
                .gates(gates)
                .verdict(verdict)
                .cost(cost)
                .baseline(baseline)
                .changes(changes)
                .stoppedBy(stoppedBy)
                .setup(setup)
                .usersReached(usersReached);
    }

    /** Returns a copy with these results of gates, and the verdict that follows from them and from the health. */
    public RunSummary withGates(List<GateResult> judged) {
        return toBuilder().gates(judged).build();
    }

    /** Returns a copy with additional findings, and the verdict that follows from them. */
    public RunSummary withHealth(List<HealthFinding> more) {
        List<HealthFinding> all = new ArrayList<>(health);
        all.addAll(more);
        return toBuilder().health(all).build();
    }

    public RunSummary withCost(@CheckForNull Cost known) {
        return toBuilder().cost(known).build();
    }

    /** @param comparedWith what gates compared the run with, in words */
    public RunSummary withBaseline(@CheckForNull String comparedWith) {
        return toBuilder().baseline(comparedWith).build();
    }

    public RunSummary withChanges(List<HoldingChange> found) {
        return toBuilder().changes(found).build();
    }

    /** @param condition the stop condition that ended the load early */
    public RunSummary withStoppedBy(@CheckForNull String condition) {
        return toBuilder().stoppedBy(condition).build();
    }

    /** Returns a copy with the machines of the run. */
    public RunSummary withSetup(RunSetup known) {
        return toBuilder().setup(known).build();
    }
}
