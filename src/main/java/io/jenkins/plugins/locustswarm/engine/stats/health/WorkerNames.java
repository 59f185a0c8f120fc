package io.jenkins.plugins.locustswarm.engine.stats.health;

import io.jenkins.plugins.locustswarm.engine.locust.WorkerLog;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says which of the swarm's machines is behind the ids that Locust gives its workers. Locust's id is the host's own
 * name, an underscore and 32 hexadecimal digits ({@code WorkerRunner.client_id} in {@code runners.py}).
 */
record WorkerNames(List<WorkerLog> logs, int processesPerMachine) {

    private static final int RANDOM_PART = 33;
    private static final int SHOWN = 5;

    /**
     * These workers, for a sentence: the machine's name where the logs tell it.
     *
     * @param gone whether they went away before the end, so that the master could not tell them to quit
     */
    String of(Collection<String> ids, boolean gone) {
        List<String> candidates =
                gone ? unquiet().stream().map(WorkerLog::worker).toList() : List.of();
        if (ids.size() == candidates.size() && processesPerMachine == 1) {
            // on one machine all workers share the host's name, but only the lost ones never heard of the end
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

    /** Machines of which not every process was told to quit by the master. */
    List<WorkerLog> unquiet() {
        return logs.stream().filter(log -> log.quits() < processesPerMachine).toList();
    }

    /** The first of these names, and how many more there are. */
    static String list(List<String> names) {
        String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return names.size() > SHOWN ? shown + " and " + (names.size() - SHOWN) + " more" : shown;
    }
}
