package io.jenkins.plugins.locustswarm.report.publish;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.failure.SwarmException;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.build.ArchivedResults;
import io.jenkins.plugins.locustswarm.report.history.JobTotals;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The build that a build is compared with: the latest earlier build that was successful and in which the same test passed.
 *
 * @param run the earlier build
 * @param kept its summary of the test
 */
@Restricted(NoExternalUse.class)
public record Baseline(Run<?, ?> run, TestSummary kept) {

    /** The number of earlier builds that are searched, most of them in a small file. */
    static final int MAX_BUILDS = 1_000;

    /** The number of them that may be loaded, because they have no such file. */
    public static final int MAX_LOADS = 50;

    private static final Logger LOGGER = Logger.getLogger(Baseline.class.getName());

    /** Searches the builds before this one, within {@link #MAX_BUILDS} and {@link #MAX_LOADS}. */
    static Optional<Baseline> find(Run<?, ?> current, String test) {
        return JobTotals.before(current, MAX_LOADS)
                .limit(MAX_BUILDS)
                .filter(totals -> totals.baselines().contains(test))
                .map(totals ->
                        current.getParent().getBuildByNumber(totals.build().getNumber()))
                .flatMap(run -> load(run, test).stream())
                .findFirst();
    }

    private static Optional<Baseline> load(@CheckForNull Run<?, ?> run, String test) {
        boolean wasSuccessful = run != null && run.getResult() == Result.SUCCESS;
        LocustBuildAction action = wasSuccessful ? run.getAction(LocustBuildAction.class) : null;
        return Optional.ofNullable(action)
                .flatMap(found -> found.find(test))
                .filter(kept -> kept.getVerdict() == Verdict.OK)
                .map(kept -> new Baseline(run, kept));
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
}
