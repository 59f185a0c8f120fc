package io.jenkins.plugins.locustswarm.report.trend;

import edu.hm.hafner.echarts.BuildResult;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.report.LocustBuildAction;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A job's builds from the newest one back, as far as they have something to show. Builds are looked at as they are asked
 * for, and of a build no more than its {@code build.xml} is read.
 */
final class BuildHistory<T> implements Iterable<BuildResult<T>> {

    /** Builds in a row with nothing to show, after which older ones are not looked at. */
    private static final int MAX_SKIPPED = 100;

    private final Supplier<Stream<Optional<BuildResult<T>>>> builds;

    private BuildHistory(Supplier<Stream<Optional<BuildResult<T>>>> builds) {
        this.builds = builds;
    }

    /**
     * Of each build, which has to be loaded for it, a part of its load tests.
     *
     * @param part what is shown; builds where it is empty are left out
     */
    static <T> BuildHistory<T> of(Job<?, ?> job, Function<LocustBuildAction, Optional<T>> part) {
        return new BuildHistory<>(() -> loaded(job.getLastBuild())
                .map(run -> Optional.ofNullable(run.getAction(LocustBuildAction.class))
                        .flatMap(part)
                        .map(found -> new BuildResult<>(BuildTotals.build(run), found))));
    }

    /** The runs of that test. */
    static BuildHistory<TestSummary> of(Job<?, ?> job, String test) {
        return of(job, action -> action.find(test));
    }

    /**
     * Of each build, which need not be loaded for it, a part of its totals.
     *
     * @param part what is shown of the totals by test; builds where it is empty are left out
     */
    static <T> BuildHistory<T> totals(Job<?, ?> job, Function<Map<String, NameStats>, Optional<T>> part) {
        return new BuildHistory<>(() -> JobTotals.newestFirst(job)
                .map(totals -> part.apply(totals.tests()).map(found -> new BuildResult<>(totals.build(), found))));
    }

    /** The totals of builds that ran load tests, by test. */
    static BuildHistory<Map<String, NameStats>> totals(Job<?, ?> job) {
        return totals(job, tests -> Optional.of(tests).filter(Predicate.not(Map::isEmpty)));
    }

    /** That build and those before it, loaded one by one. */
    static Stream<Run<?, ?>> loaded(Run<?, ?> last) {
        return Stream.iterate(last, Objects::nonNull, Run::getPreviousBuild);
    }

    @Override
    public Iterator<BuildResult<T>> iterator() {
        return builds.get().takeWhile(new Patience()).flatMap(Optional::stream).iterator();
    }

    /** Is over when too many builds in a row have nothing to show. */
    private static final class Patience implements Predicate<Optional<?>> {

        private int skipped;

        @Override
        public boolean test(Optional<?> found) {
            skipped = found.isPresent() ? 0 : skipped + 1;
            return skipped <= MAX_SKIPPED;
        }
    }
}
