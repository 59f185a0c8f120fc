package io.jenkins.plugins.locustswarm.report.publish;

import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.build.ArchivedResults;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import io.jenkins.plugins.locustswarm.report.trend.JobTotals;
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
public record Baseline(Run<?, ?> run, TestSummary kept) {

    /** Earlier builds that are looked at, most of them by a small file. */
    static final int MAX_BUILDS = 1_000;

    /** Those of them that may be loaded for it, since they have no such file. */
    public static final int MAX_LOADS = 50;

    private static final Logger LOGGER = Logger.getLogger(Baseline.class.getName());

    /** Looks for it among the builds before that one, within {@link #MAX_BUILDS} and {@link #MAX_LOADS}. */
    static Optional<Baseline> find(Run<?, ?> of, String test) {
        return JobTotals.before(of, MAX_LOADS)
                .limit(MAX_BUILDS)
                .filter(totals -> totals.baselines().contains(test))
                .map(totals -> of.getParent().getBuildByNumber(totals.build().getNumber()))
                .flatMap(run -> load(run, test).stream())
                .findFirst();
    }

    private static Optional<Baseline> load(Run<?, ?> run, String test) {
        boolean wasSuccessful = run != null && run.getResult() == Result.SUCCESS;
        LocustBuildAction action = wasSuccessful ? run.getAction(LocustBuildAction.class) : null;
        return Optional.ofNullable(action)
                .flatMap(found -> found.find(test))
                .filter(kept -> kept.getVerdict() == Verdict.OK)
                .map(kept -> new Baseline(run, kept));
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
