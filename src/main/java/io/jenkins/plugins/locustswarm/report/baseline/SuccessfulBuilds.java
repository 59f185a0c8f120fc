package io.jenkins.plugins.locustswarm.report.baseline;

import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;
import io.jenkins.plugins.locustswarm.engine.trend.MedianRun;
import io.jenkins.plugins.locustswarm.report.history.BuildTotals;
import io.jenkins.plugins.locustswarm.report.history.JobTotals;
import io.jenkins.plugins.locustswarm.report.history.PastResult;
import io.jenkins.plugins.locustswarm.report.history.TestHistory;
import io.jenkins.plugins.locustswarm.report.kept.BuildReference;
import io.jenkins.plugins.locustswarm.report.kept.MedianReference;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Searches the successful builds of a job in which a test passed. Reads small files, as far as builds have them. */
final class SuccessfulBuilds {

    /** The number of builds that are searched for the last successful one. */
    private static final int MAX_BUILDS = 1_000;

    private final Run<?, ?> run;
    private final Job<?, ?> job;
    private final String test;

    /**
     * @param run the build that is compared
     * @param job its job, whose builds before it are searched, or another one
     */
    SuccessfulBuilds(Run<?, ?> run, Job<?, ?> job, String test) {
        this.run = run;
        this.job = job;
        this.test = test;
    }

    private boolean isOwnJob() {
        return job.equals(run.getParent());
    }

    Optional<FoundBaseline> last() {
        Stream<BuildTotals> newestFirst = isOwnJob()
                ? JobTotals.before(run, TestHistory.MAX_LOADS)
                : JobTotals.newestFirst(job, TestHistory.MAX_LOADS);
        return newestFirst
                .limit(MAX_BUILDS)
                .filter(totals -> totals.baselines().contains(test))
                .flatMap(totals -> load(totals.build().getNumber()).stream())
                .findFirst()
                .map(found -> found.found(run.getParent()));
    }

    private Optional<BaselineBuild> load(int number) {
        return BaselineBuild.of(job.getBuildByNumber(number), test)
                .filter(build -> build.run().getResult() == Result.SUCCESS
                        && build.kept().getVerdict() == Verdict.OK);
    }

    /**
     * Returns the median of the last builds that are comparable with a run: at most that many, and as many as there are.
     *
     * @param current the run that is compared
     */
    Optional<FoundBaseline> median(int builds, RunSummary current) {
        TestHistory history = isOwnJob() ? TestHistory.before(run, test) : TestHistory.of(job, test);
        List<PastResult> comparable = history.baselines(current);
        if (comparable.isEmpty()) {
            return Optional.empty();
        }
        List<PastResult> last = comparable.subList(Math.max(0, comparable.size() - builds), comparable.size());
        return Optional.of(new FoundBaseline(
                MedianRun.of(last.stream().map(PastResult::summary).toList()), words(last)));
    }

    private String words(List<PastResult> builds) {
        PastResult first = builds.get(0);
        PastResult last = builds.get(builds.size() - 1);
        String of = isOwnJob() ? null : job.getFullName();
        return builds.size() == 1
                ? new BuildReference(of, last.build()).toString()
                : new MedianReference(of, builds.size(), first.build(), last.build()).toString();
    }
}
