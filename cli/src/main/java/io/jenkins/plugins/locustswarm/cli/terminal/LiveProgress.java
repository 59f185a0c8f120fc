package io.jenkins.plugins.locustswarm.cli.terminal;

import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import io.jenkins.plugins.locustswarm.engine.text.RunLine;
import java.time.Duration;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress on a terminal: lines for phases, and below them a status line that changes. */
public final class LiveProgress implements ProgressDisplay {

    private static final int REFRESH_MILLIS = 500;

    private final Terminal terminal;
    private ProgressBar bar;

    public LiveProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void phase(String line) {
        close();
        terminal.say(line);
    }

    @Override
    public synchronized void detail(String machine, String line) {
        if (bar == null) {
            terminal.showStatusLine("  " + machine + ": " + line);
        }
    }

    @Override
    public void warning(String line) {
        terminal.say("Warning: " + line);
    }

    @Override
    public synchronized void running(RunProgress now) {
        Duration runTime = now.runTime();
        if (RunLine.isBeforeTheLoad(now) || runTime == null) {
            terminal.showStatusLine("  " + RunLine.whole(now));
        } else {
            show(now, runTime);
        }
    }

    private void show(RunProgress now, Duration runTime) {
        long total = runTime.toSeconds();
        if (bar == null) {
            bar = createBar(total, now.elapsed());
        }
        bar.stepTo(Math.min(total, now.elapsed().toSeconds()));
        bar.setExtraMessage(
                " " + RunLine.brief(now) + (now.isEnding() ? "" : ", " + RunLine.time(now.left()) + " left"));
        bar.refresh();
    }

    /** @param elapsed time since the start of the load, from which the bar counts on */
    private ProgressBar createBar(long seconds, Duration elapsed) {
        return new ProgressBarBuilder()
                .setTaskName(" ")
                .setInitialMax(seconds)
                .startsFrom(Math.min(seconds, elapsed.toSeconds()), elapsed)
                .setStyle(terminal.shows('\u2588') ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setUnit(" s", 1)
                .hideEta()
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .setConsumer(new DelegatingProgressBarConsumer(terminal::showStatusLine, terminal.statusWidth()))
                .build();
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
        terminal.clearStatusLine();
    }
}
