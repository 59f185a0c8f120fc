package io.jenkins.plugins.locustswarm.report.kept;

import hudson.Util;
import io.jenkins.plugins.locustswarm.engine.stats.GateResult;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.MostFrequent;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * What {@code build.xml} keeps of one test: at most 4 KB, and 40 KB for the most requested of its request names. The whole
 * summary is in the archived {@code summary.json}. No record, since XStream cannot read one back.
 */
@ExportedBean(defaultVisibility = 2)
public final class TestSummary {

    private final String test;
    private final Verdict verdict;
    private final String swarm;
    private final String provider;
    private final String locustVersion;
    private final String locustfile;
    private final String host;
    private final Integer users;
    private final Double spawnRate;
    private final Long runTime;
    private final Long startedAt;
    private final Long endedAt;
    private final int workersAsked;
    private final int workersReady;
    private final int workersLost;
    private final Integer exitCode;
    private final Integer baselineBuild;
    private final String cost;
    private final String total;
    private final ArrayList<String> gates;
    private final int gatesMissed;
    private final int gatesLeftOut;
    private final ArrayList<String> health;
    private final int healthLeftOut;
    private final ArrayList<String> names;
    private final int namesLeftOut;

    /** @param baselineBuild the build that gates compared with; null when none did */
    public TestSummary(String test, RunSummary summary, Integer baselineBuild) {
        this.test = test;
        this.verdict = summary.verdict();
        this.swarm = TabSeparatedLine.safe(summary.swarm(), BuildXmlBudget.SHORT);
        this.provider = TabSeparatedLine.safe(summary.provider(), BuildXmlBudget.SHORT);
        this.locustVersion = TabSeparatedLine.safe(summary.locustVersion(), BuildXmlBudget.SHORT);
        this.locustfile = TabSeparatedLine.safe(summary.locustfile(), BuildXmlBudget.SHORT);
        this.host = TabSeparatedLine.safe(summary.host(), BuildXmlBudget.SHORT);
        this.users = summary.users();
        this.spawnRate = summary.spawnRate();
        this.runTime = summary.runTime();
        this.startedAt = millis(summary.startedAt());
        this.endedAt = millis(summary.endedAt());
        this.workersAsked = summary.workers().asked();
        this.workersReady = summary.workers().ready();
        this.workersLost = summary.workers().lost();
        this.exitCode = summary.exitCode();
        this.baselineBuild = baselineBuild;
        this.cost = CostFigures.line(summary.cost());
        this.total = new NameFigures(summary.total()).line();
        this.gates = BuildXmlBudget.gates(summary.gates());
        this.gatesMissed =
                (int) summary.gates().stream().filter(gate -> !gate.passed()).count();
        this.gatesLeftOut = summary.gates().size() - gates.size();
        this.health = BuildXmlBudget.health(summary.health());
        this.healthLeftOut = summary.health().size() - health.size();
        this.names = BuildXmlBudget.names(summary.names());
        this.namesLeftOut = summary.names().size() - names.size() + summary.leftOut();
    }

    private static Long millis(Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    /** The run as far as it was kept, for example as a baseline when its artifacts are gone. */
    public RunSummary toRunSummary() {
        NameStats all = getTotal().stats();
        CostFigures money = getCost();
        return new RunSummary(
                RunSummary.FORMAT,
                swarm,
                provider,
                locustVersion,
                locustfile,
                host,
                users,
                spawnRate,
                runTime,
                getStartedAt(),
                getEndedAt(),
                new RunSummary.Workers(workersAsked, workersReady, workersLost),
                exitCode,
                all.requests(),
                all.failures(),
                all.failureRatio(),
                all.requestsPerSecond(),
                all.responseTimes(),
                getNames().stream().map(NameFigures::stats).toList(),
                MostFrequent.none(),
                MostFrequent.none(),
                getHealth().stream()
                        .map(note -> new HealthFinding(note.getKind(), note.getSeverity(), note.getSentence()))
                        .toList(),
                getGates().stream().map(TestSummary::result).toList(),
                verdict,
                money == null ? null : money.cost(),
                namesLeftOut == 0 ? null : namesLeftOut);
    }

    private static GateResult result(GateOutcome gate) {
        return new GateResult(
                gate.getGate(),
                gate.getActual(),
                gate.getThreshold(),
                gate.getBaseline(),
                gate.getCriticality(),
                gate.isPassed(),
                gate.getWhy());
    }

    /** The test's name, for people and in URLs. */
    @Exported
    public String getTest() {
        return test;
    }

    /** The test's name as part of a URL. */
    public String getTestUrl() {
        return Util.rawEncode(test);
    }

    @Exported
    public Verdict getVerdict() {
        return verdict;
    }

    /** The master's version; null when its log does not say. */
    @Exported
    public String getLocustVersion() {
        return locustVersion;
    }

    @Exported
    public String getLocustfile() {
        return locustfile;
    }

    /** The target's base URL; null when the locustfile has its own. */
    @Exported
    public String getHost() {
        return host;
    }

    @Exported
    public Integer getUsers() {
        return users;
    }

    @Exported
    public Double getSpawnRate() {
        return spawnRate;
    }

    /** Asked for, in seconds; null for a run until it is stopped. */
    @Exported
    public Long getRunTime() {
        return runTime;
    }

    /** When the load began; null when it never did. */
    public Instant getStartedAt() {
        return startedAt == null ? null : Instant.ofEpochMilli(startedAt);
    }

    public Instant getEndedAt() {
        return endedAt == null ? null : Instant.ofEpochMilli(endedAt);
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

    @Exported
    public Integer getExitCode() {
        return exitCode;
    }

    /** The number of the build that gates compared with; null when none did. */
    @Exported
    public Integer getBaselineBuild() {
        return baselineBuild;
    }

    /** Of the machines; null where nobody asks for money. */
    @Exported
    public CostFigures getCost() {
        return CostFigures.parse(cost);
    }

    /** All names together. */
    @Exported
    public NameFigures getTotal() {
        return NameFigures.parse(total);
    }

    /** In Locust's order. */
    @Exported
    public List<NameFigures> getNames() {
        return names.stream().map(NameFigures::parse).toList();
    }

    public Optional<NameFigures> findName(String id) {
        return getNames().stream().filter(name -> name.getId().equals(id)).findFirst();
    }

    /** How many names are in the archived files only. */
    @Exported
    public int getNamesLeftOut() {
        return namesLeftOut;
    }

    @Exported
    public List<GateOutcome> getGates() {
        return gates.stream().map(GateOutcome::parse).toList();
    }

    /** Of all gates. */
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
}
