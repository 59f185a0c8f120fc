package io.jenkins.plugins.locustswarm.engine.stats;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.record.Cost;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import java.time.Instant;
import java.util.List;

/** Collects the parts of a {@link RunSummary}; those that are not set are absent, empty or 0. */
public final class RunSummaryBuilder {

    private final Load load;
    private final NameStats total;

    @CheckForNull
    private String swarm;

    @CheckForNull
    private String provider;

    @CheckForNull
    private String locustVersion;

    @CheckForNull
    private Instant startedAt;

    @CheckForNull
    private Instant endedAt;

    private RunSummary.Workers workers = new RunSummary.Workers(0, 0, 0);

    @CheckForNull
    private Integer exitCode;

    private List<NameStats> names = List.of();
    private MostFrequent<FailureCount> topFailures = MostFrequent.none();
    private MostFrequent<ExceptionCount> topExceptions = MostFrequent.none();
    private List<HealthFinding> health = List.of();
    private List<GateResult> gates = List.of();

    @CheckForNull
    private Verdict verdict;

    @CheckForNull
    private Cost cost;

    private int namesLeftOut;

    @CheckForNull
    private String baseline;

    private List<HoldingChange> changes = List.of();

    @CheckForNull
    private String stoppedBy;

    @CheckForNull
    private RunSetup setup;

    @CheckForNull
    private UsersReached usersReached;

    /** @see RunSummary#builder */
    RunSummaryBuilder(Load load, NameStats total) {
        this.load = load;
        this.total = total;
    }

    /** Sets the names of the swarm and of the provider of its machines. */
    public RunSummaryBuilder swarm(@CheckForNull String name, @CheckForNull String providerName) {
        swarm = name;
        provider = providerName;
        return this;
    }

    public RunSummaryBuilder locustVersion(@CheckForNull String version) {
        locustVersion = version;
        return this;
    }

    /** Sets when the load began and ended. */
    public RunSummaryBuilder lasted(@CheckForNull Instant began, @CheckForNull Instant ended) {
        startedAt = began;
        endedAt = ended;
        return this;
    }

    public RunSummaryBuilder workers(RunSummary.Workers numbers) {
        workers = numbers;
        return this;
    }

    /** Sets the exit code of the master. */
    public RunSummaryBuilder exitCode(@CheckForNull Integer code) {
        exitCode = code;
        return this;
    }

    /** Sets the figures of each request name. */
    public RunSummaryBuilder names(List<NameStats> rows) {
        names = rows;
        return this;
    }

    /** @param number the number of request names that {@link #names} lacks */
    public RunSummaryBuilder namesLeftOut(int number) {
        namesLeftOut = number;
        return this;
    }

    public RunSummaryBuilder topFailures(MostFrequent<FailureCount> failures) {
        topFailures = failures;
        return this;
    }

    public RunSummaryBuilder topExceptions(MostFrequent<ExceptionCount> exceptions) {
        topExceptions = exceptions;
        return this;
    }

    /** Sets the findings; the verdict follows from them and from the gates. */
    public RunSummaryBuilder health(List<HealthFinding> findings) {
        health = findings;
        verdict = null;
        return this;
    }

    /** Sets the results of gates; the verdict follows from them and from the findings. */
    public RunSummaryBuilder gates(List<GateResult> results) {
        gates = results;
        verdict = null;
        return this;
    }

    /** Sets the verdict of a run whose findings or gates are not all known any more. */
    public RunSummaryBuilder verdict(Verdict known) {
        verdict = known;
        return this;
    }

    public RunSummaryBuilder cost(@CheckForNull Cost known) {
        cost = known;
        return this;
    }

    /** @param comparedWith what gates compared the run with, in words */
    public RunSummaryBuilder baseline(@CheckForNull String comparedWith) {
        baseline = comparedWith;
        return this;
    }

    public RunSummaryBuilder changes(List<HoldingChange> found) {
        changes = found;
        return this;
    }

    /** @param condition the stop condition that ended the load early, or {@code user NAME} */
    public RunSummaryBuilder stoppedBy(@CheckForNull String condition) {
        stoppedBy = condition;
        return this;
    }

    /** Sets the machines of the run. */
    public RunSummaryBuilder setup(@CheckForNull RunSetup known) {
        setup = known;
        return this;
    }

    /** Sets the users that ran. */
    public RunSummaryBuilder usersReached(@CheckForNull UsersReached reached) {
        usersReached = reached;
        return this;
    }

    public RunSummary build() {
        return new RunSummary(
                RunSummary.FORMAT,
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
                health,
                gates,
                verdict == null ? worst() : verdict,
                cost,
                namesLeftOut == 0 ? null : (Integer) namesLeftOut,
                baseline,
                changes,
                stoppedBy,
                setup,
                usersReached);
    }

    private Verdict worst() {
        Verdict worst = Verdict.OK;
        for (HealthFinding finding : health) {
            worst = worst.or(finding.severity().verdict());
        }
        for (GateResult gate : gates) {
            worst = worst.or(gate.verdict());
        }
        return worst;
    }
}
