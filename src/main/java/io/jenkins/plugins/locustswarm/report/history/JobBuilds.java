package io.jenkins.plugins.locustswarm.report.history;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import hudson.model.Run;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.lazy.LazyBuildMixIn;

/**
 * Reads a part of each build of a job. Loads a build only if the part is in no file: whether a build is in memory cannot be
 * asked, since a loaded one may have been collected, and is then loaded again.
 */
final class JobBuilds<T> {

    private final BuildNumbers numbers;
    private final BuildPart<T> part;
    private int loads;

    private JobBuilds(LazyBuildMixIn.LazyLoadingJob<?, ?> job, BuildPart<T> part) {
        this.numbers = BuildNumbers.of(job);
        this.part = part;
    }

    /** Loads a build and those before it, one by one. */
    static Stream<Run<?, ?>> loaded(@CheckForNull Run<?, ?> last) {
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
        return builds.of(builds.numbers.before(run.getNumber()), maxLoads);
    }

    /** Returns the folders of the builds before this one, newest first, in a lazy stream. Loads only builds of unusual jobs. */
    static Stream<Path> foldersBefore(Run<?, ?> run) {
        if (!(run.getParent() instanceof LazyBuildMixIn.LazyLoadingJob<?, ?> lazy)) {
            return loaded(run.getPreviousBuild())
                    .map(build -> build.getRootDir().toPath());
        }
        BuildNumbers numbers = BuildNumbers.of(lazy);
        return numbers.before(run.getNumber()).map(numbers::folder);
    }

    private Stream<T> from(int newest, int maxLoads) {
        return of(numbers.from(newest), maxLoads);
    }

    private Stream<T> of(Stream<Integer> newestFirst, int maxLoads) {
        return newestFirst.takeWhile(number -> loads < maxLoads).map(this::find).flatMap(Optional::stream);
    }

    private Optional<T> find(int number) {
        Path folder = numbers.folder(number);
        Optional<T> kept = part.read(numbers.builds(), number, folder);
        if (kept.isPresent()) {
            return kept;
        }
        loads++;
        Run<?, ?> run = numbers.builds().getByNumber(number);
        if (run == null) {
            return Optional.empty();
        }
        part.write(run, folder);
        TotalsInMemory.get().remember(run);
        return Optional.of(part.of(run));
    }
}
