package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.cli.process.Caller;
import io.jenkins.plugins.locustswarm.cli.process.ExitCode;
import io.jenkins.plugins.locustswarm.cli.process.Interrupts;
import io.jenkins.plugins.locustswarm.cli.terminal.Terminal;
import io.jenkins.plugins.locustswarm.engine.Swarm;
import io.jenkins.plugins.locustswarm.engine.failure.BringUpException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import io.jenkins.plugins.locustswarm.engine.gate.junit.SummaryFiles;
import io.jenkins.plugins.locustswarm.engine.record.RunRecord;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.engine.text.SummaryText;
import io.jenkins.plugins.locustswarm.engine.text.VerdictText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Collects the results of a run, judges them by the gates, saves the summary and prints it. */
public final class ResultCollector {

    private final Terminal terminal;
    private final Interrupts interrupts;
    private final ResultRequest request;

    public ResultCollector(Caller caller, ResultRequest request) {
        this.terminal = caller.terminal();
        this.interrupts = caller.interrupts();
        this.request = request;
    }

    /**
     * Collects the results of a run into a folder and prints them; returns the exit code for the verdict.
     *
     * @throws BringUpException also if the run was stopped, or is no longer the newest one of the swarm
     */
    int collect(SwarmSession session, RunRecord run, Path folder) throws InterruptedException {
        RunSummary summary = collected(session.swarm(), run, folder);
        session.endProgress();
        return show(summary, folder);
    }

    /**
     * Collects the results of a run on machines that are about to be taken down. Uses a temporary folder if they cannot be written
     * to the given one.
     */
    int collectWithFallback(SwarmSession session, RunRecord run, Path folder) throws InterruptedException {
        RunSummary summary;
        Path used = folder;
        try {
            summary = collected(session.swarm(), run, folder);
        } catch (BringUpException e) {
            if (!isUnwritable(e)) {
                throw e;
            }
            session.endProgress();
            terminal.say("locust-swarm: " + e.getMessage());
            used = temporaryFolder();
            summary = collected(session.swarm(), run, used);
            terminal.say("The results are in " + used + " instead.");
        }
        session.endProgress();
        return show(summary, used);
    }

    /** Returns whether the results could be read from the machines but not written. */
    static boolean isUnwritable(BringUpException e) {
        return e.getCause() instanceof IOException || e.getCause() instanceof UncheckedIOException;
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("locust-results-");
        } catch (IOException e) {
            throw new BringUpException(
                    "A temporary folder for the results could not be created either: " + FileErrorText.of(e) + ".", e);
        }
    }

    private RunSummary collected(Swarm swarm, RunRecord run, Path folder) throws InterruptedException {
        RunSummary summary = request.judge().apply(swarm.collect(run::isSame, folder, () -> !interrupts.requested()));
        try {
            SummaryFiles.write(folder, JUnitFile.testName(summary), summary);
        } catch (IOException e) {
            throw new BringUpException(
                    "The summary could not be written to " + folder + ": " + FileErrorText.of(e) + ".", e);
        }
        return summary;
    }

    /** Prints a summary; returns the exit code for its verdict. */
    public int show(RunSummary summary, Path folder) {
        if (request.json()) {
            terminal.printJson(SummaryJson.write(summary).stripTrailing());
        } else {
            String reason = summary.verdict() == Verdict.OK
                    ? ""
                    : "\n" + VerdictText.of(summary.load().locustfile(), summary);
            terminal.print(SummaryText.of(summary, terminal.width()) + "\nFiles: " + folder + reason);
        }
        return summary.verdict() == Verdict.OK ? ExitCode.OK : ExitCode.NOT_OK;
    }
}
