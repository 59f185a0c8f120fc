package io.jenkins.plugins.locustswarm.engine.stats.results;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.RESULTS_CUT;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.RESULTS_MISSING;
import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.RESULTS_UNREADABLE;

import io.jenkins.plugins.locustswarm.engine.failure.BadInputException;
import io.jenkins.plugins.locustswarm.engine.locust.MasterLog;
import io.jenkins.plugins.locustswarm.engine.locust.RunFacts;
import io.jenkins.plugins.locustswarm.engine.locust.WorkerLog;
import io.jenkins.plugins.locustswarm.engine.stats.ExceptionCount;
import io.jenkins.plugins.locustswarm.engine.stats.FailureCount;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.MostFrequent;
import io.jenkins.plugins.locustswarm.engine.stats.NameStats;
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
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Makes a summary of what a run left in its folder. A file that is missing or cannot be read is said in the summary's
 * health and never taken for an empty one.
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

    /** How many failures, and how many exceptions, a summary keeps. */
    private static final int KEPT_ERRORS = 20;

    private final Path folder;
    private final RunFacts facts;
    private final LocustFiles plain;
    private final List<HealthFinding> health = new ArrayList<>();

    /** @param plain where Locust's files are when no swarm has collected them; null when one has */
    private RunResults(Path folder, RunFacts facts, LocustFiles plain) {
        this.folder = folder;
        this.facts = facts;
        this.plain = plain;
    }

    /**
     * Reads a folder with {@code locust_stats.csv}, {@code locust_stats_history.csv}, {@code locust_failures.csv},
     * {@code locust_exceptions.csv}, {@code master.log} and {@code worker-1.log} and so on.
     *
     * @throws BadInputException when the folder itself cannot be read
     */
    public static RunSummary read(Path folder, RunFacts facts) {
        return new RunResults(folder, facts, null).summary();
    }

    /**
     * Reads results wherever they come from: the summary of a run on a swarm or, where there is none, what {@code locust
     * --csv} has left.
     *
     * @param place a folder, or a {@code PREFIX_stats.csv}
     * @throws BadInputException when there is neither, or they cannot be read
     */
    public static RunSummary readAny(Path place) {
        if (!Files.exists(place)) {
            throw new BadInputException("There is no " + place + ".");
        }
        return Files.exists(place.resolve(SummaryJson.FILE))
                ? SummaryJson.readFrom(place)
                : plain(LocustFiles.in(place.toAbsolutePath()));
    }

    private static RunSummary plain(LocustFiles files) {
        RunResults results = new RunResults(files.stats().getParent(), LoadTimes.in(files), files);
        results.health.add(HealthFinding.note(
                RESULTS_MISSING,
                "These are the files of a Locust without a swarm: its exit code, its workers and what was asked of it"
                        + " are unknown, and not judged."));
        return results.summary();
    }

    private RunSummary summary() {
        StatsCsv stats = file(STATS, HealthFinding.Severity.FAILED, StatsCsv::read);
        MasterLog master = file(MASTER_LOG, HealthFinding.Severity.UNSTABLE, MasterLog::read);
        List<WorkerLog> workers = workerLogs();
        MostFrequent<FailuresCsv.Failure> failures = mostFrequent(FAILURES, FailuresCsv::mostFrequent);
        MostFrequent<ExceptionCount> exceptions = mostFrequent(EXCEPTIONS, ExceptionsCsv::counts);
        LoadTracker load = new LoadTracker();
        Duration told = length(master, load);
        UserTracker users = users(told, load);
        if (users != null && !length(master, load).equals(told)) { // the history itself tells the length
            users = users(length(master, load), new LoadTracker());
        }
        RunEvidence evidence = new RunEvidence(
                facts, master, workers, stats, failures, exceptions, Files.exists(folder.resolve(HTML)), load, users);
        for (HealthRule rule : plain == null ? HealthRule.ALL : HealthRule.OF_FIGURES) {
            health.addAll(rule.check(evidence));
        }
        if (stats != null && stats.leftOut() > 0) {
            health.add(namesLeftOut(stats));
        }
        return summary(evidence);
    }

    private <T> MostFrequent<T> mostFrequent(String name, BiFunction<Path, Integer, MostFrequent<T>> read) {
        MostFrequent<T> rows = file(name, HealthFinding.Severity.NOTE, path -> read.apply(path, KEPT_ERRORS));
        return rows == null ? MostFrequent.none() : rows;
    }

    private HealthFinding namesLeftOut(StatsCsv stats) {
        int kept = stats.names().size();
        return HealthFinding.note(
                RESULTS_CUT,
                String.format(
                        Locale.ROOT,
                        "There are %,d request names, and the summary has the %,d most requested ones; all are in %s.",
                        (long) kept + stats.leftOut(),
                        kept,
                        plain == null ? STATS : plain.stats().getFileName()));
    }

    private Duration length(MasterLog master, LoadTracker load) {
        return RunEvidence.loadLength(facts, master, load).orElse(Duration.ZERO);
    }

    private UserTracker users(Duration length, LoadTracker load) {
        UserTracker watch = UserTracker.of(facts, length);
        return file(HISTORY, HealthFinding.Severity.UNSTABLE, history -> {
            HistoryCsv.readAggregated(history, row -> {
                load.accept(row);
                if (watch != null) {
                    watch.accept(row);
                }
            });
            return watch;
        });
    }

    private <T> T file(String name, HealthFinding.Severity severity, Function<Path, T> read) {
        return plain == null ? file(folder.resolve(name), severity, read) : plainFile(name, read);
    }

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

    /** Without a swarm there are no logs, and whoever kept the files may have kept only some of them. */
    private <T> T plainFile(String name, Function<Path, T> read) {
        Path file = plain.file(name);
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
                    "The logs of " + missing + " of " + facts.workerMachinesReady() + " workers are not there."));
        }
        return logs;
    }

    private List<Path> workerLogFiles() {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "worker-*.log")) {
            found.forEach(files::add);
        } catch (IOException e) {
            throw new BadInputException("The results in " + folder + " cannot be read: " + e + ".", e);
        }
        files.sort(
                Comparator.comparingInt((Path file) -> file.toString().length()).thenComparing(Path::toString));
        return files;
    }

    private RunSummary summary(RunEvidence evidence) {
        StatsCsv stats = evidence.stats() == null ? StatsCsv.NONE : evidence.stats();
        NameStats total = stats.aggregated();
        return new RunSummary(
                RunSummary.FORMAT,
                facts.swarm(),
                facts.provider(),
                version(evidence.master(), evidence.workers()),
                facts.locustfile(),
                facts.host(),
                facts.users(),
                facts.spawnRate(),
                facts.runTime() == null ? null : facts.runTime().toSeconds(),
                facts.startedAt(),
                endedAt(evidence),
                workers(evidence),
                facts.exitCode(),
                total.requests(),
                total.failures(),
                total.failureRatio(),
                total.requestsPerSecond(),
                total.responseTimes(),
                stats.names(),
                evidence.failures()
                        .map(failure -> FailureCount.of(
                                failure.occurrences(), failure.type(), failure.name(), failure.error())),
                evidence.exceptions(),
                health,
                List.of(),
                RunSummary.verdict(health, List.of()),
                null,
                stats.leftOut() == 0 ? null : stats.leftOut());
    }

    /** When the load ended, which can be long before its master did. */
    private Instant endedAt(RunEvidence evidence) {
        return plain != null
                        || facts.startedAt() == null
                        || evidence.loadLength().isEmpty()
                ? facts.endedAt()
                : facts.startedAt()
                        .plus(evidence.delayOfUsers())
                        .plus(evidence.loadLength().get());
    }

    private static RunSummary.Workers workers(RunEvidence evidence) {
        MasterLog master = evidence.master();
        int lost = master == null ? 0 : WorkerHealth.lost(evidence).size();
        return new RunSummary.Workers(evidence.facts().workersAsked(), WorkerHealth.ready(evidence), lost);
    }

    /** An old master says its version only when its workers are there. */
    private static String version(MasterLog master, List<WorkerLog> workers) {
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
