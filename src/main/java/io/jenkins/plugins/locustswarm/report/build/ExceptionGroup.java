package io.jenkins.plugins.locustswarm.report.build;

import io.jenkins.plugins.locustswarm.engine.stats.ExceptionCount;
import io.jenkins.plugins.locustswarm.engine.stats.csv.ExceptionsCsv.TaskException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An exception of users of the locustfile that one line of code raised, on all workers. All texts may come from the target.
 */
public final class ExceptionGroup {

    private final List<TaskException> exceptions;

    private ExceptionGroup(List<TaskException> exceptions) {
        this.exceptions = exceptions;
    }

    /** Returns the groups, the most frequent first. */
    static List<ExceptionGroup> of(List<TaskException> exceptions) {
        Map<Object, List<TaskException>> groups = new LinkedHashMap<>();
        for (TaskException exception : exceptions) {
            Object kind = ExceptionCount.of(exception.count(), exception.message(), exception.traceback())
                    .kind();
            groups.computeIfAbsent(kind, first -> new ArrayList<>()).add(exception);
        }
        return groups.values().stream()
                .map(ExceptionGroup::new)
                .sorted(Comparator.comparingLong(ExceptionGroup::getCount).reversed())
                .toList();
    }

    public long getCount() {
        return exceptions.stream().mapToLong(TaskException::count).sum();
    }

    public String getMessage() {
        return exceptions.get(0).message();
    }

    /** Returns the traceback of the most frequent one; those of other workers differ in the folders of their files. */
    public String getTraceback() {
        return exceptions.get(0).traceback();
    }

    /** Returns the number of worker processes that raised it. */
    public long getWorkers() {
        return exceptions.stream()
                .flatMap(exception -> exception.workers().stream())
                .distinct()
                .count();
    }
}
