package io.jenkins.plugins.locustswarm.report.live;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.RunListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The tests whose results are not published yet. Kept in memory only: after a restart of Jenkins, a step that is
 * resumed adds its test again. Tests of recent builds that ended without results stay, so that their pages can say why.
 * Thread-safe.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class RunningTests extends RunListener<Run<?, ?>> {

    /** The number of builds that have ended, but whose tests stay. */
    private static final int MAX_ENDED = 50;

    /** By {@link #key}; the build with the newest test is at the end. The lists are not changed. */
    private final Map<String, List<LiveState>> builds = new LinkedHashMap<>();

    private static RunningTests get() {
        return ExtensionList.lookupSingleton(RunningTests.class);
    }

    /**
     * Differs for a build of the same number in a job of the same name that was created after the first one was
     * deleted.
     */
    private static String key(Run<?, ?> run) {
        return run.getExternalizableId() + " " + run.getTimeInMillis();
    }

    /**
     * Adds a test, unless this operation has added it before. Replaces an earlier test of that name that has ended, or
     * that ran on the same swarm. Tests of one name on several swarms are kept apart.
     */
    public static LiveState begin(Run<?, ?> run, String test, LiveOperation operation) {
        return get().add(key(run), test, operation);
    }

    private synchronized LiveState add(String build, String name, LiveOperation operation) {
        LiveState test = tests(build).stream()
                .filter(known -> known.operation().equals(operation) && !known.isOver())
                .findFirst()
                .orElseGet(() -> new LiveState(name, operation));
        List<LiveState> tests = new ArrayList<>(tests(build));
        tests.removeIf(known -> known != test && known.name().equals(name) && known.isReplacedBy(operation));
        if (!tests.contains(test)) {
            tests.add(test);
            builds.remove(build);
        }
        builds.put(build, List.copyOf(tests));
        return test;
    }

    private synchronized List<LiveState> tests(String build) {
        return builds.getOrDefault(build, List.of());
    }

    /** Removes a test whose results are published; does nothing if it was already removed. */
    public static void published(Run<?, ?> run, LiveState test) {
        get().remove(key(run), test);
    }

    private synchronized void remove(String build, LiveState test) {
        List<LiveState> left =
                tests(build).stream().filter(known -> known != test).toList();
        if (left.isEmpty()) {
            builds.remove(build);
        } else {
            builds.put(build, left);
        }
    }

    /** Returns the tests of a build without published results, in the order in which they began. */
    public static List<LiveState> of(Run<?, ?> run) {
        return get().tests(key(run));
    }

    /**
     * Returns the test with that address, the latest one of several; absent if the build does not run it, or its
     * results are published.
     */
    @CheckForNull
    public static LiveState find(Run<?, ?> run, LiveAddress address) {
        return of(run).stream()
                .filter(known -> known.name().equals(address.test()))
                .filter(known -> address.swarm() == null
                        || address.swarm().equals(known.operation().swarm()))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    /** Ends the tests of a build that has ended, even if a step did not. */
    @Override
    public synchronized void onCompleted(Run<?, ?> run, TaskListener listener) {
        String key = key(run);
        tests(key).forEach(LiveState::end);
        tests(key).stream().filter(LiveState::isWebPageClosed).forEach(test -> remove(key, test));
        List<String> ended = builds.entrySet().stream()
                .filter(build -> build.getValue().stream().allMatch(LiveState::isOver))
                .map(Map.Entry::getKey)
                .toList();
        ended.subList(0, Math.max(0, ended.size() - MAX_ENDED)).forEach(builds::remove);
    }

    @Override
    public synchronized void onDeleted(Run<?, ?> run) {
        builds.remove(key(run));
    }

    private synchronized void moved(String oldJob, String newJob) {
        for (Map.Entry<String, List<LiveState>> build : List.copyOf(builds.entrySet())) {
            if (build.getKey().startsWith(oldJob + "#")) {
                builds.remove(build.getKey());
                String key = newJob + build.getKey().substring(oldJob.length());
                builds.merge(key, build.getValue(), RunningTests::withoutRepetitions);
            }
        }
    }

    /** An operation may have added its test again after its job was moved and before this was known. */
    private static List<LiveState> withoutRepetitions(List<LiveState> added, List<LiveState> earlier) {
        Stream<LiveState> others = added.stream()
                .filter(test ->
                        earlier.stream().noneMatch(known -> known.operation().equals(test.operation())));
        return Stream.concat(earlier.stream(), others).toList();
    }

    /** Keeps the running tests of a job that is renamed or moved. */
    @Extension
    public static final class MovedJobs extends ItemListener {

        /** Jenkins calls this for a folder and for each item in it. */
        @Override
        public void onLocationChanged(Item item, String oldFullName, String newFullName) {
            get().moved(oldFullName, newFullName);
        }
    }
}
