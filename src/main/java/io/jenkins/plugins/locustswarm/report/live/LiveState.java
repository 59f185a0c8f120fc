package io.jenkins.plugins.locustswarm.report.live;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.gate.CurrentGates;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import io.jenkins.plugins.locustswarm.engine.record.Load;
import io.jenkins.plugins.locustswarm.engine.stats.RequestName;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryRow;
import io.jenkins.plugins.locustswarm.engine.stats.csv.StatsCsv;
import io.jenkins.plugins.locustswarm.engine.text.Printable;
import io.jenkins.plugins.locustswarm.report.chart.ChartThreshold;
import io.jenkins.plugins.locustswarm.report.chart.LoadSpan;
import io.jenkins.plugins.locustswarm.report.chart.RunCharts;
import io.jenkins.plugins.locustswarm.report.chart.TimeLine;
import io.jenkins.plugins.locustswarm.report.timeline.GateThresholds;
import io.jenkins.plugins.locustswarm.report.timeline.RunMarks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A test of a build whose results are not published yet: what is known of it now, and its figures over time. In memory only:
 * after a restart of Jenkins, the first check of the run brings everything again. Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class LiveState {

    /** As many as the chart of the report has. */
    private static final int POINTS = 600;

    /** The number of lines of the log, and of characters of each, that a page shows. */
    private static final int MAX_LINES = 40;

    private static final int MAX_COLUMNS = 300;

    private final String name;
    private final LiveOperation operation;
    private TimeLine line = new TimeLine(POINTS, LoadSpan.UNKNOWN);
    private long newestRow;

    @CheckForNull
    private RunProgress progress;

    private long progressAt;

    private StatsCsv stats = StatsCsv.NONE;
    private boolean statsCut;
    private List<String> log = List.of();
    private String message = "";
    private boolean over;

    LiveState(String name, LiveOperation operation) {
        this.name = name;
        this.operation = operation;
    }

    public String name() {
        return name;
    }

    LiveOperation operation() {
        return operation;
    }

    /** Returns whether a later test of the same name takes the place of this one. */
    synchronized boolean isReplacedBy(LiveOperation later) {
        String swarm = operation.swarm();
        return over || operation.equals(later) || swarm != null && swarm.equals(later.swarm());
    }

    /** Sets the latest figures of the load. */
    public synchronized void update(RunProgress now) {
        progress = now;
        progressAt = System.nanoTime();
    }

    /** Sets the latest message about the operation. */
    public synchronized void message(String text) {
        message = Printable.cut(Printable.line(text), MAX_COLUMNS);
    }

    /**
     * Adds what Locust has written since the last check.
     *
     * @param rows rows of the history for all requests together, the oldest first; rows that are known are ignored
     * @param began when the load began, by the master's clock; absent if unknown
     */
    public synchronized void addRows(List<HistoryRow> rows, @CheckForNull Instant began) {
        if (newestRow == 0) {
            line = TimeLine.sparse(POINTS, new LoadSpan(began, null), percentilesOfGates());
        }
        for (HistoryRow row : rows) {
            if (row.timestamp() > newestRow) {
                line.accept(row);
                newestRow = row.timestamp();
            }
        }
    }

    /**
     * Sets the statistics of each name since the load began.
     *
     * @param cut whether there are more names
     */
    public synchronized void statistics(StatsCsv current, boolean cut) {
        stats = current;
        statsCut = cut;
    }

    /** Sets the last lines of the master's log. */
    public synchronized void log(List<String> lines) {
        log = lines.stream()
                .filter(text -> !text.isBlank())
                .map(text -> Printable.cut(Printable.line(text), MAX_COLUMNS))
                .toList();
        log = log.subList(Math.max(0, log.size() - MAX_LINES), log.size());
    }

    /** Records that nothing follows, although there are no results. */
    public synchronized void end() {
        over = true;
    }

    synchronized boolean isOver() {
        return over;
    }

    /** Returns whether the test is running, so that results may follow. */
    public boolean isRunning() {
        return !isOver();
    }

    /** Returns whether the load is controlled on Locust's web page, so that no results follow. */
    public boolean isOnWebPage() {
        return operation.webPage() != null;
    }

    /** Returns whether the load was controlled on Locust's web page, which is closed now. */
    synchronized boolean isWebPageClosed() {
        return over && isOnWebPage();
    }

    /**
     * Stops the load, whose results are then collected. Before the first check of a run, it is not known whether its load has
     * begun: the load then ends when it has.
     *
     * @return false if there is no load
     * @throws io.jenkins.plugins.locustswarm.engine.failure.SwarmException if it cannot be recorded
     */
    boolean stop(String user) {
        return mayHaveBegun() && operation.stop(user);
    }

    private synchronized boolean mayHaveBegun() {
        return progress == null || hasBegun();
    }

    /** Returns whether requests have been made, as far as it is known. */
    synchronized boolean hasBegun() {
        return progress != null && (!progress.elapsed().isZero() || progress.requests() > 0);
    }

    /** Returns the figures of this moment for a view. */
    synchronized LiveFigures figures() {
        return new LiveFigures(this);
    }

    private Set<String> percentilesOfGates() {
        return operation.gates().stream()
                .filter(gate -> gate.name() == null && gate.metric().percentile() != null)
                .map(gate -> gate.metric().percentile())
                .collect(Collectors.toSet());
    }

    /** Returns the figures over time so far, with the thresholds of the gates that can be evaluated. */
    synchronized RunCharts charts() {
        Load load = operation.load();
        GateThresholds gates =
                new GateThresholds(CurrentGates.judge(operation.gates(), load, stats), RequestName.AGGREGATED);
        return RunCharts.of(line)
                .withMarks(RunMarks.of(load.users(), load.runTime(), line))
                .withThresholds(
                        gates.thresholds().stream().map(LiveState::undecided).toList());
    }

    /** No gate is missed before the end of the load. */
    private static ChartThreshold undecided(ChartThreshold threshold) {
        return new ChartThreshold(threshold.line(), threshold.value(), threshold.text(), true);
    }

    /** Returns a number that is higher if the charts have changed. */
    synchronized long newestRow() {
        return newestRow;
    }

    @CheckForNull
    synchronized RunProgress progress() {
        return progress;
    }

    /** Returns the time since the last check of the run; zero before the first. */
    synchronized Duration age() {
        return progress == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - progressAt);
    }

    synchronized StatsCsv stats() {
        return stats;
    }

    synchronized boolean isStatsCut() {
        return statsCut;
    }

    synchronized List<String> log() {
        return log;
    }

    synchronized String message() {
        return message;
    }
}
