package io.jenkins.plugins.locustswarm.report.trend;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.RunMap;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.lazy.AbstractLazyLoadRunMap.Direction;
import jenkins.model.lazy.LazyBuildMixIn;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Reads the totals of the builds of a job. Loads a build only if it is not in memory and its totals are in no file. */
@Restricted(NoExternalUse.class)
public final class JobTotals {

    /** The number of consecutive missing build numbers after which the next build is loaded instead of searched. */
    private static final int MAX_MISSING = 1_000;

    private final RunMap<?> builds;
    private final Map<Integer, ? extends Run<?, ?>> loaded;
    private final Path folder;
    private int loads;

    private JobTotals(RunMap<?> builds, Path folder) {
        this.builds = builds;
        this.loaded = builds.getLoadedBuilds();
        this.folder = folder;
    }

    /** Returns the totals of all builds, newest first, in a lazy stream. */
    static Stream<BuildTotals> newestFirst(Job<?, ?> job) {
        Run<?, ?> last = job.getLastBuild();
        if (last == null || !(job instanceof LazyBuildMixIn.LazyLoadingJob<?, ?> lazy)) {
            return BuildHistory.loaded(last).map(BuildTotals::of);
        }
        JobTotals totals = of(lazy);
        return Stream.iterate(last.getNumber(), Objects::nonNull, totals::previous)
                .map(totals::find)
                .flatMap(Optional::stream);
    }

    private static JobTotals of(LazyBuildMixIn.LazyLoadingJob<?, ?> job) {
        return new JobTotals(
                job.getLazyBuildMixIn().getRunMap(),
                ((Job<?, ?>) job).getBuildDir().toPath());
    }

    /**
     * Returns the totals of the builds before this one, newest first, in a lazy stream.
     *
     * @param maxLoads the number of builds without a file that may be loaded; the stream ends after them
     */
    public static Stream<BuildTotals> before(Run<?, ?> run, int maxLoads) {
        if (!(run.getParent() instanceof LazyBuildMixIn.LazyLoadingJob<?, ?> lazy)) {
            return BuildHistory.loaded(run.getPreviousBuild()).limit(maxLoads).map(BuildTotals::of);
        }
        JobTotals totals = of(lazy);
        return Stream.iterate(totals.previous(run.getNumber()), Objects::nonNull, totals::previous)
                .takeWhile(number -> totals.loads < maxLoads)
                .map(totals::find)
                .flatMap(Optional::stream);
    }

    /** Returns the number of the build before this one; absent for the first build. */
    @CheckForNull
    private Integer previous(int number) {
        int least = Math.max(1, number - MAX_MISSING);
        for (int older = number - 1; older >= least; older--) {
            if (builds.runExists(older)) {
                return older;
            }
        }
        Run<?, ?> next = least == 1 ? null : builds.search(least - 1, Direction.DESC);
        return next == null ? null : next.getNumber();
    }

    private Optional<BuildTotals> find(int number) {
        Run<?, ?> run = loaded.get(number);
        if (run != null) {
            return Optional.of(BuildTotals.of(run));
        }
        TotalsFile file = new TotalsFile(folder.resolve(String.valueOf(number)));
        Optional<BuildTotals> kept = TotalsInMemory.get().find(builds, number, file::read);
        if (kept.isPresent()) {
            return kept;
        }
        loads++;
        run = builds.getByNumber(number);
        if (run == null) {
            return Optional.empty();
        }
        file.write(run);
        return Optional.of(BuildTotals.of(run));
    }
}
