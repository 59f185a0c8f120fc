package io.jenkins.plugins.locustswarm.engine.text;

import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.time.Duration;
import java.util.function.Consumer;

/** Progress for a build log or a file: whole lines, and not one for every second. */
public class ProgressLines implements Progress {

    /** How long Locust may take for its first figures without a line that says so. */
    private static final Duration FIRST_FIGURES = Duration.ofSeconds(10);

    private final Consumer<String> out;
    private final Duration between;
    private Deadline nextDetail = Deadline.in(Duration.ZERO);
    private Deadline nextRunning = Deadline.in(Duration.ZERO);

    /**
     * @param out takes text that may have several lines, and that may hold what a terminal or a log must not obey
     * @param between the least time between two lines on where the run is, or on what a machine prints
     */
    public ProgressLines(Consumer<String> out, Duration between) {
        this.out = out;
        this.between = between;
    }

    @Override
    public void phase(String line) {
        out.accept(line);
    }

    @Override
    public synchronized void detail(String machine, String line) {
        if (nextDetail.passed()) {
            nextDetail = Deadline.in(between);
            out.accept("  " + machine + ": " + Printable.line(line));
        }
    }

    @Override
    public void warning(String line) {
        out.accept("Warning: " + line);
    }

    @Override
    public synchronized void running(RunProgress now) {
        if (nextRunning.passed() && !isTooEarly(now)) {
            nextRunning = Deadline.in(between);
            out.accept("  " + RunLine.whole(now));
        }
    }

    /** That there are no figures yet is no news in the load's first seconds, and would take the first ones' turn. */
    private static boolean isTooEarly(RunProgress now) {
        return !RunLine.isBeforeTheLoad(now)
                && !now.hasFigures()
                && now.elapsed().compareTo(FIRST_FIGURES) < 0;
    }
}
