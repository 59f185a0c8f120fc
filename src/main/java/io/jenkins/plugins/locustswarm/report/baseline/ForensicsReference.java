package io.jenkins.plugins.locustswarm.report.baseline;

import hudson.model.Run;
import io.jenkins.plugins.forensics.reference.ReferenceBuild;
import java.util.Optional;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The reference build that the steps discoverReferenceBuild and discoverGitReferenceBuild of forensics-api record. */
@OptionalExtension(requirePlugins = "forensics-api")
@Restricted(NoExternalUse.class)
public final class ForensicsReference extends ReferenceBuilds {

    @Override
    protected Optional<Run<?, ?>> recorded(Run<?, ?> run) {
        return run.getActions(ReferenceBuild.class).stream()
                .flatMap(reference -> reference.getReferenceBuild().stream())
                .findFirst();
    }
}
