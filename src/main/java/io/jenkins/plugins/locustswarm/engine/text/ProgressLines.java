package io.jenkins.plugins.locustswarm.engine.text;

import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Progress for a build log or a file: whole lines, not one for every second, and the same one not again and again. */
public class ProgressLines implements Progress {

    /** How long Locust may take for its first figures without a line that says so. */
    private static final Duration FIRST_FIGURES = Duration.ofSeconds(10);

    /** After this time a line that says nothing new is said once more: the work still goes on. */
    private static final Duration BETWEEN_SAME_LINES = Duration.ofMinutes(1);

    private final Consumer<String> out;
    private final Duration between;
    private Deadline nextDetail = Deadline.in(Duration.ZERO);
    private Deadline nextRunning = Deadline.in(Duration.ZERO);

    /** The last line about the run (under an empty name) and about each machine. */
    private final Map<String, Said> said = new HashMap<>();

    private record Said(String line, Deadline again) {}

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
        if (nextDetail.passed() && say(machine, "  " + machine + ": " + Printable.line(line))) {
            nextDetail = Deadline.in(between);
        }
    }

    @Override
    public void warning(String line) {
        out.accept("Warning: " + line);
    }

    @Override
    public synchronized void running(RunProgress now) {
        if (nextRunning.passed() && !isTooEarly(now) && say("", "  " + RunLine.whole(now))) {
            nextRunning = Deadline.in(between);
        }
    }

    /** Whether the line was said: one that is the same as the last one about the same thing has to wait. */
    private boolean say(String about, String line) {
        Said last = said.get(about);
        if (last != null && last.line().equals(line) && !last.again().passed()) {
            return false;
        }
        said.put(about, new Said(line, Deadline.in(BETWEEN_SAME_LINES)));
        out.accept(line);
        return true;
    }

    /** That there are no figures yet is no news in the load's first seconds, and would take the first ones' turn. */
    private static boolean isTooEarly(RunProgress now) {
        return !RunLine.isBeforeTheLoad(now)
                && !now.hasFigures()
                && now.elapsed().compareTo(FIRST_FIGURES) < 0;
    }
}
