package io.jenkins.plugins.locustswarm.report.live;

import hudson.model.Run;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The numbers of tests that are running now, in memory only: after a restart of Jenkins they are back with the next
 * poll. For use by any thread.
 */
public final class LocustLive {

    private static final Map<String, Map<String, LiveFigures>> BUILDS = new ConcurrentHashMap<>();

    private LocustLive() {}

    /** Where the test is now. */
    public static void update(Run<?, ?> run, String test, RunProgress progress) {
        BUILDS.compute(run.getExternalizableId(), (id, tests) -> {
            Map<String, LiveFigures> updated = tests == null ? new LinkedHashMap<>() : new LinkedHashMap<>(tests);
            updated.put(test, new LiveFigures(test, progress));
            return updated;
        });
    }

    /** The test runs no more; repeating it harms nothing. */
    public static void end(Run<?, ?> run, String test) {
        BUILDS.computeIfPresent(run.getExternalizableId(), (id, tests) -> {
            Map<String, LiveFigures> left = new LinkedHashMap<>(tests);
            left.remove(test);
            return left.isEmpty() ? null : left;
        });
    }

    /** The build's running tests, in the order of their beginning; empty when there are none. */
    static List<LiveFigures> of(Run<?, ?> run) {
        return List.copyOf(
                BUILDS.getOrDefault(run.getExternalizableId(), Map.of()).values());
    }

    /** Forgets a build that is over, whatever its steps said. */
    static void forget(Run<?, ?> run) {
        BUILDS.remove(run.getExternalizableId());
    }
}
