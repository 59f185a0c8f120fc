package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import io.jenkins.plugins.locustswarm.engine.files.LocustfilePaths;
import io.jenkins.plugins.locustswarm.engine.gate.junit.JUnitReport;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The report of a run in the format of JUnit. */
public final class JUnitFile {

    private static final String UNKNOWN_TEST = "locust";

    private JUnitFile() {}

    /**
     * Writes the report of a judged run, and replaces an earlier file.
     *
     * @throws BadInputException if the file cannot be written
     */
    public static void write(Path file, RunSummary summary) {
        Path folder = file.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new BadInputException("The JUnit report cannot be written to " + file + ": the folder " + folder
                    + " does not exist. Make the folder, or name another file with --junit.");
        }
        try {
            Files.writeString(file, JUnitReport.write(testName(summary), summary));
        } catch (IOException e) {
            throw new BadInputException(
                    "The JUnit report cannot be written to " + file + ": " + FileErrorText.of(e)
                            + ". Name another file with --junit.",
                    e);
        }
    }

    /** Returns the name that Jenkins gives a test without a name of its own. */
    static String testName(RunSummary summary) {
        String locustfile = summary.load().locustfile();
        String name = locustfile == null ? "" : LocustfilePaths.testName(locustfile);
        return name.isEmpty() ? UNKNOWN_TEST : name;
    }
}
