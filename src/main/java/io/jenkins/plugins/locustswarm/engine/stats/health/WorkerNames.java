package io.jenkins.plugins.locustswarm.engine.stats.health;

import io.jenkins.plugins.locustswarm.engine.failure.FirstOfMany;
import io.jenkins.plugins.locustswarm.engine.locust.log.WorkerLog;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        Map<String, Set<String>> machines = machinesByHost();
        return list(ids.stream().map(id -> of(id, machines)).distinct().toList());
    }

    private Map<String, Set<String>> machinesByHost() {
        Map<String, Set<String>> machines = new HashMap<>();
        logs.forEach(log -> log.hosts()
                .forEach(host ->
                        machines.computeIfAbsent(host, any -> new HashSet<>()).add(log.worker())));
        return machines;
    }

    private static String of(String id, Map<String, Set<String>> machinesByHost) {
        String host = id.length() > RANDOM_PART ? id.substring(0, id.length() - RANDOM_PART) : id;
        String shortHost = host.split("\\.", 2)[0];
        Set<String> machines = new HashSet<>(machinesByHost.getOrDefault(host, Set.of()));
        machines.addAll(machinesByHost.getOrDefault(shortHost, Set.of()));
        return machines.size() == 1 ? machines.iterator().next() : "worker " + id;
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
