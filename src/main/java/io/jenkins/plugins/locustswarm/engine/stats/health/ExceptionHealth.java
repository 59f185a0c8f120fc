package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.TASK_EXCEPTIONS;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import io.jenkins.plugins.locustswarm.engine.stats.ExceptionCount;
import io.jenkins.plugins.locustswarm.engine.stats.Excerpt;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.MostFrequent;
import java.util.List;

/**
 * Finds exceptions that users raised in a task or, with current versions of Locust, in {@code on_start}. Locust ends
 * such a task and continues with the next one: the remaining requests of the task are missing from the load without
 * being counted as failures.
 */
final class ExceptionHealth implements HealthRule {

    private static final int MAX_MESSAGE = 100;

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        MostFrequent<ExceptionCount> exceptions = run.exceptions();
        if (!run.taskExceptions()) {
            return List.of();
        }
        ExceptionCount first = exceptions.rows().get(0);
        boolean single = exceptions.occurrences() == 1;
        String frequency = single || first.count() == exceptions.occurrences()
                ? ""
                : "; the most frequent one (" + first.count() + " times)";
        return List.of(unstable(
                TASK_EXCEPTIONS,
                Excerpt.sentence("Users raised " + exceptions.occurrences() + (single ? " exception" : " exceptions")
                        + frequency + ": " + message(first))));
    }

    private static String message(ExceptionCount exception) {
        return exception.message().isBlank() ? "(no message)" : Excerpt.line(exception.message(), MAX_MESSAGE);
    }
}
