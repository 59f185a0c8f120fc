package io.jenkins.plugins.locustswarm.report.kept;

import hudson.model.Action;
import java.util.List;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The load tests that a build stores, for code that does not know their pages. */
@Restricted(NoExternalUse.class)
public interface KeptTests extends Action {

    /** Returns the summaries, in the order of their first publication. */
    List<TestSummary> getTests();

    /** Returns the summary of a test; empty if the build did not run it. */
    Optional<TestSummary> find(String test);
}
