package io.jenkins.plugins.locustswarm.cli.terminal;

import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import io.jenkins.plugins.locustswarm.engine.shell.Deadline;
import io.jenkins.plugins.locustswarm.engine.text.Printable;
import io.jenkins.plugins.locustswarm.engine.text.RunLine;
import java.time.Duration;

/** Progress for a build log or a file: whole lines, and not one for every second. */
public final class PlainProgress implements ShownProgress {

    private final Terminal terminal;
    private final Duration between;
    private Deadline nextDetail = Deadline.in(Duration.ZERO);
    private Deadline nextRunning = Deadline.in(Duration.ZERO);

    /** @param between the least time between two lines on where the run is, or on what a machine prints */
    public PlainProgress(Terminal terminal, Duration between) {
        this.terminal = terminal;
        this.between = between;
    }

    @Override
    public void phase(String line) {
        terminal.say(line);
    }

    @Override
    public synchronized void detail(String machine, String line) {
        if (nextDetail.passed()) {
            nextDetail = Deadline.in(between);
            terminal.say("  " + machine + ": " + Printable.line(line));
        }
    }

    @Override
    public void warning(String line) {
        terminal.say("Warning: " + line);
    }

    @Override
    public synchronized void running(RunProgress now) {
        if (nextRunning.passed()) {
            nextRunning = Deadline.in(between);
            terminal.say("  " + RunLine.whole(now));
        }
    }

    @Override
    public void close() {
        // whole lines need no end
    }
}
