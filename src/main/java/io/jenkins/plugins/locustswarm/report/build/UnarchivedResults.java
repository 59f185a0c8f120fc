package io.jenkins.plugins.locustswarm.report.build;

import hudson.FilePath;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import io.jenkins.plugins.locustswarm.engine.gate.junit.SummaryFiles;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The files of a test that could not be archived. They are kept in the folder of the build, and deleted with it.
 */
@Restricted(NoExternalUse.class)
public final class UnarchivedResults {

    static final String FOLDER = "locust-not-archived";

    private static final Logger LOGGER = Logger.getLogger(UnarchivedResults.class.getName());

    private final String test;
    private final Path folder;

    public UnarchivedResults(Run<?, ?> run, String test) {
        this.test = test;
        this.folder = run.getRootDir().toPath().resolve(FOLDER).resolve(test);
    }

    /** Returns whether there are such files. */
    boolean exist() {
        return Files.isDirectory(folder);
    }

    /** Returns their folder. */
    Path folder() {
        return folder;
    }

    /** Deletes the files, after the test was published again. */
    public void delete() throws IOException {
        Util.deleteRecursive(folder.toFile());
    }

    /**
     * Moves the files to the folder of the build; if this fails, they stay where they are.
     *
     * @param cause the reason why they could not be archived
     * @return the summary with a finding about it
     */
    public RunSummary keep(Path results, RunSummary summary, Exception cause) throws InterruptedException {
        LOGGER.log(Level.WARNING, cause, () -> "The results of a load test could not be archived: " + results);
        RunSummary found = with(summary, cause, "They are in " + folder + " on the controller.");
        try {
            delete();
            Files.createDirectories(folder.getParent());
            SummaryFiles.write(results, test, found);
            move(results);
            return found;
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The results of a load test could not be moved to " + folder);
            return with(summary, cause, "They are in " + results + " on the controller until the swarm is down.");
        }
    }

    private void move(Path results) throws IOException, InterruptedException {
        try {
            Files.move(results, folder);
        } catch (IOException e) { // the folder of the build may be on another disk
            FilePath from = new FilePath(results.toFile());
            from.copyRecursiveTo(new FilePath(folder.toFile()));
            from.deleteRecursive();
        }
    }

    private static RunSummary with(RunSummary summary, Exception cause, String where) {
        return summary.withHealth(List.of(new HealthFinding(
                HealthFinding.Kind.RESULTS_NOT_ARCHIVED,
                HealthFinding.Severity.UNSTABLE,
                "The files of this run could not be archived: " + FileErrorText.withFile(cause) + ". " + where)));
    }
}
