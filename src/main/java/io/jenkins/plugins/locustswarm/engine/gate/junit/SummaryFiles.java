package io.jenkins.plugins.locustswarm.engine.gate.junit;

import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that a swarm adds to the results of a judged run: {@code summary.json} and {@code junit.xml}. */
public final class SummaryFiles {

    private SummaryFiles() {}

    /**
     * Writes both files, and replaces earlier ones.
     *
     * @param folder the folder with the results of the run
     * @param test name of the test
     */
    public static void write(Path folder, String test, RunSummary summary) throws IOException {
        Files.writeString(folder.resolve(SummaryJson.FILE), SummaryJson.write(summary));
        Files.writeString(folder.resolve(JUnitReport.FILE), JUnitReport.write(test, summary));
    }
}
