package io.jenkins.plugins.locustswarm.report.history;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.RunMap;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import jenkins.model.lazy.AbstractLazyLoadRunMap.Direction;
import jenkins.model.lazy.LazyBuildMixIn;

/**
 * The numbers of the builds of a job, without loading the builds.
 *
 * @param folderOfJob the folder with the builds of the job
 */
record BuildNumbers(RunMap<?> builds, Path folderOfJob) {

    /** The number of consecutive missing build numbers after which the next build is loaded instead of searched. */
    private static final int MAX_MISSING = 1_000;

    static BuildNumbers of(LazyBuildMixIn.LazyLoadingJob<?, ?> job) {
        return new BuildNumbers(
                job.getLazyBuildMixIn().getRunMap(),
                ((Job<?, ?>) job).getBuildDir().toPath());
    }

    /** Returns this number and those of the builds before it, newest first, in a lazy stream. */
    Stream<Integer> from(int newest) {
        return Stream.iterate(newest, Objects::nonNull, this::previous);
    }

    /** Returns the numbers of the builds before this one, newest first, in a lazy stream. */
    Stream<Integer> before(int number) {
        return Stream.iterate(previous(number), Objects::nonNull, this::previous);
    }

    Path folder(int number) {
        return folderOfJob.resolve(String.valueOf(number));
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
}
