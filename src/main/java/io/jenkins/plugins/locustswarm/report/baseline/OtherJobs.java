package io.jenkins.plugins.locustswarm.report.baseline;

import hudson.model.Job;
import hudson.model.Run;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The other jobs with which {@link BaselineSearch} compares the load tests of a build, unless the user chose another baseline. */
@Restricted(NoExternalUse.class)
public final class OtherJobs {

    private OtherJobs() {}

    /**
     * Returns the newest build of each to begin a search with, in the order in which they are preferred: the recorded reference
     * build, and the last build of the target branch of a change request; neither if the build may not read its job.
     */
    public static Stream<Run<?, ?>> newestBuilds(Run<?, ?> run) {
        ReadableJobs jobs = new ReadableJobs(run);
        Optional<Run<?, ?>> reference = ReferenceBuilds.of(run).filter(build -> jobs.mayRead(build.getParent()));
        Stream<Run<?, ?>> target =
                TargetBranch.of(run.getParent()).filter(jobs::mayRead).<Run<?, ?>>map(Job::getLastBuild).stream();
        return Stream.concat(reference.stream(), target)
                .filter(build -> !Objects.equals(build.getParent(), run.getParent()));
    }
}
