package io.jenkins.plugins.locustswarm.report.trend;

import edu.hm.hafner.echarts.BuildResult;
import hudson.model.Job;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.history.BuildTotals;
import io.jenkins.plugins.locustswarm.report.history.JobBuilds;
import io.jenkins.plugins.locustswarm.report.history.JobTotals;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Iterates over the builds of a job that have a figure to show, newest first. Reads builds lazily, and of a build no more
 * than its {@code build.xml}.
 */
final class BuildHistory<T> implements Iterable<BuildResult<T>> {

    /** The number of consecutive builds without a figure after which the iteration ends. */
    private static final int MAX_SKIPPED = 100;

    private final Supplier<Stream<Optional<BuildResult<T>>>> builds;

    private BuildHistory(Supplier<Stream<Optional<BuildResult<T>>>> builds) {
        this.builds = builds;
    }

    /**
     * Loads each build and selects a part of its load tests.
     *
     * @param part returns the part; builds for which it is empty are skipped
     */
    static <T> BuildHistory<T> of(Job<?, ?> job, Function<LocustBuildAction, Optional<T>> part) {
        return new BuildHistory<>(() -> JobBuilds.loaded(job.getLastBuild())
                .map(run -> Optional.ofNullable(run.getAction(LocustBuildAction.class))
                        .flatMap(part)
                        .map(found -> new BuildResult<>(BuildTotals.build(run), found))));
    }

    /** Loads each build and selects a test. */
    static BuildHistory<TestSummary> of(Job<?, ?> job, String test) {
        return of(job, action -> action.find(test));
    }

    /**
     * Selects a part of the totals of each build without loading it, if possible.
     *
     * @param part returns the part of the totals by test; builds for which it is empty are skipped
     */
    static <T> BuildHistory<T> totals(Job<?, ?> job, Function<Map<String, NameStats>, Optional<T>> part) {
        return new BuildHistory<>(() -> JobTotals.newestFirst(job)
                .map(totals -> part.apply(totals.tests()).map(found -> new BuildResult<>(totals.build(), found))));
    }

    /** Selects the totals of builds that ran load tests, by test. */
    static BuildHistory<Map<String, NameStats>> totals(Job<?, ?> job) {
        return totals(job, tests -> Optional.of(tests).filter(Predicate.not(Map::isEmpty)));
    }

    @Override
    public Iterator<BuildResult<T>> iterator() {
        return builds.get().takeWhile(new SkipLimit()).flatMap(Optional::stream).iterator();
    }

    /** False after too many consecutive builds without a figure. */
    private static final class SkipLimit implements Predicate<Optional<?>> {

        private int skipped;

        @Override
        public boolean test(Optional<?> found) {
            skipped = found.isPresent() ? 0 : skipped + 1;
            return skipped <= MAX_SKIPPED;
        }
    }
}
