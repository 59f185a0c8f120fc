package io.jenkins.plugins.locustswarm.engine.gate.junit;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.stats.Verdict;

/**
 * A test case of the report. All texts can come from a target, with any characters.
 *
 * @param group the last part of the class name
 * @param name name of the test, the same in every run
 * @param milliseconds what the report calls the time of the test; absent if it has none
 * @param outcome the outcome of the test
 * @param verdict the best verdict that the run can have; {@link Verdict#OK} unless the test failed
 * @param message why the test failed or was skipped, in one sentence; empty if it passed
 * @param details more about it; may have several lines or be empty
 */
record TestCase(
        Group group,
        String name,
        @CheckForNull Double milliseconds,
        Outcome outcome,
        Verdict verdict,
        String message,
        String details) {

    /** The groups of tests. */
    enum Group {
        GATES("gates"),
        REQUESTS("requests"),
        HEALTH("health");

        private final String className;

        Group(String className) {
            this.className = className;
        }

        String className() {
            return className;
        }
    }

    /** The outcome of a test. */
    enum Outcome {
        PASSED,
        FAILED,
        SKIPPED
    }

    static TestCase passed(Group group, String name, @CheckForNull Double milliseconds, String details) {
        return new TestCase(group, name, milliseconds, Outcome.PASSED, Verdict.OK, "", details);
    }

    static TestCase failed(
            Group group,
            String name,
            @CheckForNull Double milliseconds,
            Verdict verdict,
            String message,
            String details) {
        return new TestCase(group, name, milliseconds, Outcome.FAILED, verdict, message, details);
    }

    static TestCase skipped(Group group, String name, String why) {
        return new TestCase(group, name, null, Outcome.SKIPPED, Verdict.OK, why, "");
    }

    boolean is(Outcome wanted) {
        return outcome == wanted;
    }
}
