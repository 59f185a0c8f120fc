package io.jenkins.plugins.locustswarm.report.kept;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.engine.text.VerdictText;
import io.jenkins.plugins.locustswarm.engine.trend.ConditionText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The summary of a load test in {@code build.xml}: at most 6 KB, and 40 KB for the most requested names. The archived
 * {@code summary.json} contains everything. Not a Java record, since XStream cannot read records.
 */
@ExportedBean(defaultVisibility = 2)
public final class TestSummary {

    private final String test;
    private final Verdict verdict;
    private final @CheckForNull String why;
    private final String swarm;
    private final String provider;
    private final @CheckForNull String locustVersion;
    private final String locustfile;
    private final @CheckForNull String host;
    private final @CheckForNull Integer users;
    private final @CheckForNull Double spawnRate;
    private final @CheckForNull Long runTime;
    private final boolean rampLeftOut;
    private final @CheckForNull String note;
    private final @CheckForNull Long startedAt;
    private final @CheckForNull Long endedAt;
    private final int workersAsked;
    private final int workersReady;
    private final int workersLost;
    private final @CheckForNull Integer exitCode;
    private final @CheckForNull String baseline;
    private final @CheckForNull Integer baselineBuild;
    private final @CheckForNull String cost;
    private final String total;
    private final ArrayList<String> gates;
    private final int gatesMissed;
    private final int gatesLeftOut;
    private final ArrayList<String> health;
    private final int healthLeftOut;

    /** Absent in builds of earlier versions, as the number of changes. */
    private final @CheckForNull ArrayList<String> changes;

    private final int changesLeftOut;
    private final ArrayList<String> names;
    private final int namesLeftOut;

    public TestSummary(String test, RunSummary summary) {
        this.test = test;
        this.verdict = summary.verdict();
        this.why = TabSeparatedLine.safe(VerdictText.of(summary).why(), BuildXmlBudget.WHY);
        this.swarm = TabSeparatedLine.safe(summary.swarm(), BuildXmlBudget.SHORT);
        this.provider = TabSeparatedLine.safe(summary.provider(), BuildXmlBudget.SHORT);
        this.locustVersion = TabSeparatedLine.condition(summary.locustVersion(), ConditionText.SHORT);
        this.locustfile = TabSeparatedLine.condition(summary.load().locustfile(), ConditionText.SHORT);
        this.host = TabSeparatedLine.condition(summary.load().host(), ConditionText.HOST);
        this.users = summary.load().users();
        this.spawnRate = summary.load().spawnRate();
        this.runTime = summary.load().runTimeSeconds();
        this.rampLeftOut = summary.leavesOutRamp();
        this.note = TabSeparatedLine.safe(summary.load().note(), BuildXmlBudget.NOTE);
        this.startedAt = RunTimes.millis(summary.startedAt());
        this.endedAt = RunTimes.millis(summary.endedAt());
        this.workersAsked = summary.workers().asked();
        this.workersReady = summary.workers().ready();
        this.workersLost = summary.workers().lost();
        this.exitCode = summary.exitCode();
        this.baseline = TabSeparatedLine.safe(summary.baseline(), BuildXmlBudget.BASELINE);
        this.baselineBuild = BuildReference.ofSameJob(summary.baseline());
        this.cost = CostFigures.line(summary.cost());
        this.total = new NameFigures(summary.total()).line();
        this.gates = BuildXmlBudget.gates(summary.gates());
        this.gatesMissed =
                (int) summary.gates().stream().filter(gate -> !gate.passed()).count();
        this.gatesLeftOut = summary.gates().size() - gates.size();
        this.health = BuildXmlBudget.health(summary.health());
        this.healthLeftOut = summary.health().size() - health.size();
        this.changes = BuildXmlBudget.changes(summary.changes());
        this.changesLeftOut = summary.changes().size() - changes.size();
        this.names = BuildXmlBudget.names(summary.names());
        this.namesLeftOut = summary.names().size() - names.size() + summary.leftOut();
    }

    /** Returns the stored part of the summary, for example for a baseline whose artifacts were deleted. */
    public RunSummary toRunSummary() {
        return StoredRun.of(this);
    }

    @CheckForNull
    String swarm() {
        return swarm;
    }

    @CheckForNull
    String provider() {
        return provider;
    }

    /** The name of the test. */
    @Exported
    public String getTest() {
        return test;
    }

    /** The name of the test, encoded for URLs. */
    public String getTestUrl() {
        return Util.rawEncode(test);
    }

    @Exported
    public Verdict getVerdict() {
        return verdict;
    }

    /** The reasons for the verdict in one line; may be empty. Builds of earlier versions have none. Untrusted text. */
    @Exported
    public String getWhy() {
        return why == null ? VerdictText.of(toRunSummary()).why() : why;
    }

    /** The version of Locust on the master; absent if its log does not contain it. */
    @Exported
    @CheckForNull
    public String getLocustVersion() {
        return locustVersion;
    }

    @Exported
    public String getLocustfile() {
        return locustfile;
    }

    /** The base URL of the target; the locustfile decides if absent. */
    @Exported
    @CheckForNull
    public String getHost() {
        return host;
    }

    @Exported
    @CheckForNull
    public Integer getUsers() {
        return users;
    }

    /** Users started per second. */
    @Exported
    @CheckForNull
    public Double getSpawnRate() {
        return spawnRate;
    }

    /** The requested run time in seconds; the run continued until it was stopped if absent. */
    @Exported
    @CheckForNull
    public Long getRunTime() {
        return runTime;
    }

    /** Whether the figures are those after the ramp-up only. */
    @Exported
    public boolean isRampLeftOut() {
        return rampLeftOut;
    }

    /** The note on the run; absent if there is none. */
    @Exported
    @CheckForNull
    public String getNote() {
        return note;
    }

    /** The start of the load; absent if it never started. */
    @CheckForNull
    public Instant getStartedAt() {
        return RunTimes.instant(startedAt);
    }

    /** The end of the load; absent if it never started. */
    @CheckForNull
    public Instant getEndedAt() {
        return RunTimes.instant(endedAt);
    }

    @Exported
    public int getWorkersAsked() {
        return workersAsked;
    }

    @Exported
    public int getWorkersReady() {
        return workersReady;
    }

    @Exported
    public int getWorkersLost() {
        return workersLost;
    }

    /** The exit code of Locust; absent if unknown. */
    @Exported
    @CheckForNull
    public Integer getExitCode() {
        return exitCode;
    }

    /** The build or builds that gates compared with, in words; absent if they compared with none. */
    @Exported
    @CheckForNull
    public String getBaseline() {
        return baseline == null && baselineBuild != null ? "#" + baselineBuild : baseline;
    }

    /** The number of the build of the same job that gates compared with; absent if none did. */
    @Exported
    @CheckForNull
    public Integer getBaselineBuild() {
        return baselineBuild;
    }

    /** The cost of the machines; absent if they cost nothing. */
    @Exported
    @CheckForNull
    public CostFigures getCost() {
        return CostFigures.parse(cost);
    }

    /** The figures of all requests. */
    @Exported
    public NameFigures getTotal() {
        return NameFigures.parse(total);
    }

    /** The stored names, in Locust's order. */
    @Exported
    public List<NameFigures> getNames() {
        return names.stream().map(NameFigures::parse).toList();
    }

    public Optional<NameFigures> findName(String id) {
        return getNames().stream().filter(name -> name.getId().equals(id)).findFirst();
    }

    /** The number of names that only the archived files contain. */
    @Exported
    public int getNamesLeftOut() {
        return namesLeftOut;
    }

    @Exported
    public List<GateOutcome> getGates() {
        return gates.stream().map(GateOutcome::parse).toList();
    }

    /** The number of missed gates, including those that are not stored. */
    @Exported
    public int getGatesMissed() {
        return gatesMissed;
    }

    @Exported
    public int getGatesLeftOut() {
        return gatesLeftOut;
    }

    @Exported
    public List<HealthNote> getHealth() {
        return health.stream().map(HealthNote::parse).toList();
    }

    @Exported
    public int getHealthLeftOut() {
        return healthLeftOut;
    }

    /** The changes in the history of the test that hold in this build, the most certain first. */
    @Exported
    public List<ChangeNote> getChanges() {
        return changes == null
                ? List.of()
                : changes.stream().map(ChangeNote::parse).toList();
    }

    @Exported
    public int getChangesLeftOut() {
        return changesLeftOut;
    }
}
