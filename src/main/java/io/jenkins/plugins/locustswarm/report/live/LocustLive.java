package io.jenkins.plugins.locustswarm.report.live;

import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The latest figures of running tests. Kept in memory only: after a restart of Jenkins, the next poll restores them.
 * Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class LocustLive {

    private static final Map<String, Map<String, LiveFigures>> BUILDS = new ConcurrentHashMap<>();

    private LocustLive() {}

    /** Sets the latest figures of a test. */
    public static void update(Run<?, ?> run, String test, RunProgress progress) {
        BUILDS.compute(run.getExternalizableId(), (id, tests) -> {
            Map<String, LiveFigures> updated = tests == null ? new LinkedHashMap<>() : new LinkedHashMap<>(tests);
            updated.put(test, new LiveFigures(test, progress));
            return updated;
        });
    }

    /** Removes a test that has ended; does nothing if it was already removed. */
    public static void end(Run<?, ?> run, String test) {
        BUILDS.computeIfPresent(run.getExternalizableId(), (id, tests) -> {
            Map<String, LiveFigures> left = new LinkedHashMap<>(tests);
            left.remove(test);
            return left.isEmpty() ? null : left;
        });
    }

    /** Returns the running tests of a build, in the order in which they started. */
    static List<LiveFigures> of(Run<?, ?> run) {
        return List.copyOf(
                BUILDS.getOrDefault(run.getExternalizableId(), Map.of()).values());
    }

    /** Removes all tests of a build. */
    static void forget(Run<?, ?> run) {
        BUILDS.remove(run.getExternalizableId());
    }
}
