package io.jenkins.plugins.locustswarm.engine.stats.health;

import io.jenkins.plugins.locustswarm.engine.failure.FirstOfMany;
import io.jenkins.plugins.locustswarm.engine.locust.log.WorkerLog;
import java.util.Collection;
import java.util.List;

/**
 * Maps the ids that Locust gives its workers to machines of the swarm. An id is the host name of the machine, an
 * underscore and 32 hexadecimal digits ({@code WorkerRunner.client_id} in {@code runners.py}).
 */
record WorkerNames(List<WorkerLog> logs, int processesPerMachine) {

    private static final int RANDOM_PART = 33;
    private static final int MAX_NAMES_SHOWN = 5;

    /**
     * Returns the names of these workers for a sentence: the name of the machine if the logs show it, else the id.
     *
     * @param gone whether the workers left before the end, so that the master could not tell them to quit
     */
    String of(Collection<String> ids, boolean gone) {
        List<String> candidates =
                gone ? withoutQuitMessage().stream().map(WorkerLog::worker).toList() : List.of();
        if (ids.size() == candidates.size() && processesPerMachine == 1) {
            // workers on one machine share its host name, but only the lost ones were never told to quit
            return list(candidates);
        }
        return list(ids.stream().map(this::of).distinct().toList());
    }

    private String of(String id) {
        String host = id.length() > RANDOM_PART ? id.substring(0, id.length() - RANDOM_PART) : id;
        String shortHost = host.split("\\.", 2)[0];
        List<String> machines = logs.stream()
                .filter(log -> log.hosts().contains(host) || log.hosts().contains(shortHost))
                .map(WorkerLog::worker)
                .toList();
        return machines.size() == 1 ? machines.get(0) : "worker " + id;
    }

    /** Returns the logs of machines with a process that the master did not tell to quit. */
    List<WorkerLog> withoutQuitMessage() {
        return logs.stream().filter(log -> log.quits() < processesPerMachine).toList();
    }

    /** Returns the first of these names, and how many more there are. */
    static String list(List<String> names) {
        return FirstOfMany.names(names, MAX_NAMES_SHOWN);
    }
}
