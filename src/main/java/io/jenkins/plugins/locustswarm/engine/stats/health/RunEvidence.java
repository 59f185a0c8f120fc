package io.jenkins.plugins.locustswarm.engine.stats.health;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.locust.RunFacts;
import io.jenkins.plugins.locustswarm.engine.locust.TerminationReason;
import io.jenkins.plugins.locustswarm.engine.locust.log.MasterLog;
import io.jenkins.plugins.locustswarm.engine.locust.log.WorkerLog;
import io.jenkins.plugins.locustswarm.engine.stats.ExceptionCount;
import io.jenkins.plugins.locustswarm.engine.stats.MostFrequent;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
import io.jenkins.plugins.locustswarm.engine.stats.csv.FailuresCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.StatsCsv;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The evidence by which the health of a run is judged.
 *
 * @param facts what is known besides the files
 * @param master the master's log; absent if there is none that can be read
 * @param workers the workers' logs that can be read
 * @param stats Locust's statistics; absent if there are none that can be read
 * @param failures the most frequent failures; empty also if they cannot be read
 * @param exceptions the most frequent exceptions of users; empty also if they cannot be read
 * @param htmlReport whether Locust wrote its HTML report, which it does only at an orderly end
 * @param load when the history shows a load; without rows if there is no history that can be read
 * @param users how many users the history shows; absent if there is no history that can be read, or no number of users
 *     to compare with
 */
public record RunEvidence(
        RunFacts facts,
        @CheckForNull MasterLog master,
        List<WorkerLog> workers,
        @CheckForNull StatsCsv stats,
        MostFrequent<FailuresCsv.Failure> failures,
        MostFrequent<ExceptionCount> exceptions,
        boolean htmlReport,
        LoadTracker load,
        @CheckForNull UserTracker users) {

    /** A row of the history covers a second, and workers on busy machines take a second to start their users. */
    private static final Duration NO_DELAY = Duration.ofMillis(2500);

    /** The time within which the last report of a worker reaches the master. */
    private static final Duration LAST_REPORT = Duration.ofSeconds(3);

    /** Returns Locust's Aggregated row; absent if there is none that can be read. */
    @CheckForNull
    NameStats total() {
        return stats == null ? null : stats.aggregated();
    }

    /** Returns whether a user raised an exception. */
    boolean taskExceptions() {
        return !exceptions.rows().isEmpty();
    }

    /** Returns how long the load lasted from its first user on; empty if unknown. */
    public Optional<Duration> loadLength() {
        return loadLength(facts, master, load);
    }

    /**
     * Returns how long the load lasted by the master's own clock: from its log if it shows that, else from the history,
     * else from the time that the swarm saw it run. If a master cannot end in time, its workers continue, and requests
     * show how long the load lasted.
     */
    public static Optional<Duration> loadLength(RunFacts facts, @CheckForNull MasterLog master, LoadTracker load) {
        Duration delay = delayOfUsers(facts, master, load);
        boolean idled = facts.termination() == TerminationReason.NO_WORKER
                && (master == null || !master.workers().allGone());
        if (idled && load.firstUsers().isPresent()) {
            return load.length(facts.load().runTime()); // the log only shows when the swarm ended the master
        }
        Duration logged = master == null ? null : master.load().length();
        if (logged != null) {
            return Optional.of(
                    Collections.max(List.of(logged.minus(delay), requestsAfter(facts, load, logged, delay))));
        }
        if (load.showsTheEnd(facts.endedAt())) {
            return load.length(facts.load().runTime());
        }
        Instant started = facts.startedAt();
        Instant ended = facts.endedAt();
        return started == null || ended == null
                ? Optional.empty()
                : Optional.of(Duration.between(started, ended).minus(delay));
    }

    /**
     * Returns by how much the load may have lasted longer than {@link #loadLength}. If neither log nor history shows its
     * beginning, the first counted requests are taken for it, and a history lacks at most ten seconds.
     */
    Duration uncertainty() {
        boolean logged = master != null && master.load().length() != null;
        return logged || load.firstUsers().isPresent() || !isLogSilent() ? Duration.ZERO : Duration.ofSeconds(10);
    }

    /** Returns how long Locust took to start the first user: listeners of {@code test_start} run first. */
    public Duration delayOfUsers() {
        return delayOfUsers(facts, master, load);
    }

    private static Duration delayOfUsers(RunFacts facts, @CheckForNull MasterLog master, LoadTracker load) {
        Instant started = facts.startedAt();
        Duration delay = load.firstUsers()
                .map(first ->
                        started != null && load.covers(started) ? Duration.between(started, first) : Duration.ZERO)
                .orElseGet(() -> delayOfRamp(facts, master));
        return delay.compareTo(NO_DELAY) > 0 ? delay : Duration.ZERO;
    }

    /**
     * Returns by how much the ramp exceeded its expected length, at a resolution of one second. This is the only
     * evidence for a short run with Locust 2.12, which does not write its last rows.
     */
    private static Duration delayOfRamp(RunFacts facts, @CheckForNull MasterLog master) {
        Duration ramp =
                master == null || master.load().shape() ? null : master.load().ramp();
        if (ramp == null) {
            return Duration.ZERO;
        }
        Integer users = UserTracker.usersOrDefault(facts);
        Double perSecond = UserTracker.spawnRateOrDefault(facts);
        if (users == null || perSecond == null) {
            return Duration.ZERO;
        }
        return ramp.minusSeconds((long) Math.ceil(users / perSecond) - 1);
    }

    /** Returns the time from the first user to requests after the logged end of the load; zero if there were none. */
    private static Duration requestsAfter(RunFacts facts, LoadTracker load, Duration logged, Duration delay) {
        Instant started = facts.startedAt();
        if (started == null || !load.covers(started)) {
            return Duration.ZERO;
        }
        Duration last = load.lastRequests()
                .map(requests -> Duration.between(started, requests))
                .orElse(Duration.ZERO);
        Duration reported = logged.plus(facts.load().stopTimeout()).plus(LAST_REPORT);
        return last.compareTo(reported) > 0 ? last.minus(delay) : Duration.ZERO;
    }

    /** Returns whether a load shape in the locustfile controlled the load, so that users and spawn rate did not apply. */
    boolean shape() {
        boolean seen = isLogSilent()
                && facts.termination() == TerminationReason.LOAD_WENT_ON; // a master that is too busy is rarer
        return master != null && master.load().shape() || seen;
    }

    /** Returns whether the load began, by the swarm's observation, the log, the history or the statistics. */
    boolean began() {
        return facts.startedAt() != null
                || master != null && master.load().began()
                || load.firstUsers().isPresent()
                || stats != null && stats.aggregated().requests() > 0;
    }

    /**
     * Returns whether workers may have quit because the master told them to: it was interrupted, and its log does not
     * show the order of events.
     */
    boolean mayHaveToldWorkersToQuit() {
        return facts.stoppedByUser() && master != null && master.load().length() == null;
    }

    /** Returns whether the load ended because no worker was left, as observed by the master or the swarm. */
    boolean noWorkerWasLeft() {
        return master != null
                        && master.workers().allGone()
                        && !(mayHaveToldWorkersToQuit()
                                && master.workers().missing().isEmpty())
                || facts.termination() == TerminationReason.NO_WORKER;
    }

    /** Returns whether Locust started the test, but neither its log nor its history shows a user. */
    boolean noUserWasSeen() {
        return master != null
                && master.load().began()
                && !master.silent()
                && master.load().usersSpawned() == null
                && load.firstUsers().isEmpty();
    }

    /** Returns whether the log or the history shows that Locust reset its statistics. */
    boolean wasReset() {
        return master != null && master.load().statsResets() > 0 || load.showsReset();
    }

    /**
     * Returns whether the load began but the master's log does not show it; then it does not show lost workers either.
     */
    boolean isLogSilent() {
        return master != null && master.silent() && began();
    }

    /** Returns the number of requests in the last table of the master's log; 0 if there is none. */
    long printedRequests() {
        Number printed = master == null ? null : master.printedRequests();
        return printed == null ? 0 : printed.longValue();
    }

    WorkerNames names() {
        return new WorkerNames(workers, processesPerMachine());
    }

    /** Returns the number of worker processes on each machine. */
    int processesPerMachine() {
        return facts.workerMachinesAsked() == 0 ? 1 : Math.max(1, facts.workersAsked() / facts.workerMachinesAsked());
    }
}
