package io.jenkins.plugins.locustswarm.report.baseline;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Tells which build another plugin recorded as the reference of a build. */
@Restricted(NoExternalUse.class)
public abstract class ReferenceBuilds implements ExtensionPoint {

    /** Returns the recorded reference build; empty if there is none, or it was deleted. */
    protected abstract Optional<Run<?, ?>> recorded(Run<?, ?> run);

    /** Asks all such plugins. */
    static Optional<Run<?, ?>> of(Run<?, ?> run) {
        return ExtensionList.lookup(ReferenceBuilds.class).stream()
                .flatMap(plugin -> plugin.recorded(run).stream())
                .findFirst();
    }
}
