package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.TASK_EXCEPTIONS;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.unstable;

import io.jenkins.plugins.locustswarm.engine.stats.ExceptionCount;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.MostFrequent;
import io.jenkins.plugins.locustswarm.engine.stats.csv.CsvError;
import java.util.List;

/**
 * Whether users raised exceptions, in a task or, with current versions, in {@code on_start}. Locust ends such a task and
 * goes on with the next one: what the task had yet to request is missing from the load, and no failed request tells of
 * it.
 */
final class ExceptionHealth implements HealthRule {

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
                : ", most frequently (" + first.count() + " times)";
        return List.of(unstable(
                TASK_EXCEPTIONS,
                "Users raised " + exceptions.occurrences() + (single ? " exception" : " exceptions") + frequency + ": "
                        + message(first) + "."));
    }

    private static String message(ExceptionCount exception) {
        return exception.message().isBlank() ? "(without a message)" : CsvError.shorten(exception.message());
    }
}
