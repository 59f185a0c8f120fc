package io.jenkins.plugins.locustswarm.report.baseline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.build.ArchivedResults;
import io.jenkins.plugins.locustswarm.report.kept.BuildReference;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A build that a build is compared with.
 *
 * @param run the build
 * @param kept its summary of the test
 */
record BaselineBuild(Run<?, ?> run, TestSummary kept) {

    private static final Logger LOGGER = Logger.getLogger(BaselineBuild.class.getName());

    /** Returns the build; empty if it did not run the test. */
    static Optional<BaselineBuild> of(@CheckForNull Run<?, ?> run, String test) {
        return Optional.ofNullable(run)
                .map(build -> build.getAction(LocustBuildAction.class))
                .flatMap(action -> action.find(test))
                .map(kept -> new BaselineBuild(run, kept));
    }

    /** Returns the archived summary, or the stored part of it if it was deleted. */
    RunSummary summary() {
        try {
            return new ArchivedResults(run, kept.getTest()).summary().orElseGet(kept::toRunSummary);
        } catch (IOException | SwarmException e) {
            LOGGER.log(
                    Level.WARNING,
                    "The archived summary of the baseline cannot be read; the one in build.xml is used",
                    e);
            return kept.toRunSummary();
        }
    }

    /** @param job the job of the build that is compared with this one */
    FoundBaseline found(Job<?, ?> job) {
        return new FoundBaseline(summary(), words(job, run));
    }

    /** Returns what a build is called in messages about a build of a job. */
    static String words(Job<?, ?> job, Run<?, ?> run) {
        boolean isOther = !run.getParent().equals(job);
        return new BuildReference(isOther ? run.getParent().getFullName() : null, run.getNumber()).toString();
    }
}
