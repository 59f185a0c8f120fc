package io.jenkins.plugins.locustswarm.report.history;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.RunMap;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.lazy.AbstractLazyLoadRunMap.Direction;
import jenkins.model.lazy.LazyBuildMixIn;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Reads a part of each build of a job. Loads a build only if the part is in no file: whether a build is in memory cannot be
 * asked, since a loaded one may have been collected, and is then loaded again.
 */
@Restricted(NoExternalUse.class)
public final class JobBuilds<T> {

    /** The number of consecutive missing build numbers after which the next build is loaded instead of searched. */
    private static final int MAX_MISSING = 1_000;

    private final RunMap<?> builds;
    private final Path folder;
    private final BuildPart<T> part;
    private int loads;

    private JobBuilds(LazyBuildMixIn.LazyLoadingJob<?, ?> job, BuildPart<T> part) {
        this.builds = job.getLazyBuildMixIn().getRunMap();
        this.folder = ((Job<?, ?>) job).getBuildDir().toPath();
        this.part = part;
    }

    /** Loads a build and those before it, one by one. */
    public static Stream<Run<?, ?>> loaded(@CheckForNull Run<?, ?> last) {
        return Stream.iterate(last, Objects::nonNull, Run::getPreviousBuild);
    }

    /**
     * Returns the part of all builds, newest first, in a lazy stream.
     *
     * @param maxLoads the number of builds without a file that may be loaded; the stream ends after them
     */
    static <T> Stream<T> newestFirst(Job<?, ?> job, BuildPart<T> part, int maxLoads) {
        Run<?, ?> last = job.getLastBuild();
        if (last == null || !(job instanceof LazyBuildMixIn.LazyLoadingJob<?, ?> lazy)) {
            return loaded(last).limit(maxLoads).map(part::of);
        }
        return new JobBuilds<>(lazy, part).from(last.getNumber(), maxLoads);
    }

    /** Returns the part of the builds up to a build number, newest first, in a lazy stream. */
    static <T> Stream<T> upTo(Job<?, ?> job, int newest, BuildPart<T> part, int maxLoads) {
        if (!(job instanceof LazyBuildMixIn.LazyLoadingJob<?, ?> lazy)) {
            return loaded(job.getBuildByNumber(newest)).limit(maxLoads).map(part::of);
        }
        return new JobBuilds<>(lazy, part).from(newest, maxLoads);
    }

    /** Returns the part of the builds before this one, newest first, in a lazy stream. */
    static <T> Stream<T> before(Run<?, ?> run, BuildPart<T> part, int maxLoads) {
        if (!(run.getParent() instanceof LazyBuildMixIn.LazyLoadingJob<?, ?> lazy)) {
            return loaded(run.getPreviousBuild()).limit(maxLoads).map(part::of);
        }
        JobBuilds<T> builds = new JobBuilds<>(lazy, part);
        return builds.from(builds.previous(run.getNumber()), maxLoads);
    }

    private Stream<T> from(@CheckForNull Integer newest, int maxLoads) {
        return Stream.iterate(newest, Objects::nonNull, this::previous)
                .takeWhile(number -> loads < maxLoads)
                .map(this::find)
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

    private Optional<T> find(int number) {
        Path folderOfBuild = folder.resolve(String.valueOf(number));
        Optional<T> kept = part.read(builds, number, folderOfBuild);
        if (kept.isPresent()) {
            return kept;
        }
        loads++;
        Run<?, ?> run = builds.getByNumber(number);
        if (run == null) {
            return Optional.empty();
        }
        part.write(run, folderOfBuild);
        TotalsInMemory.get().remember(run);
        return Optional.of(part.of(run));
    }
}
