package io.jenkins.plugins.locustswarm.report.history;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.Run;
import hudson.model.RunMap;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import java.lang.ref.SoftReference;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import jenkins.model.lazy.LazyBuildMixIn;

/**
 * Caches the totals of builds, as far as memory allows, so that reopening a page reads no files, and does not load builds
 * without a load test, which have no files, again. A build changes only while it is loaded, and is then saved, which removes
 * its totals; reloading a job from disk creates a new map of builds.
 */
@Extension
public final class TotalsInMemory extends SaveableListener {

    private final Map<RunMap<?>, SoftReference<Map<Integer, BuildTotals>>> jobs =
            Collections.synchronizedMap(new WeakHashMap<>());

    static TotalsInMemory get() {
        return ExtensionList.lookupSingleton(TotalsInMemory.class);
    }

    /** Returns the cached totals of a build, or reads them; empty if there is nothing to read. */
    Optional<BuildTotals> find(RunMap<?> builds, int number, Supplier<Optional<BuildTotals>> read) {
        return Optional.ofNullable(
                job(builds).computeIfAbsent(number, build -> read.get().orElse(null)));
    }

    /** Caches the totals of a loaded build that has ended. */
    void remember(Run<?, ?> run) {
        if (!run.isBuilding() && run.getParent() instanceof LazyBuildMixIn.LazyLoadingJob<?, ?> job) {
            find(job.getLazyBuildMixIn().getRunMap(), run.getNumber(), () -> Optional.of(BuildTotals.of(run)));
        }
    }

    /** Returns whether a build is known to have run no load test. */
    boolean ranNoTest(RunMap<?> builds, int number) {
        Map<Integer, BuildTotals> job = kept(builds);
        BuildTotals totals = job == null ? null : job.get(number);
        return totals != null && totals.tests().isEmpty();
    }

    private Map<Integer, BuildTotals> job(RunMap<?> builds) {
        synchronized (jobs) {
            Map<Integer, BuildTotals> job = kept(builds);
            if (job == null) {
                job = new ConcurrentHashMap<>();
                jobs.put(builds, new SoftReference<>(job));
            }
            return job;
        }
    }

    /** Returns the cache of a job; absent if there is none or memory was short. */
    @CheckForNull
    private Map<Integer, BuildTotals> kept(RunMap<?> builds) {
        SoftReference<Map<Integer, BuildTotals>> job = jobs.get(builds);
        return job == null ? null : job.get();
    }

    @Override
    public void onChange(Saveable changed, XmlFile file) {
        if (changed instanceof Run<?, ?> run && run.getParent() instanceof LazyBuildMixIn.LazyLoadingJob<?, ?> job) {
            Map<Integer, BuildTotals> builds = kept(job.getLazyBuildMixIn().getRunMap());
            if (builds != null) {
                builds.remove(run.getNumber());
            }
        }
    }
}
