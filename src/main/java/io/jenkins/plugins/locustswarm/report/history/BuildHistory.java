package io.jenkins.plugins.locustswarm.report.history;

import edu.hm.hafner.echarts.BuildResult;
import hudson.model.Job;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Iterates over the builds of a job that have a figure to show, newest first. Loads hardly any build. */
@Restricted(NoExternalUse.class)
public final class BuildHistory<T> implements Iterable<BuildResult<T>> {

    /**
     * The number of builds without a small file that an iteration loads. Those that ran no load test are remembered, so that
     * the next one comes further.
     */
    static final int MAX_LOADS = 200;

    /** The number of consecutive builds without any load test after which the iteration ends. They have to be loaded. */
    private static final int MAX_SKIPPED = 100;

    /** The number of consecutive builds with other load tests that count like one without: small files contain them. */
    private static final int OTHERS = 10;

    private final Supplier<Stream<BuildTotals>> builds;
    private final Function<BuildTotals, Optional<T>> part;

    /**
     * @param builds the totals of all builds, newest first
     * @param part returns a part of the totals of a build; builds for which it is empty are skipped
     */
    BuildHistory(Supplier<Stream<BuildTotals>> builds, Function<BuildTotals, Optional<T>> part) {
        this.builds = builds;
        this.part = part;
    }

    /** Selects a part of the totals of builds. */
    public static <T> BuildHistory<T> of(Job<?, ?> job, Function<BuildTotals, Optional<T>> part) {
        return new BuildHistory<>(() -> JobTotals.newestFirst(job, MAX_LOADS), part);
    }

    /** Selects the totals of builds that ran load tests, by test. */
    public static BuildHistory<Map<String, NameStats>> of(Job<?, ?> job) {
        return of(job, totals -> Optional.of(totals.tests()).filter(Predicate.not(Map::isEmpty)));
    }

    /** Selects the totals of a test. */
    public static BuildHistory<NameStats> of(Job<?, ?> job, String test) {
        return of(job, totals -> Optional.ofNullable(totals.tests().get(test)));
    }

    /** Returns whether a test has a trend, which is the rule for pages that link to it: a build with it is found. */
    public static boolean contains(Job<?, ?> job, String test) {
        return of(job, test).iterator().hasNext();
    }

    /** Returns this history without the builds before this number. */
    public BuildHistory<T> since(int oldest) {
        return new BuildHistory<>(
                () -> builds.get().takeWhile(totals -> totals.build().getNumber() >= oldest), part);
    }

    @Override
    public Iterator<BuildResult<T>> iterator() {
        SkipLimit limit = new SkipLimit();
        return builds.get()
                .map(totals -> limit.count(totals, part.apply(totals)))
                .takeWhile(found -> limit.isKept())
                .flatMap(Optional::stream)
                .iterator();
    }

    /** Ends the iteration after too many consecutive builds without a figure. */
    private final class SkipLimit {

        private int skipped;

        Optional<BuildResult<T>> count(BuildTotals totals, Optional<T> found) {
            skipped = found.isPresent() ? 0 : skipped + (totals.tests().isEmpty() ? OTHERS : 1);
            return found.map(figure -> new BuildResult<>(totals.build(), figure));
        }

        boolean isKept() {
            return skipped <= MAX_SKIPPED * OTHERS;
        }
    }
}
