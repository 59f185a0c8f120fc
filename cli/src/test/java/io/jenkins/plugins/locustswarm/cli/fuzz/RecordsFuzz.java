package io.jenkins.plugins.locustswarm.cli.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.record.RecordJson;
import io.jenkins.plugins.locustswarm.engine.record.SwarmRecord;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;

/** Files of the product itself, which were cut off, changed by hand, or written by another version. */
class RecordsFuzz {

    @FuzzTest(maxDuration = "")
    void swarm(byte[] content) {
        SwarmRecord record;
        try {
            record = RecordJson.read(new String(content, UTF_8), "record.json");
        } catch (BadInputException e) {
            return;
        }
        SwarmRecord again = RecordJson.read(RecordJson.write(record), "the record that was just written");
        if (!again.equals(record)) {
            throw new AssertionError("The record was not read as it was written: " + record + " became " + again);
        }
        record.openRun().ifPresent(run -> run.latestEnd());
    }

    @FuzzTest(maxDuration = "")
    void summary(byte[] content) {
        RunSummary summary;
        try {
            summary = SummaryJson.read(new String(content, UTF_8), "summary.json");
        } catch (BadInputException e) {
            return;
        }
        ResultsFolder.use(summary);
    }
}
