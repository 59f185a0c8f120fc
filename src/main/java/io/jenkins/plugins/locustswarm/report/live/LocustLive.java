package io.jenkins.plugins.locustswarm.report.live;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.locustswarm.engine.progress.RunProgress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The tests whose results are not published yet. Kept in memory only: after a restart of Jenkins, a step that is resumed adds
 * its test again. Tests of recent builds that ended without results stay, so that their pages can say why. Thread-safe.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class LocustLive extends RunListener<Run<?, ?>> {

    /** The number of builds that have ended, but whose tests stay. */
    private static final int MAX_ENDED = 50;

    /** By the external id of the build; the build with the newest test is at the end. The inner maps are not changed. */
    private final Map<String, Map<String, LiveTest>> builds = new LinkedHashMap<>();

    private static LocustLive get() {
        return ExtensionList.lookupSingleton(LocustLive.class);
    }

    /** Adds a test, unless this operation has added it before; replaces an earlier test of that name. */
    public static LiveTest begin(Run<?, ?> run, String test, LiveOperation operation) {
        return get().add(run.getExternalizableId(), test, operation);
    }

    private synchronized LiveTest add(String build, String test, LiveOperation operation) {
        LiveTest known = tests(build).get(test);
        if (known != null && !known.isOver() && known.operation().equals(operation)) {
            return known;
        }
        Map<String, LiveTest> tests = new LinkedHashMap<>(tests(build));
        LiveTest added = new LiveTest(test, operation);
        tests.put(test, added);
        builds.remove(build);
        builds.put(build, tests);
        return added;
    }

    private synchronized Map<String, LiveTest> tests(String build) {
        return builds.getOrDefault(build, Map.of());
    }

    /** Sets the latest figures of a test; ignored if its results are published. */
    public static void update(Run<?, ?> run, String test, RunProgress progress) {
        LiveTest known = find(run, test);
        if (known != null) {
            known.update(progress);
        }
    }

    /** Sets the latest message about a test; ignored if its results are published. */
    public static void message(Run<?, ?> run, String test, String text) {
        LiveTest known = find(run, test);
        if (known != null) {
            known.message(text);
        }
    }

    /** Removes a test whose results are published; does nothing if it was already removed. */
    public static void published(Run<?, ?> run, String test) {
        get().remove(run.getExternalizableId(), test);
    }

    private synchronized void remove(String build, String test) {
        Map<String, LiveTest> left = new LinkedHashMap<>(tests(build));
        left.remove(test);
        if (left.isEmpty()) {
            builds.remove(build);
        } else {
            builds.put(build, left);
        }
    }

    /** Records that the operation of a test has ended; does nothing if its results are published. */
    public static void ended(Run<?, ?> run, String test) {
        LiveTest known = find(run, test);
        if (known != null) {
            known.end();
        }
    }

    /** Returns the tests of a build without published results, in the order in which they began. */
    public static List<LiveTest> of(Run<?, ?> run) {
        return List.copyOf(get().tests(run.getExternalizableId()).values());
    }

    /** Returns the test of that name; absent if the build does not run it, or its results are published. */
    @CheckForNull
    public static LiveTest find(Run<?, ?> run, String test) {
        return get().tests(run.getExternalizableId()).get(test);
    }

    /** Ends the tests of a build that has ended, even if a step did not. */
    @Override
    public synchronized void onCompleted(Run<?, ?> run, TaskListener listener) {
        tests(run.getExternalizableId()).values().forEach(LiveTest::end);
        List<String> ended = builds.entrySet().stream()
                .filter(build -> build.getValue().values().stream().allMatch(LiveTest::isOver))
                .map(Map.Entry::getKey)
                .toList();
        ended.subList(0, Math.max(0, ended.size() - MAX_ENDED)).forEach(builds::remove);
    }

    @Override
    public synchronized void onDeleted(Run<?, ?> run) {
        builds.remove(run.getExternalizableId());
    }
}
