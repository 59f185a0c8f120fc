package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.FileErrorText;
import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import io.jenkins.plugins.locustswarm.engine.Swarm;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.engine.text.SummaryText;
import io.jenkins.plugins.locustswarm.engine.text.VerdictText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The end of a run: its files are brought home, judged by gates, summed up and shown. */
public final class RunEnd {

    private final Terminal terminal;
    private final ResultRequest wish;

    public RunEnd(Terminal terminal, ResultRequest wish) {
        this.terminal = terminal;
        this.wish = wish;
    }

    /** Collects into the folder; the exit code says what the run is worth. */
    int collect(SwarmSession open, Path folder) throws InterruptedException {
        RunSummary summary = collected(open.swarm(), folder);
        open.settle();
        return show(summary, folder);
    }

    /**
     * The same for results that would otherwise go down with their machines: when the folder cannot be written after
     * all, they go to another one.
     */
    int collectSomewhere(SwarmSession open, Path folder) throws InterruptedException {
        RunSummary summary;
        Path used = folder;
        try {
            summary = collected(open.swarm(), folder);
        } catch (BringUpException e) {
            if (!isUnwritable(e)) {
                throw e;
            }
            open.settle();
            terminal.say("locust-swarm: " + e.getMessage());
            used = other();
            summary = collected(open.swarm(), used);
            terminal.say("The results are in " + used + " instead.");
        }
        open.settle();
        return show(summary, used);
    }

    /** Whether the results are there and only the folder for them is not. */
    static boolean isUnwritable(BringUpException e) {
        return e.getCause() instanceof IOException || e.getCause() instanceof UncheckedIOException;
    }

    private static Path other() {
        try {
            return Files.createTempDirectory("locust-results-");
        } catch (IOException e) {
            throw new BringUpException(
                    "No other folder for the results could be made either: " + FileErrorText.of(e) + ".", e);
        }
    }

    private RunSummary collected(Swarm swarm, Path folder) throws InterruptedException {
        RunSummary summary = wish.judge().apply(swarm.collect(folder));
        Path file = folder.resolve(SummaryJson.FILE);
        try {
            Files.writeString(file, SummaryJson.write(summary));
        } catch (IOException e) {
            throw new BringUpException(
                    "The summary could not be written to " + file + ": " + FileErrorText.of(e) + ".", e);
        }
        return summary;
    }

    /** Prints it; the exit code says what it is worth. */
    public int show(RunSummary summary, Path folder) {
        if (wish.json()) {
            terminal.print(SummaryJson.write(summary).stripTrailing());
        } else {
            String reason = summary.verdict() == Verdict.OK ? "" : "\n" + VerdictText.of(summary.locustfile(), summary);
            terminal.print(SummaryText.of(summary, terminal.width()) + "\nFiles: " + folder + reason);
        }
        return summary.verdict() == Verdict.OK ? ExitCode.FINE : ExitCode.NOT_OK;
    }
}
