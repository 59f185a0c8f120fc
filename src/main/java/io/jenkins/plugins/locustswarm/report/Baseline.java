package io.jenkins.plugins.locustswarm.report;

import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What a build is compared with: the newest earlier build that was successful and in which the same test went well.
 *
 * @param run that build
 * @param kept what it kept of the test
 */
record Baseline(Run<?, ?> run, TestSummary kept) {

    private static final Logger LOGGER = Logger.getLogger(Baseline.class.getName());

    static Optional<Baseline> find(Run<?, ?> of, String test) {
        for (Run<?, ?> run = of.getPreviousBuild(); run != null; run = run.getPreviousBuild()) {
            LocustBuildAction action =
                    run.getResult() == Result.SUCCESS ? run.getAction(LocustBuildAction.class) : null;
            Optional<TestSummary> kept = action == null ? Optional.empty() : action.find(test);
            if (kept.isPresent() && kept.get().getVerdict() == Verdict.OK) {
                return Optional.of(new Baseline(run, kept.get()));
            }
        }
        return Optional.empty();
    }

    /** The archived summary, or, when it is gone, as much as the build kept. */
    RunSummary summary() {
        try {
            return new ArchivedResults(run, kept.getTest()).summary().orElseGet(kept::toRunSummary);
        } catch (IOException | SwarmException e) {
            LOGGER.log(Level.WARNING, "The baseline's archived summary cannot be read, so the kept one is used", e);
            return kept.toRunSummary();
        }
    }
}
