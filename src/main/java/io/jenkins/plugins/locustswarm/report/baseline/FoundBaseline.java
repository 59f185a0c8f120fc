package io.jenkins.plugins.locustswarm.report.baseline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The result of a search for a baseline.
 *
 * @param summary the run to compare with; absent if there is none
 * @param words which builds it is, for example {@code #12} or {@code shop/main #45}; if there is none, the reason
 */
@Restricted(NoExternalUse.class)
public record FoundBaseline(@CheckForNull RunSummary summary, String words) {

    static final FoundBaseline FIRST_BUILD =
            none("there is no earlier successful build with this test to compare with yet");

    static FoundBaseline none(String why) {
        return new FoundBaseline(null, why);
    }
}
