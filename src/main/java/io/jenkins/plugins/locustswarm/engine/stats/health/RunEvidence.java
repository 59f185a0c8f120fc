package io.jenkins.plugins.locustswarm.engine.stats.health;

import io.jenkins.plugins.locustswarm.engine.locust.MasterLog;
import io.jenkins.plugins.locustswarm.engine.locust.RunFacts;
import io.jenkins.plugins.locustswarm.engine.locust.TerminationReason;
import io.jenkins.plugins.locustswarm.engine.locust.WorkerLog;
import io.jenkins.plugins.locustswarm.engine.stats.ExceptionCount;
import io.jenkins.plugins.locustswarm.engine.stats.MostFrequent;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.csv.FailuresCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.StatsCsv;
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
 * @param load what the history says of the load as a whole; nothing when there is none that can be read
 * @param users what the history says of the users; null when there is none that can be read, or nothing to compare with
 */
public record RunEvidence(
        RunFacts facts,
        MasterLog master,
        List<WorkerLog> workers,
        StatsCsv stats,
        MostFrequent<FailuresCsv.Failure> failures,
        MostFrequent<ExceptionCount> exceptions,
        boolean htmlReport,
        LoadTracker load,
        UserTracker users) {

    /** A row of the history stands for a second, and workers on busy machines take a second to start their users. */
    private static final Duration NO_DELAY = Duration.ofMillis(2500);

    /** A worker's last report reaches its master within this time. */
    private static final Duration LAST_REPORT = Duration.ofSeconds(3);

    /** Locust's Aggregated row; null when there is none that can be read. */
    NameStats total() {
        return stats == null ? null : stats.aggregated();
    }

    /** Whether a task of the locustfile raised an exception. */
    boolean taskExceptions() {
        return !exceptions.rows().isEmpty();
    }

    /** How long the load lasted, from its first user on; empty when there was none. */
    public Optional<Duration> loadLength() {
        return loadLength(facts, master, load);
    }

    /**
     * By the master's own clock: its log where that tells, else its history, else the time that the swarm saw it run. A
     * master that cannot end in time leaves its workers at work, and then requests tell how long the load lasted.
     */
    public static Optional<Duration> loadLength(RunFacts facts, MasterLog master, LoadTracker load) {
        Duration delay = delayOfUsers(facts, master, load);
        boolean idled = facts.outerClock() == TerminationReason.NO_WORKER && (master == null || !master.allGone());
        if (idled && load.firstUsers().isPresent()) {
            return load.length(facts.runTime()); // the log only knows when the swarm ended the master
        }
        if (master != null && master.loadLength() != null) {
            Duration length = master.loadLength().minus(delay);
            return Optional.of(longer(length, requestsAfter(facts, load, master.loadLength(), delay)));
        }
        if (load.showsTheEnd(facts.endedAt())) {
            return load.length(facts.runTime());
        }
        return facts.startedAt() == null || facts.endedAt() == null
                ? Optional.empty()
                : Optional.of(
                        Duration.between(facts.startedAt(), facts.endedAt()).minus(delay));
    }

    /**
     * By how much the load may have lasted longer than {@link #loadLength} says. Where neither log nor history shows its
     * beginning, it is the moment at which the first requests were counted. A history leaves out at most ten seconds.
     */
    Duration uncertainty() {
        boolean logTells = master != null && master.loadLength() != null;
        return logTells || load.firstUsers().isPresent() || !isLogSilent() ? Duration.ZERO : Duration.ofSeconds(10);
    }

    /** How long Locust took to start the first user: listeners of {@code test_start} come first. */
    public Duration delayOfUsers() {
        return delayOfUsers(facts, master, load);
    }

    private static Duration delayOfUsers(RunFacts facts, MasterLog master, LoadTracker load) {
        Duration delay = load.firstUsers()
                .map(first ->
                        load.covers(facts.startedAt()) ? Duration.between(facts.startedAt(), first) : Duration.ZERO)
                .orElseGet(() -> delayOfRamp(facts, master));
        return delay.compareTo(NO_DELAY) > 0 ? delay : Duration.ZERO;
    }

    /**
     * By how much the ramp was longer than it had to be, with its steps of a second from the beginning on. That is all that
     * Locust 2.12 leaves of a short run, since it does not write its last rows.
     */
    private static Duration delayOfRamp(RunFacts facts, MasterLog master) {
        if (master == null || master.ramp() == null || master.shape()) {
            return Duration.ZERO;
        }
        double users = facts.users() == null ? 1 : facts.users();
        double perSecond = facts.spawnRate() == null ? 1 : facts.spawnRate();
        return master.ramp().minusSeconds((long) Math.ceil(users / perSecond) - 1);
    }

    /** From the first user to requests that came when the load was to be over already; zero when there were none. */
    private static Duration requestsAfter(RunFacts facts, LoadTracker load, Duration told, Duration delay) {
        if (!load.covers(facts.startedAt())) {
            return Duration.ZERO;
        }
        Duration last = load.lastRequests()
                .map(requests -> Duration.between(facts.startedAt(), requests))
                .orElse(Duration.ZERO);
        Duration reported = told.plus(facts.stopTimeout()).plus(LAST_REPORT);
        return last.compareTo(reported) > 0 ? last.minus(delay) : Duration.ZERO;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Whether a shape in the locustfile led the load: then users and spawn rate that were asked for do not count. */
    boolean shape() {
        boolean seen = isLogSilent()
                && facts.outerClock() == TerminationReason.LOAD_WENT_ON; // nothing else outlives a run time
        return master != null && master.shape() || seen;
    }

    /** Whether the load began, as far as the swarm, the log or the statistics tell. */
    boolean began() {
        return facts.startedAt() != null
                || master != null && master.began()
                || load.firstUsers().isPresent()
                || total() != null && total().requests() > 0;
    }

    /**
     * Whether workers may have quit because the master told them to: it was interrupted, and its log does not tell in what
     * order.
     */
    boolean mayHaveToldWorkersToQuit() {
        return facts.stoppedByUser() && master != null && master.loadLength() == null;
    }

    /** Whether the load ended because no worker was left, as the master or the swarm saw it. */
    boolean noWorkerWasLeft() {
        return master != null
                        && master.allGone()
                        && !(mayHaveToldWorkersToQuit() && master.missing().isEmpty())
                || facts.outerClock() == TerminationReason.NO_WORKER;
    }

    /** Whether Locust started the test, and neither its log nor its history shows a user. */
    boolean noUserWasSeen() {
        return master != null
                && master.began()
                && !master.silent()
                && master.usersSpawned() == null
                && load.firstUsers().isEmpty();
    }

    /** Whether the load began without a word of it in the master's log, which then tells nothing of its workers either. */
    boolean isLogSilent() {
        return master != null && master.silent() && began();
    }

    WorkerNames names() {
        return new WorkerNames(workers, processesPerMachine());
    }

    /** Worker processes on each machine. */
    int processesPerMachine() {
        return facts.workerMachinesAsked() == 0 ? 1 : Math.max(1, facts.workersAsked() / facts.workerMachinesAsked());
    }
}
