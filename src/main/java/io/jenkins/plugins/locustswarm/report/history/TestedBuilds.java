package io.jenkins.plugins.locustswarm.report.history;

import hudson.model.Run;
import hudson.model.RunMap;
import java.util.Objects;
import java.util.stream.Stream;
import jenkins.model.lazy.LazyBuildMixIn;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Loads the builds of a job that ran load tests. A build that ended with results of a load test has a small file; of the others,
 * only the newest are loaded, since one may be running, or have ended without results.
 */
@Restricted(NoExternalUse.class)
public final class TestedBuilds {

    /** The number of builds that are looked at, with a file or without. */
    private static final int MAX_BUILDS = 1_000;

    /** The number of builds without a file that are loaded. */
    private static final int MAX_WITHOUT_FILE = 10;

    private final BuildNumbers numbers;
    private int withoutFile;

    private TestedBuilds(LazyBuildMixIn.LazyLoadingJob<?, ?> job) {
        this.numbers = BuildNumbers.of(job);
    }

    /** Returns the builds before this one that may have run load tests, newest first, in a lazy stream. */
    public static Stream<Run<?, ?>> before(Run<?, ?> run) {
        if (!(run.getParent() instanceof LazyBuildMixIn.LazyLoadingJob<?, ?> job)) {
            return JobBuilds.loaded(run.getPreviousBuild()).limit(MAX_WITHOUT_FILE);
        }
        TestedBuilds builds = new TestedBuilds(job);
        return builds.load(builds.numbers.before(run.getNumber()));
    }

    /** Returns this build and those before it, as far as they may have run load tests, newest first, in a lazy stream. */
    public static Stream<Run<?, ?>> upTo(Run<?, ?> newest) {
        return Stream.concat(Stream.of(newest), before(newest));
    }

    private Stream<Run<?, ?>> load(Stream<Integer> newestFirst) {
        RunMap<?> builds = numbers.builds();
        return newestFirst
                .limit(MAX_BUILDS)
                .filter(this::mayHaveRunTests)
                .<Run<?, ?>>map(builds::getByNumber)
                .filter(Objects::nonNull);
    }

    private boolean mayHaveRunTests(int number) {
        return new TotalsFile(numbers.folder(number)).exists() || withoutFile++ < MAX_WITHOUT_FILE;
    }
}
