package io.jenkins.plugins.locustswarm.report.publish;

import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The names under which a build records its tests. Parallel branches of a Pipeline may run tests of one name: each is recorded,
 * so a branch whose name is taken gets another one. In later builds, it gets the same, whichever branch is first, since trends
 * and baselines go by names. Stored with the build when a test begins.
 */
@Restricted(NoExternalUse.class)
public final class RecordedTests extends InvisibleAction {

    private static final Logger LOGGER = Logger.getLogger(RecordedTests.class.getName());

    /** Replaced instead of modified, since the build may be saved at any time. */
    private volatile ArrayList<RecordedResult> tests = new ArrayList<>();

    /** The names before this build, which later builds read here; absent in builds of earlier versions. Never modified. */
    private volatile @Nullable ArrayList<RecordedResult> earlier;

    /** Returns the names of this build, in the order in which they were reserved. */
    List<RecordedResult> tests() {
        return List.copyOf(tests);
    }

    /** Returns the names before this build, the newest first; empty if the build does not store them. */
    Optional<List<RecordedResult>> earlier() {
        return Optional.ofNullable(earlier).map(List::copyOf);
    }

    /**
     * Returns the name under which the build records the test of a branch, and reserves it. The same test and branch have the same
     * name again, as after a restart of Jenkins, and when a test is repeated: its results then replace the earlier ones.
     *
     * @param branch the enclosing parallel branches; empty outside of one
     */
    static String reserve(Run<?, ?> run, String test, String branch) {
        RecordedTests stored = run.getAction(RecordedTests.class);
        // outside of the lock, since it may load builds
        List<RecordedResult> before =
                stored == null || stored.earlier == null ? EarlierNames.before(run) : stored.earlier;
        String name;
        synchronized (run) {
            RecordedTests own = run.getAction(RecordedTests.class);
            if (own == null) {
                own = new RecordedTests();
                run.addAction(own);
            }
            if (own.earlier == null) {
                own.earlier = new ArrayList<>(before);
            }
            Optional<RecordedResult> known = find(own.tests, test, branch);
            if (known.isPresent()) {
                return known.get().name();
            }
            name = own.choose(test, branch);
            own.add(new RecordedResult(test, branch, name));
        }
        save(run);
        return name;
    }

    /** Without it, the test runs as well; only a restart of Jenkins could forget its name. */
    private static void save(Run<?, ?> run) {
        try {
            run.save();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "The build could not be saved: " + run);
        }
    }

    private String choose(String test, String branch) {
        List<RecordedResult> before =
                earlier.stream().filter(known -> known.test().equals(test)).toList();
        Optional<String> again = find(before, test, branch).map(RecordedResult::name);
        return Stream.concat(again.stream(), RecordedResult.names(test, branch))
                .filter(name -> isFree(name) && !isReserved(name, before, branch))
                .findFirst()
                .orElseThrow();
    }

    private boolean isFree(String name) {
        return tests.stream().noneMatch(known -> known.name().equals(name));
    }

    /** A test that was the only one of its name keeps it if its branch is renamed; of several, each keeps its own. */
    private static boolean isReserved(String name, List<RecordedResult> before, String branch) {
        return before.size() > 1
                && before.stream()
                        .anyMatch(known ->
                                known.name().equals(name) && !known.branch().equals(branch));
    }

    private static Optional<RecordedResult> find(List<RecordedResult> tests, String test, String branch) {
        return tests.stream().filter(known -> known.isOf(test, branch)).findFirst();
    }

    private void add(RecordedResult added) {
        ArrayList<RecordedResult> updated = new ArrayList<>(tests);
        updated.add(added);
        tests = updated;
    }
}
