package io.jenkins.plugins.locustswarm.report.timeline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.results.LoadEvents;
import io.jenkins.plugins.locustswarm.report.chart.ChartMark;
import io.jenkins.plugins.locustswarm.report.chart.TimeLine;
import io.jenkins.plugins.locustswarm.report.view.FigureFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The events of a run. */
@Restricted(NoExternalUse.class)
public final class RunMarks {

    private static final double MILLIS = 1000;

    /** Losses that are closer than a part of the run are one event. */
    private static final int PARTS = 50;

    private static final Set<HealthFinding.Kind> SHORTENED =
            Set.of(HealthFinding.Kind.STOP_CONDITION, HealthFinding.Kind.ENDED_EARLY);

    private final List<ChartMark> marks = new ArrayList<>();

    private RunMarks() {}

    /**
     * Returns the events of a run that has ended, in the order of their times.
     *
     * @param line the history of the run
     */
    public static List<ChartMark> of(RunSummary run, TimeLine line, LoadEvents events) {
        RunMarks found = new RunMarks();
        found.users(run.load().users(), line);
        found.losses(events.workersLost(), Math.max(1.0, (double) line.seconds() / PARTS));
        found.cpu(events);
        found.end(run);
        found.runTime(run.load().runTime());
        return found.marks.stream()
                .sorted(Comparator.comparingDouble(ChartMark::second))
                .toList();
    }

    /**
     * Returns the events of a run that continues, in the order of their times.
     *
     * @param users the number of users that was requested; absent if the locustfile decides
     * @param runTime the run time that was requested; absent if there is none
     */
    public static List<ChartMark> of(@CheckForNull Integer users, @CheckForNull Duration runTime, TimeLine line) {
        RunMarks found = new RunMarks();
        found.users(users, line);
        found.runTime(runTime);
        return List.copyOf(found.marks);
    }

    private void users(@CheckForNull Integer users, TimeLine line) {
        if (users != null && users > 0) {
            line.firstSecondOf(users)
                    .ifPresent(second -> add(
                            second,
                            ChartMark.Kind.ALL_USERS,
                            Messages.RunMarks_allUsers(new FigureFormat().count(users))));
        }
    }

    private void losses(List<Duration> times, double together) {
        int from = 0;
        while (from < times.size()) {
            double first = seconds(times.get(from));
            int to = from;
            while (to < times.size() && seconds(times.get(to)) - first <= together) {
                to++;
            }
            int lost = to - from;
            String text = lost == 1
                    ? Messages.RunMarks_workerLost()
                    : Messages.RunMarks_workersLost(new FigureFormat().count(lost));
            add(first, ChartMark.Kind.WORKER_LOST, text);
            from = to;
        }
    }

    /** Only the first one of the workers is marked, since Locust warns once and others follow. */
    private void cpu(LoadEvents events) {
        int busy = events.workersBusy().size();
        if (busy > 0) {
            String text = busy == 1
                    ? Messages.RunMarks_workerBusy()
                    : Messages.RunMarks_workersBusy(new FigureFormat().count(busy));
            add(seconds(events.workersBusy().get(0)), ChartMark.Kind.CPU, text);
        }
        Duration master = events.masterBusy();
        if (master != null) {
            add(seconds(master), ChartMark.Kind.CPU, Messages.RunMarks_masterBusy());
        }
    }

    private void end(RunSummary run) {
        Instant start = run.startedAt();
        Instant end = run.endedAt();
        boolean isShortened = run.health().stream().anyMatch(finding -> SHORTENED.contains(finding.kind()));
        if (start != null && end != null && isShortened) {
            String condition = run.stoppedBy();
            String text = condition == null ? Messages.RunMarks_ended() : Messages.RunMarks_stoppedBy(condition);
            add(seconds(Duration.between(start, end)), ChartMark.Kind.STOPPED, text);
        }
    }

    private void runTime(@CheckForNull Duration runTime) {
        if (runTime != null) {
            add(
                    seconds(runTime),
                    ChartMark.Kind.RUN_TIME,
                    Messages.RunMarks_runTime(new FigureFormat().time(runTime.toSeconds())));
        }
    }

    private void add(double second, ChartMark.Kind kind, String text) {
        marks.add(new ChartMark(second, kind, text));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / MILLIS;
    }
}
