package io.jenkins.plugins.locustswarm.report.publish;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.locustswarm.report.history.JobBuilds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The names under which a build records its tests. Parallel branches of a Pipeline may run tests of one name: each is recorded,
 * so a branch whose name is taken gets another one. In the next build, it gets the same, whichever branch is first, since trends
 * and baselines go by names. Stored with the build when a test begins.
 */
@Restricted(NoExternalUse.class)
public final class RecordedTests extends InvisibleAction {

    private static final Logger LOGGER = Logger.getLogger(RecordedTests.class.getName());

    /** The number of earlier builds that are searched for the names of their tests. They may have to be loaded. */
    private static final int MAX_BUILDS = 10;

    /** Replaced instead of modified, since the build may be saved at any time. */
    private volatile ArrayList<RecordedResult> tests = new ArrayList<>();

    /**
     * Returns the name under which the build records the test of a branch, and reserves it. The same test and branch have the same
     * name again, as after a restart of Jenkins, and when a test is repeated: its results then replace the earlier ones.
     *
     * @param branch the enclosing parallel branches; empty outside of one
     */
    static String reserve(Run<?, ?> run, String test, String branch) {
        List<RecordedResult> before = earlier(run, test);
        String name;
        synchronized (run) {
            RecordedTests own = run.getAction(RecordedTests.class);
            if (own == null) {
                own = new RecordedTests();
                run.addAction(own);
            }
            Optional<RecordedResult> known = find(own.tests, test, branch);
            if (known.isPresent()) {
                return known.get().name();
            }
            name = own.choose(before, test, branch);
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

    /** Returns the tests of that name in the newest earlier build that has any. */
    private static List<RecordedResult> earlier(Run<?, ?> run, String test) {
        return JobBuilds.loaded(run.getPreviousBuild())
                .limit(MAX_BUILDS)
                .map(build -> build.getAction(RecordedTests.class))
                .filter(Objects::nonNull)
                .map(action -> action.tests.stream()
                        .filter(known -> known.test().equals(test))
                        .toList())
                .filter(known -> !known.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private String choose(List<RecordedResult> before, String test, String branch) {
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
        return tests.stream()
                .filter(known -> known.test().equals(test) && known.branch().equals(branch))
                .findFirst();
    }

    private void add(RecordedResult added) {
        ArrayList<RecordedResult> updated = new ArrayList<>(tests);
        updated.add(added);
        tests = updated;
    }
}
