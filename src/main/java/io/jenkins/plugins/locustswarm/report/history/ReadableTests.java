package io.jenkins.plugins.locustswarm.report.history;

import hudson.model.Run;
import io.jenkins.plugins.locustswarm.report.kept.KeptTests;
import io.jenkins.plugins.locustswarm.report.kept.TestSummary;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads the load tests of a loaded build. A later version of the plugin, or a damaged file, may have left values that this version
 * cannot read: such a test is left out, since pages and gates of all other builds of the job would fail otherwise.
 */
final class ReadableTests {

    private static final Logger LOGGER = Logger.getLogger(ReadableTests.class.getName());

    /** The tests whose failure is in the log already. A build that is loaded again has new ones. */
    private static final Set<TestSummary> LOGGED =
            Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

    private ReadableTests() {}

    /** Returns a value for each test of the build, in their order, without the tests for which {@code read} fails. */
    static <T> List<T> of(Run<?, ?> run, Function<TestSummary, T> read) {
        return in(run).stream().flatMap(test -> find(run, test, read).stream()).toList();
    }

    /**
     * Returns a value for each test of the build, in their order.
     *
     * @throws RuntimeException any, if {@code read} fails for a test
     */
    static <T> List<T> all(Run<?, ?> run, Function<TestSummary, T> read) {
        return in(run).stream().map(read).toList();
    }

    private static List<TestSummary> in(Run<?, ?> run) {
        KeptTests action = run.getAction(KeptTests.class);
        return action == null ? List.of() : action.getTests();
    }

    private static <T> Optional<T> find(Run<?, ?> run, TestSummary test, Function<TestSummary, T> read) {
        try {
            return Optional.of(read.apply(test));
        } catch (RuntimeException e) { // the parsers of its values throw several
            if (LOGGED.add(test)) {
                LOGGER.log(
                        Level.WARNING,
                        e,
                        () -> "The load test \"" + test.getTest() + "\" of " + run
                                + " cannot be read from build.xml; it is"
                                + " left out of trends and of gates of later builds.");
            }
            return Optional.empty();
        }
    }
}
