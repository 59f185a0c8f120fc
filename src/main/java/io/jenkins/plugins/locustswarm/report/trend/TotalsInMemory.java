package io.jenkins.plugins.locustswarm.report.trend;

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
 * The totals of builds that are not loaded, for as long as there is memory for them, so that a page that is opened
 * again reads no file. A build can change only while it is loaded, and tells when it is saved; a job that is read from
 * disk anew has a new map of builds.
 */
@Extension
public final class TotalsInMemory extends SaveableListener {

    private final Map<RunMap<?>, SoftReference<Map<Integer, BuildTotals>>> jobs =
            Collections.synchronizedMap(new WeakHashMap<>());

    static TotalsInMemory get() {
        return ExtensionList.lookupSingleton(TotalsInMemory.class);
    }

    /** The totals of that build, read when they are not here; empty when there is nothing to read. */
    Optional<BuildTotals> find(RunMap<?> builds, int number, Supplier<Optional<BuildTotals>> read) {
        return Optional.ofNullable(
                job(builds).computeIfAbsent(number, build -> read.get().orElse(null)));
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

    /** Null when there is nothing, or when it was too much for the memory. */
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
