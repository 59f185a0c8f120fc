package io.jenkins.plugins.locustswarm.engine.stats.results;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.RESULTS_CUT;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.RESULTS_MISSING;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.RESULTS_UNREADABLE;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.failure.FileErrorText;
import io.jenkins.plugins.locustswarm.engine.locust.RunFacts;
import io.jenkins.plugins.locustswarm.engine.locust.log.MasterLog;
import io.jenkins.plugins.locustswarm.engine.locust.log.WorkerLog;
import io.jenkins.plugins.locustswarm.engine.record.EarlyStop;
import io.jenkins.plugins.locustswarm.engine.stats.ExceptionCount;
import io.jenkins.plugins.locustswarm.engine.stats.FailureCount;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.MostFrequent;
import io.jenkins.plugins.locustswarm.engine.stats.RunSummary;
import io.jenkins.plugins.locustswarm.engine.stats.SummaryJson;
import io.jenkins.plugins.locustswarm.engine.stats.csv.ExceptionsCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.FailuresCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.HistoryCsv;
import io.jenkins.plugins.locustswarm.engine.stats.csv.StatsCsv;
import io.jenkins.plugins.locustswarm.engine.stats.health.HealthRule;
import io.jenkins.plugins.locustswarm.engine.stats.health.LoadTracker;
import io.jenkins.plugins.locustswarm.engine.stats.health.RunEvidence;
import io.jenkins.plugins.locustswarm.engine.stats.health.UserTracker;
import io.jenkins.plugins.locustswarm.engine.stats.health.WorkerHealth;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reads the results of a run into a summary. A file that is missing or cannot be read is reported as a finding and never
 * taken for an empty one.
 */
public final class RunResults {

    /** Locust's {@code --csv} prefix in a results folder. */
    public static final String PREFIX = "locust";

    public static final String STATS = PREFIX + "_stats.csv";
    public static final String HISTORY = PREFIX + "_stats_history.csv";
    public static final String FAILURES = PREFIX + "_failures.csv";
    public static final String EXCEPTIONS = PREFIX + "_exceptions.csv";
    public static final String HTML = PREFIX + ".html";
    public static final String MASTER_LOG = "master.log";

    /** The number of failures, and of exceptions, that a summary keeps. */
    private static final int MAX_ERRORS = 20;

    private final Path folder;
    private final RunFacts facts;
    /** Locust's files without a swarm; absent for results that a swarm has collected. */
    @CheckForNull
    private final LocustFiles plain;

    private final List<HealthFinding> health = new ArrayList<>();

    private RunResults(Path folder, RunFacts facts, @CheckForNull LocustFiles plain) {
        this.folder = folder;
        this.facts = facts;
        this.plain = plain;
    }

    /**
     * Reads a folder with {@code locust_stats.csv}, {@code locust_stats_history.csv}, {@code locust_failures.csv},
     * {@code locust_exceptions.csv}, {@code master.log} and {@code worker-1.log} and so on.
     *
     * @throws BadInputException if the folder itself cannot be read
     */
    public static RunSummary read(Path folder, RunFacts facts) {
        return new RunResults(folder, facts, null).summary();
    }

    /**
     * Reads results of any origin: the summary of a run on a swarm or, if there is none, the files of {@code locust
     * --csv}.
     *
     * @param place a folder, or a {@code PREFIX_stats.csv}
     * @throws BadInputException if there are no results, or they cannot be read
     */
    public static RunSummary readAny(Path place) {
        if (!Files.exists(place)) {
            throw new BadInputException("There is no file or folder " + place
                    + ": name a folder with the results of a run, or a PREFIX_stats.csv.");
        }
        return Files.exists(place.resolve(SummaryJson.FILE))
                ? SummaryJson.readFrom(place)
                : plain(LocustFiles.in(place.toAbsolutePath()));
    }

    private static RunSummary plain(LocustFiles files) {
        RunResults results = new RunResults(files.stats().getParent(), LoadTimes.in(files), files);
        results.health.add(HealthFinding.note(
                RESULTS_MISSING,
                "Locust wrote these files without a swarm: its exit code, its workers and its options are unknown and"
                        + " not judged."));
        return results.summary();
    }

    private RunSummary summary() {
        StatsCsv stats = file(STATS, HealthFinding.Severity.FAILED, StatsCsv::read);
        MasterLog master = file(MASTER_LOG, HealthFinding.Severity.UNSTABLE, this::masterLog);
        List<WorkerLog> workers = workerLogs();
        MostFrequent<FailuresCsv.Failure> failures = mostFrequent(FAILURES, FailuresCsv::mostFrequent);
        MostFrequent<ExceptionCount> exceptions = mostFrequent(EXCEPTIONS, ExceptionsCsv::counts);
        LoadTracker load = new LoadTracker();
        Duration logged = length(master, load);
        UserTracker users = users(logged, load);
        if (users != null && !length(master, load).equals(logged)) { // the history shows the length
            users = users(length(master, load), new LoadTracker());
        }
        RunEvidence evidence = new RunEvidence(
                facts, master, workers, stats, failures, exceptions, Files.exists(folder.resolve(HTML)), load, users);
        health.addAll(HealthRule.check(plain == null ? HealthRule.ALL : HealthRule.OF_FIGURES, evidence));
        if (stats != null && stats.leftOut() > 0) {
            health.add(namesLeftOut(stats));
        }
        return summary(evidence);
    }

    private MasterLog masterLog(Path file) {
        MasterLog log = MasterLog.read(file);
        return facts.startedAt() == null || facts.endedAt() == null
                ? log
                : log.withoutClockChange(Duration.between(facts.startedAt(), facts.endedAt()));
    }

    private <T> MostFrequent<T> mostFrequent(String name, BiFunction<Path, Integer, MostFrequent<T>> read) {
        MostFrequent<T> rows = file(name, HealthFinding.Severity.NOTE, path -> read.apply(path, MAX_ERRORS));
        return rows == null ? MostFrequent.none() : rows;
    }

    private HealthFinding namesLeftOut(StatsCsv stats) {
        int kept = stats.names().size();
        return HealthFinding.note(
                RESULTS_CUT,
                String.format(
                        Locale.ROOT,
                        "There are %,d request names; the summary contains the %,d most requested ones, and %s contains all of them.",
                        (long) kept + stats.leftOut(),
                        kept,
                        plain == null ? STATS : plain.stats().getFileName()));
    }

    private Duration length(@CheckForNull MasterLog master, LoadTracker load) {
        return RunEvidence.loadLength(facts, master, load).orElse(Duration.ZERO);
    }

    @CheckForNull
    private UserTracker users(Duration length, LoadTracker load) {
        UserTracker tracker = UserTracker.of(facts, length);
        return file(HISTORY, HealthFinding.Severity.UNSTABLE, history -> {
            HistoryCsv.readAggregated(history, row -> {
                load.accept(row);
                if (tracker != null) {
                    tracker.accept(row);
                }
            });
            return tracker;
        });
    }

    @CheckForNull
    private <T> T file(String name, HealthFinding.Severity severity, Function<Path, T> read) {
        return plain == null ? file(folder.resolve(name), severity, read) : plainFile(plain, name, read);
    }

    @CheckForNull
    private <T> T file(Path file, HealthFinding.Severity severity, Function<Path, T> read) {
        if (!Files.exists(file)) {
            health.add(new HealthFinding(
                    RESULTS_MISSING, severity, "There is no " + file.getFileName() + " in the results."));
            return null;
        }
        try {
            return read.apply(file);
        } catch (BadInputException e) {
            health.add(new HealthFinding(RESULTS_UNREADABLE, severity, e.getMessage()));
            return null;
        }
    }

    /** Reads a file of a run without a swarm, which has no logs and perhaps only some of the CSV files. */
    @CheckForNull
    private <T> T plainFile(LocustFiles files, String name, Function<Path, T> read) {
        Path file = files.file(name);
        if (name.equals(STATS)) {
            return read.apply(file);
        } else if (name.endsWith(".csv") || Files.exists(file)) {
            return file(file, HealthFinding.Severity.NOTE, read);
        }
        return null;
    }

    private List<WorkerLog> workerLogs() {
        List<WorkerLog> logs = new ArrayList<>();
        for (Path file : workerLogFiles()) {
            WorkerLog log = file(file.getFileName().toString(), HealthFinding.Severity.NOTE, WorkerLog::read);
            if (log != null) {
                logs.add(log);
            }
        }
        int missing = facts.workerMachinesReady() - logs.size();
        if (missing > 0) {
            health.add(HealthFinding.note(
                    RESULTS_MISSING,
                    "The logs of " + missing + " of " + facts.workerMachinesReady() + " slaves are missing."));
        }
        return logs;
    }

    private List<Path> workerLogFiles() {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "worker-*.log")) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw new BadInputException(
                    "The results in " + folder + " cannot be read: " + FileErrorText.of(e) + ".", e);
        }
        files.sort(
                Comparator.comparingInt((Path file) -> file.toString().length()).thenComparing(Path::toString));
        return files;
    }

    private RunSummary summary(RunEvidence evidence) {
        StatsCsv stats = evidence.stats() == null ? StatsCsv.NONE : evidence.stats();
        return RunSummary.builder(facts.load(), stats.aggregated())
                .swarm(facts.swarm(), facts.provider())
                .locustVersion(version(evidence.master(), evidence.workers()))
                .lasted(facts.startedAt(), endedAt(evidence))
                .workers(workers(evidence))
                .exitCode(facts.exitCode())
                .names(stats.names())
                .namesLeftOut(stats.leftOut())
                .topFailures(evidence.failures()
                        .map(failure -> FailureCount.of(
                                failure.occurrences(), failure.type(), failure.name(), failure.error())))
                .topExceptions(evidence.exceptions())
                .health(health)
                .stoppedBy(stoppedBy(facts))
                .usersReached(evidence.load().usersReached().orElse(null))
                .build();
    }

    /** A user can stop a load that has just ended by itself; then nothing did. */
    @CheckForNull
    private static String stoppedBy(RunFacts facts) {
        EarlyStop stop = facts.earlyStop();
        return stop == null || stop.user() != null && !facts.stoppedByUser() ? null : stop.condition();
    }

    /** Returns when the load ended, which can be long before the master ended. */
    @CheckForNull
    private Instant endedAt(RunEvidence evidence) {
        Instant started = facts.startedAt();
        Optional<Duration> length = evidence.loadLength();
        return plain != null || started == null || length.isEmpty()
                ? facts.endedAt()
                : started.plus(evidence.delayOfUsers()).plus(length.get());
    }

    private static RunSummary.Workers workers(RunEvidence evidence) {
        int lost = WorkerHealth.lost(evidence).size();
        return new RunSummary.Workers(evidence.facts().workersAsked(), WorkerHealth.ready(evidence), lost);
    }

    /** Returns Locust's version. Old masters log theirs only when their workers have reported. */
    @CheckForNull
    private static String version(@CheckForNull MasterLog master, List<WorkerLog> workers) {
        if (master != null && master.version() != null) {
            return master.version();
        }
        return workers.stream()
                .map(WorkerLog::version)
                .filter(version -> version != null)
                .findFirst()
                .orElse(null);
    }
}
