package io.jenkins.plugins.locustswarm.report.macro;

import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.report.build.ArchivedResults;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The summaries of a build's tests. */
final class BuildSummaries {

    private static final Logger LOGGER = Logger.getLogger(BuildSummaries.class.getName());

    private BuildSummaries() {}

    /** Returns the archived summary of a test, or the stored part of it if there is none. */
    static RunSummary of(Run<?, ?> run, TestSummary kept) {
        try {
            return new ArchivedResults(run, kept.getTest()).summary().orElseGet(kept::toRunSummary);
        } catch (IOException | SwarmException e) {
            LOGGER.log(Level.WARNING, "An archived summary cannot be read; the one in build.xml is used", e);
            return kept.toRunSummary();
        }
    }
}
