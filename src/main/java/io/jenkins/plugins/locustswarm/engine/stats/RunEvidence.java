package io.jenkins.plugins.locustswarm.engine.stats;

import io.jenkins.plugins.locustswarm.engine.locust.MasterLog;
import io.jenkins.plugins.locustswarm.engine.locust.RunFacts;
import io.jenkins.plugins.locustswarm.engine.locust.WorkerLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that there is to judge a run by.
 *
 * @param facts what is known beside the files
 * @param master what its log says; null when there is none that can be read
 * @param workers what their logs say, as far as there are any
 * @param stats Locust's statistics; null when there are none that can be read
 * @param failures the most frequent ways in which requests failed; none also when they cannot be read
 * @param exceptions the most frequent ones that users raised; none also when they cannot be read
 * @param htmlReport whether Locust wrote its HTML report, which it does at an orderly end only
 * @param users what the history says of them; null when there is none that can be read, or nothing to compare with
 */
record RunEvidence(
        RunFacts facts,
        MasterLog master,
        List<WorkerLog> workers,
        StatsCsv stats,
        MostFrequent<FailuresCsv.Failure> failures,
        MostFrequent<ExceptionCount> exceptions,
        boolean htmlReport,
        UserWatch users) {

    /** Locust's Aggregated row; null when there is none that can be read. */
    NameStats total() {
        return stats == null ? null : stats.aggregated();
    }

    /** Whether a task of the locustfile raised an exception. */
    boolean taskExceptions() {
        return !exceptions.rows().isEmpty();
    }

    /** How long the load lasted; empty when it never began. */
    Optional<Duration> loadLength() {
        return loadLength(facts, master);
    }

    /** By the master's own clock, else as the swarm saw it. */
    static Optional<Duration> loadLength(RunFacts facts, MasterLog master) {
        if (master != null && master.loadLength() != null) {
            return Optional.of(master.loadLength());
        }
        return facts.startedAt() == null || facts.endedAt() == null
                ? Optional.empty()
                : Optional.of(Duration.between(facts.startedAt(), facts.endedAt()));
    }

    /** Whether a shape in the locustfile led the load: then users and spawn rate that were asked for do not count. */
    boolean shape() {
        return master != null && master.shape();
    }

    /** Whether the load began, as far as anybody knows. */
    boolean began() {
        return facts.startedAt() != null || master != null && master.began();
    }

    WorkerNames names() {
        return new WorkerNames(workers, processesPerMachine());
    }

    /** Worker processes on each machine. */
    int processesPerMachine() {
        return facts.workerMachinesAsked() == 0 ? 1 : Math.max(1, facts.workersAsked() / facts.workerMachinesAsked());
    }
}
