package io.jenkins.plugins.locustswarm.report;

import edu.hm.hafner.echarts.Build;
import edu.hm.hafner.echarts.BuildResult;
import hudson.model.Job;
import hudson.model.Run;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;

/**
 * A job's builds from the newest one back, as far as they have something to show. Builds are loaded as they are asked
 * for, and of a build no more than its {@code build.xml}.
 */
final class BuildHistory<T> implements Iterable<BuildResult<T>> {

    /** Builds in a row with nothing to show, after which older ones are not loaded to look for more. */
    private static final int MOST_SKIPPED = 100;

    private final Job<?, ?> job;
    private final Function<LocustBuildAction, Optional<T>> part;

    /** @param part what of a build is shown; builds where it is empty are left out */
    BuildHistory(Job<?, ?> job, Function<LocustBuildAction, Optional<T>> part) {
        this.job = job;
        this.part = part;
    }

    /** The runs of that test. */
    static BuildHistory<TestSummary> of(Job<?, ?> job, String test) {
        return new BuildHistory<>(job, action -> action.find(test));
    }

    @Override
    public Iterator<BuildResult<T>> iterator() {
        return new Iterator<>() {
            private Run<?, ?> run = job.getLastBuild();
            private BuildResult<T> next = find();

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public BuildResult<T> next() {
                if (next == null) {
                    throw new NoSuchElementException();
                }
                BuildResult<T> found = next;
                next = find();
                return found;
            }

            private BuildResult<T> find() {
                for (int skipped = 0; run != null && skipped <= MOST_SKIPPED; skipped++) {
                    Run<?, ?> here = run;
                    run = run.getPreviousBuild();
                    Optional<T> result = Optional.ofNullable(here.getAction(LocustBuildAction.class))
                            .flatMap(part);
                    if (result.isPresent()) {
                        return new BuildResult<>(build(here), result.get());
                    }
                }
                return null;
            }
        };
    }

    private static Build build(Run<?, ?> run) {
        return new Build(run.getNumber(), run.getDisplayName(), (int) (run.getTimeInMillis() / 1000));
    }
}
