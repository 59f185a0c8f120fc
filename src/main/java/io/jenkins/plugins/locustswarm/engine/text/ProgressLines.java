package io.jenkins.plugins.locustswarm.engine.text;

import io.jenkins.plugins.locustswarm.engine.progress.Progress;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Progress for a build log or a file: whole lines, fewer than one per second, without constant repetition. */
public class ProgressLines implements Progress {

    /** How long Locust may take for its first figures before a line reports that there are none. */
    private static final Duration FIRST_FIGURES = Duration.ofSeconds(10);

    /** After this time, an unchanged line is repeated to show that the work continues. */
    private static final Duration BETWEEN_SAME_LINES = Duration.ofMinutes(1);

    private final Consumer<String> out;
    private final Duration between;
    private Deadline nextDetail = Deadline.in(Duration.ZERO);
    private Deadline nextRunning = Deadline.in(Duration.ZERO);

    /** The last line about the run (under an empty name) and about each machine. */
    private final Map<String, Printed> printed = new HashMap<>();

    private record Printed(String line, Deadline repeat) {}

    /**
     * @param out takes the text, which may have several lines and contain control characters
     * @param between the minimum time between two lines about the run, or about the output of machines
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
        if (nextDetail.passed() && print(machine, "  " + machine + ": " + Printable.line(line))) {
            nextDetail = Deadline.in(between);
        }
    }

    @Override
    public void warning(String line) {
        out.accept("Warning: " + line);
    }

    @Override
    public synchronized void running(RunProgress now) {
        if (nextRunning.passed() && !isTooEarly(now) && print("", "  " + RunLine.whole(now))) {
            nextRunning = Deadline.in(between);
        }
    }

    /** Prints a line unless it repeats the last one about the same subject too early; returns whether it was printed. */
    private boolean print(String about, String line) {
        Printed last = printed.get(about);
        if (last != null && last.line().equals(line) && !last.repeat().passed()) {
            return false;
        }
        printed.put(about, new Printed(line, Deadline.in(BETWEEN_SAME_LINES)));
        out.accept(line);
        return true;
    }

    /** Returns whether it is normal that there are no figures yet; a line about it would delay the one with the first. */
    private static boolean isTooEarly(RunProgress now) {
        return !RunLine.isBeforeTheLoad(now)
                && !now.hasFigures()
                && now.elapsed().compareTo(FIRST_FIGURES) < 0;
    }
}
