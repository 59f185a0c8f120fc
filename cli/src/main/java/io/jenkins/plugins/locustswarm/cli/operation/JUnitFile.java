package io.jenkins.plugins.locustswarm.cli.operation;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.gate.junit.JUnitReport;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.text.FileErrorText;
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
        try {
            Files.writeString(file, JUnitReport.write(testName(summary), summary));
        } catch (IOException e) {
            throw new BadInputException(
                    "The JUnit report cannot be written to " + file + ": " + FileErrorText.of(e)
                            + ". Name another file with --junit.",
                    e);
        }
    }

    /** Returns the name of the locustfile without folders and extension. */
    static String testName(RunSummary summary) {
        String locustfile = summary.load().locustfile();
        return locustfile == null || locustfile.isBlank()
                ? UNKNOWN_TEST
                : locustfile.replaceAll("[^,/]*/|\\.py(?=,|$)", "");
    }
}
