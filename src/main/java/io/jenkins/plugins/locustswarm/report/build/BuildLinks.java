package io.jenkins.plugins.locustswarm.report.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.report.history.BuildHistory;
import io.jenkins.plugins.locustswarm.report.kept.BuildReference;
import java.util.Optional;
import jenkins.model.Jenkins;
import jenkins.model.lazy.LazyBuildMixIn;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.springframework.security.access.AccessDeniedException;

/** Links to a test in other builds, as far as they exist and the user who looks at the page may read them. */
@Restricted(NoExternalUse.class)
public final class BuildLinks {

    /** The pages of this plugin at a build, and at a job. */
    private static final String URL = "locust";

    private final Job<?, ?> job;
    private final String test;

    /** @param job the job of the page */
    public BuildLinks(Job<?, ?> job, String test) {
        this.job = job;
        this.test = test;
    }

    /**
     * Returns the URL of the test in a build, relative to the root of Jenkins; absent if there is nothing to link to.
     *
     * @param words the build, for example {@code #12} or {@code shop/main #45}
     */
    @CheckForNull
    public String of(@CheckForNull String words) {
        return BuildReference.parse(words)
                .flatMap(build -> job(build.job())
                        .filter(found -> hasBuild(found, build.number()))
                        .map(found ->
                                found.getUrl() + build.number() + "/" + URL + "/test/" + Util.rawEncode(test) + "/"))
                .orElse(null);
    }

    /**
     * Returns the URL of the trends of the test, relative to the root of Jenkins; absent if there are none any more, since the job
     * has not run load tests, or not this one, for a while.
     */
    @CheckForNull
    public String getTrends() {
        boolean hasTrends = job.getAllActions().stream().anyMatch(action -> URL.equals(action.getUrlName()));
        return hasTrends && BuildHistory.contains(job, test)
                ? job.getUrl() + URL + "/test/" + Util.rawEncode(test) + "/"
                : null;
    }

    /**
     * Returns a build that the user may read; empty if there is none.
     *
     * @param words the build, for example {@code #12} or {@code shop/main #45}
     */
    Optional<Run<?, ?>> build(@CheckForNull String words) {
        return BuildReference.parse(words)
                .flatMap(build -> job(build.job()).map(found -> found.getBuildByNumber(build.number())));
    }

    /** Returns a job that the user may read; the one of the page without a name. */
    Optional<Job<?, ?>> job(@CheckForNull String name) {
        if (name == null) {
            return Optional.of(job);
        }
        try {
            return Optional.ofNullable(Jenkins.get().getItemByFullName(name, Job.class))
                    .map(found -> (Job<?, ?>) found);
        } catch (AccessDeniedException e) {
            return Optional.empty();
        }
    }

    /** Does not load the build. */
    static boolean hasBuild(Job<?, ?> job, int number) {
        return job instanceof LazyBuildMixIn.LazyLoadingJob<?, ?> lazy
                ? lazy.getLazyBuildMixIn().getRunMap().runExists(number)
                : job.getBuildByNumber(number) != null;
    }
}
