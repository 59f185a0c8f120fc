package io.jenkins.plugins.locustswarm.engine.gate.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.locustswarm.engine.record.AtomicFile;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import java.io.IOException;
import java.nio.file.Path;

/** The files that a swarm adds to the results of a judged run: {@code summary.json} and {@code junit.xml}. */
public final class SummaryFiles {

    private SummaryFiles() {}

    /**
     * Writes both files, and replaces earlier ones as a whole. If there is a {@code summary.json}, the other file is complete
     * too.
     *
     * @param folder the folder with the results of the run
     * @param test name of the test
     */
    public static void write(Path folder, String test, RunSummary summary) throws IOException {
        AtomicFile.write(
                folder.resolve(JUnitReport.FILE),
                JUnitReport.write(test, summary).getBytes(UTF_8));
        AtomicFile.write(
                folder.resolve(SummaryJson.FILE), SummaryJson.write(summary).getBytes(UTF_8));
    }
}
