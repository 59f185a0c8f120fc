package io.jenkins.plugins.locustswarm.report.trend;

import edu.hm.hafner.echarts.BuildResult;
import hudson.model.Job;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.report.history.BuildTotals;
import io.jenkins.plugins.locustswarm.report.history.JobTotals;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Iterates over the builds of a job that have a figure to show, newest first. Loads hardly any build. */
final class BuildHistory<T> implements Iterable<BuildResult<T>> {

    /** The number of consecutive builds without a figure after which the iteration ends. */
    private static final int MAX_SKIPPED = 100;

    private final Supplier<Stream<Optional<BuildResult<T>>>> builds;

    private BuildHistory(Supplier<Stream<Optional<BuildResult<T>>>> builds) {
        this.builds = builds;
    }

    /** @param part returns a part of the totals of a build; builds for which it is empty are skipped */
    static <T> BuildHistory<T> of(Job<?, ?> job, Function<BuildTotals, Optional<T>> part) {
        return new BuildHistory<>(() -> JobTotals.newestFirst(job)
                .map(totals -> part.apply(totals).map(found -> new BuildResult<>(totals.build(), found))));
    }

    /** Selects the totals of builds that ran load tests, by test. */
    static BuildHistory<Map<String, NameStats>> of(Job<?, ?> job) {
        return of(job, totals -> Optional.of(totals.tests()).filter(Predicate.not(Map::isEmpty)));
    }

    /** Selects the totals of a test. */
    static BuildHistory<NameStats> of(Job<?, ?> job, String test) {
        return of(job, totals -> Optional.ofNullable(totals.tests().get(test)));
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
