package io.jenkins.plugins.locustswarm.report.live;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.gate.CurrentGates;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.report.kept.NameFigures;
import io.jenkins.plugins.locustswarm.report.view.FigureFormat;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** The state of a running test at one moment, for the views; dashes until Locust has reported figures. */
public final class LiveFigures {

    private static final int MAX_NAMES = 5;

    /** A run is checked every five seconds. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    private final FigureFormat format = new FigureFormat();
    private final LiveOperation operation;
    private final boolean over;
    private final boolean begun;

    @CheckForNull
    private final RunProgress now;

    private final Duration age;
    private final NameStats total;
    private final List<NameStats> names;
    private final boolean namesCut;
    private final List<LiveGate> gates;
    private final long newestRow;
    private final List<String> log;
    private final String message;

    LiveFigures(LiveState test) {
        operation = test.operation();
        over = test.isOver();
        begun = test.hasBegun();
        now = test.progress();
        age = test.age();
        total = test.stats().aggregated();
        names = test.stats().names();
        namesCut = test.isStatsCut();
        gates = CurrentGates.judge(operation.gates(), operation.load(), test.stats()).stream()
                .map(LiveGate::new)
                .sorted(Comparator.comparing(LiveGate::getState))
                .toList();
        newestRow = test.newestRow();
        log = test.log();
        message = test.message();
    }

    /** A phase and whether it is over, is the current one, or follows. */
    public record Step(LivePhase phase, String state) {

        public LivePhase getPhase() {
            return phase;
        }

        /** Returns {@code done}, {@code current} or {@code coming}. */
        public String getState() {
            return state;
        }
    }

    public List<Step> getSteps() {
        LivePhase current = operation.phase();
        return operation.phases().stream()
                .map(phase -> new Step(
                        phase,
                        phase == current && !over ? "current" : phase.compareTo(current) <= 0 ? "done" : "coming"))
                .toList();
    }

    public LivePhase getPhase() {
        return operation.phase();
    }

    /** Returns whether the machines are taken down at the end. */
    public boolean isWithTeardown() {
        return operation.phases().contains(LivePhase.DOWN);
    }

    /** Returns {@code running}, or {@code over} if the test has ended without results. */
    public String getState() {
        return over ? "over" : "running";
    }

    public boolean isOver() {
        return over;
    }

    /** Returns what failed; absent if nothing did. */
    @CheckForNull
    public String getFailure() {
        return operation.failure();
    }

    public int getMachinesReady() {
        return operation.machines().ready();
    }

    /** Returns the number of machines; 0 if it is not yet known. */
    public int getMachinesAsked() {
        return operation.machines().asked();
    }

    /** Returns the latest message of the operation; may be empty. */
    public String getMessage() {
        return message;
    }

    /** Returns whether requests are being made. */
    public boolean isLoading() {
        return !over && !isInteractive() && getPhase() == LivePhase.LOAD && begun;
    }

    /** Returns whether people start and stop the load on Locust's web page. */
    public boolean isInteractive() {
        return operation.load().isInteractive();
    }

    /** Returns the address of Locust's web page; absent before it answers. */
    @CheckForNull
    public String getWebPage() {
        return operation.webPage();
    }

    public boolean isWebPageOpen() {
        return !over && operation.isWebPageOpen();
    }

    /** Returns whether figures are shown: they stay when the load has ended. */
    public boolean isWithFigures() {
        return begun || newestRow > 0;
    }

    /** Returns who or what ends the load early, in a sentence; absent if nothing does. */
    @CheckForNull
    public String getStopping() {
        EarlyStop stop = operation.earlyStop();
        return stop == null ? null : stop.sentence();
    }

    /** Returns for how long the master has not answered, as text; absent if it has answered lately. */
    @CheckForNull
    public String getSilence() {
        return isLoading() && age.compareTo(SILENCE) > 0 ? format.time(age.toSeconds()) : null;
    }

    private Duration elapsedNow() {
        if (now == null) {
            return Duration.ZERO;
        }
        Duration elapsed = isLoading() ? now.elapsed().plus(age) : now.elapsed();
        Duration runTime = now.runTime();
        return runTime != null && elapsed.compareTo(runTime) > 0 ? runTime : elapsed;
    }

    /** Returns the time since the load began. */
    public String getElapsed() {
        return format.time(elapsedNow().toSeconds());
    }

    /** Returns the time until the run ends by itself; a dash if it continues until it is stopped. */
    public String getLeft() {
        return format.time(
                now == null || now.runTime() == null
                        ? null
                        : now.runTime().toSeconds() - elapsedNow().toSeconds());
    }

    /** Returns the run time that was requested. */
    public String getRunTime() {
        Duration runTime = operation.load().runTime();
        return format.time(runTime == null ? null : runTime.toSeconds());
    }

    /** Returns the elapsed part of the run time, 0 to 100; absent if the run continues until it is stopped. */
    @CheckForNull
    public Integer getPercent() {
        Duration runTime = now == null ? null : now.runTime();
        return runTime == null || runTime.isZero()
                ? null
                : Integer.valueOf((int) Math.min(100, 100 * elapsedNow().toMillis() / runTime.toMillis()));
    }

    public String getUsers() {
        return format.count(now != null && now.hasFigures() ? now.users() : null);
    }

    /** Returns the number of users that was requested; absent if the locustfile decides. */
    @CheckForNull
    public String getUsersAsked() {
        Integer users = operation.load().users();
        return users == null ? null : format.count(users);
    }

    private long requests() {
        return Math.max(total.requests(), now == null ? 0 : now.requests());
    }

    public String getRequests() {
        return format.count(isWithFigures() && requests() > 0 ? requests() : null);
    }

    public String getRequestsPerSecond() {
        boolean lags = now != null && now.requestsPerSecond() == 0 && now.requests() > 0; // Locust has no rate yet
        return format.rate(now != null && now.hasFigures() && !lags ? now.requestsPerSecond() : null);
    }

    public String getP95() {
        return format.ms(now == null ? null : now.p95());
    }

    public String getFailures() {
        if (now == null || requests() == 0) {
            return format.percent(null);
        }
        boolean fresher = total.requests() >= now.requests();
        long failures = fresher ? total.failures() : now.failures();
        return format.percent((double) failures / requests());
    }

    public int getWorkersReady() {
        return now == null ? 0 : now.workersReady();
    }

    public int getWorkersAsked() {
        return now == null ? 0 : now.workersAsked();
    }

    /** Returns the gates that the figures so far decide, those at risk first. */
    public List<LiveGate> getGates() {
        return gates;
    }

    public long getGatesAtRisk() {
        return gates.stream()
                .filter(gate -> gate.getState() == LiveGate.State.AT_RISK)
                .count();
    }

    /** Returns the number of gates that are evaluated at the end only, since they compare with other builds. */
    public long getGatesAtEnd() {
        return operation.gates().stream()
                .filter(gate -> !CurrentGates.canBeEvaluated(gate))
                .count();
    }

    /** Returns the names with the highest 95th percentiles, the slowest first. */
    public List<NameFigures> getSlowest() {
        return top(
                row -> row.responseTimes().p95() != null,
                Comparator.comparing(row -> row.responseTimes().p95()));
    }

    /** Returns the names with the most failures. */
    public List<NameFigures> getFailing() {
        return top(row -> row.failures() > 0, Comparator.comparing(NameStats::failures));
    }

    private List<NameFigures> top(Predicate<NameStats> which, Comparator<NameStats> order) {
        return names.stream()
                .filter(which)
                .sorted(order.reversed())
                .limit(MAX_NAMES)
                .map(NameFigures::new)
                .toList();
    }

    /** Returns whether there are more names than were looked at. */
    public boolean isNamesCut() {
        return namesCut;
    }

    /** Returns the last lines of the master's log as one text; empty if there are none. */
    public String getLog() {
        return String.join("\n", log);
    }

    /** Returns a number that is higher if the charts have changed. */
    public long getNewestRow() {
        return newestRow;
    }

    public FigureFormat getFormat() {
        return format;
    }
}
