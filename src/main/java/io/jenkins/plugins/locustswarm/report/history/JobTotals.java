package io.jenkins.plugins.locustswarm.report.history;

import hudson.model.Job;
import hudson.model.Run;
import hudson.model.RunMap;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The totals of the builds of a job, from memory, from small files, or from the builds. */
@Restricted(NoExternalUse.class)
public final class JobTotals implements BuildPart<BuildTotals> {

    private JobTotals() {}

    /**
     * Returns the totals of all builds, newest first, in a lazy stream.
     *
     * @param maxLoads the number of builds without a file that may be loaded; the stream ends after them
     */
    public static Stream<BuildTotals> newestFirst(Job<?, ?> job, int maxLoads) {
        return JobBuilds.newestFirst(job, new JobTotals(), maxLoads);
    }

    /** Returns the totals of the builds before this one, newest first, in a lazy stream. */
    public static Stream<BuildTotals> before(Run<?, ?> run, int maxLoads) {
        return JobBuilds.before(run, new JobTotals(), maxLoads);
    }

    /** Returns whether one of that number of builds before this one ran a load test. Loads no build, but looks for files. */
    public static boolean isAnyBefore(Run<?, ?> run, int builds) {
        return JobBuilds.foldersBefore(run).limit(builds).anyMatch(folder -> new TotalsFile(folder).exists());
    }

    @Override
    public BuildTotals of(Run<?, ?> run) {
        return BuildTotals.of(run);
    }

    @Override
    public Optional<BuildTotals> read(RunMap<?> builds, int number, Path folder) {
        return TotalsInMemory.get().find(builds, number, new TotalsFile(folder)::read);
    }

    @Override
    public void write(Run<?, ?> run, Path folder) {
        new TotalsFile(folder).write(run);
    }
}
