package io.jenkins.plugins.locustswarm.report.baseline;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import hudson.model.PermalinkProjectAction.Permalink;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import java.util.Optional;
import java.util.function.Function;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Finds the baseline of a load test of a build.
 *
 * <p>If the user chose no other one, it is the reference build that another plugin recorded; in a change request of a
 * multibranch job, the last successful build of the target branch; otherwise the last successful build of the job. A
 * change request is always judged by its target branch, since it would else be compared with its own earlier versions.
 */
@Restricted(NoExternalUse.class)
public final class BaselineSearch {

    private final Run<?, ?> run;
    private final String test;
    private final ReadableJobs jobs;

    /** @param test the name of the test, the same in both builds */
    public BaselineSearch(Run<?, ?> run, String test) {
        this.run = run;
        this.test = test;
        this.jobs = new ReadableJobs(run);
    }

    /**
     * Checks that the build may read the job that the user chose, and that the job has such a permalink.
     *
     * @throws BadInputException if not; the message is the same for a job that does not exist and one that the build may not
     *     read
     */
    public static void check(Run<?, ?> run, BaselineChoice choice) {
        if (choice instanceof BaselineChoice.NamedBuild named) {
            Job<?, ?> job = new ReadableJobs(run)
                    .find(named.job())
                    .orElseThrow(() -> new BadInputException("The baseline " + named + " cannot be used: "
                            + missing(named) + "; check the name, and the permissions of the build."));
            if (!named.isNumber() && permalink(job, named.build()).isEmpty()) {
                throw new BadInputException("The baseline " + named + " cannot be used: " + job.getFullName()
                        + " has no permalink " + named.build()
                        + "; use the number of a build, or for example lastSuccessfulBuild.");
            }
        }
    }

    private static String missing(BaselineChoice.NamedBuild named) {
        return "there is no job \"" + named.job() + "\" that this build may read";
    }

    /** @param current the run that is compared */
    public FoundBaseline find(BaselineChoice choice, RunSummary current) {
        if (choice instanceof BaselineChoice.NamedBuild named) {
            return named(named);
        }
        if (choice instanceof BaselineChoice.MedianOf median) {
            return inTargetOrOwn(builds -> builds.median(median.builds(), current))
                    .orElse(
                            FoundBaseline.none(
                                    "there is no earlier successful build with this test and the same load to compare with yet"));
        }
        return reference().or(() -> inTargetOrOwn(SuccessfulBuilds::last)).orElse(FoundBaseline.FIRST_BUILD);
    }

    private Optional<FoundBaseline> reference() {
        return ReferenceBuilds.of(run)
                .filter(build -> jobs.mayRead(build.getParent()))
                .flatMap(build -> BaselineBuild.of(build, test))
                .map(build -> build.found(run.getParent()));
    }

    private Optional<FoundBaseline> inTargetOrOwn(Function<SuccessfulBuilds, Optional<FoundBaseline>> search) {
        return TargetBranch.of(run.getParent())
                .filter(jobs::mayRead)
                .flatMap(target -> search.apply(new SuccessfulBuilds(run, target, test)))
                .or(() -> search.apply(new SuccessfulBuilds(run, run.getParent(), test)));
    }

    private FoundBaseline named(BaselineChoice.NamedBuild named) {
        Optional<Job<?, ?>> job = jobs.find(named.job());
        if (job.isEmpty()) {
            return FoundBaseline.none(missing(named));
        }
        Run<?, ?> build = build(job.get(), named);
        if (build == null || build.equals(run)) {
            return FoundBaseline.none("there is no build " + named + " to compare with yet");
        }
        return BaselineBuild.of(build, test)
                .map(found -> found.found(run.getParent()))
                .orElse(FoundBaseline.none(
                        BaselineBuild.words(run.getParent(), build) + " has no test \"" + test + "\" to compare with"));
    }

    @CheckForNull
    private static Run<?, ?> build(Job<?, ?> job, BaselineChoice.NamedBuild named) {
        return named.isNumber()
                ? job.getBuildByNumber(Integer.parseInt(named.build()))
                : permalink(job, named.build())
                        .<Run<?, ?>>map(permalink -> permalink.resolve(job))
                        .orElse(null);
    }

    /** @param id with or without "Build" at its end */
    private static Optional<Permalink> permalink(Job<?, ?> job, String id) {
        return Optional.ofNullable(job.getPermalinks().get(id))
                .or(() -> Optional.ofNullable(job.getPermalinks().get(id + "Build")));
    }
}
