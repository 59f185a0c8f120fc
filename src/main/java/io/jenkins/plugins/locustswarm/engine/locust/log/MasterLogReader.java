package io.jenkins.plugins.locustswarm.engine.locust.log;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the log of a master, line by line. The messages are those in Locust's {@code runners.py} (class MasterRunner) and
 * {@code main.py} of 2.12.0 and 2.47.0; where a comment gives two forms, the older one comes first.
 */
final class MasterLogReader {

    /**
     * A master that the locustfile tells to quit logs that only after the quit messages of its workers, for which it
     * waits twice half a second ({@code MasterRunner.quit}).
     */
    private static final Duration QUIT_MESSAGES = Duration.ofSeconds(3);

    /** The last row of the table that Locust prints: {@code Aggregated  788 208(26.40%) | ...}. */
    private static final Pattern TABLE_TOTAL = Pattern.compile("\\s+Aggregated\\s+(\\d{1,18})\\s+\\d+\\([\\d.]+%\\).*");

    /** The quit message of a worker, and whether it came before any message about an end. */
    private record QuitMessage(@CheckForNull LocalDateTime at, boolean beforeTheEnd) {}

    private final Map<Pattern, BiConsumer<LogLine, Matcher>> messages = new LinkedHashMap<>();

    @CheckForNull
    private String version;

    private final Set<String> ready = new LinkedHashSet<>();
    private final Map<String, LocalDateTime> missing = new LinkedHashMap<>();
    private final Set<String> returned = new LinkedHashSet<>();
    private final Map<String, QuitMessage> quit = new LinkedHashMap<>();
    private final Set<String> stopped = new LinkedHashSet<>();
    private boolean lastWentMissing;
    private boolean lastQuit;
    private final Map<String, LocalDateTime> busyWorkers = new LinkedHashMap<>();
    private boolean masterBusy;

    @CheckForNull
    private LocalDateTime masterBusyAt;

    private final Map<String, String> otherVersions = new LinkedHashMap<>();
    private boolean gaveUpWaiting;

    @CheckForNull
    private Integer usersSpawned;

    @CheckForNull
    private LocalDateTime rampOver;

    private int statsResets;

    private boolean shape;
    private boolean shapeEnded;
    private boolean spawned;
    private boolean hasBegun;

    @CheckForNull
    private LocalDateTime began;

    private boolean endRequested;
    private boolean endAnnounced;

    @CheckForNull
    private LocalDateTime endRequestedAt;

    @CheckForNull
    private LocalDateTime lastWorkerGone;

    @CheckForNull
    private LocalDateTime shuttingDown;

    @CheckForNull
    private Integer exitCode;

    @CheckForNull
    private Long printedRequests;

    @CheckForNull
    private String telemetryMissing;

    private final LastError lastError = new LastError();

    MasterLogReader() {
        workers();
        load();
        telemetry();
        end();
    }

    private void when(String message, BiConsumer<LogLine, Matcher> then) {
        messages.put(Pattern.compile(message), then);
    }

    private void workers() {
        when("Starting Locust ([^\\s,]+).*", (line, m) -> version = m.group(1));
        // "Worker ID (index 0) reported as ready." / "ID (index 0) reported as ready."
        when("(?:Worker )?(\\S+) \\(index \\d+\\) reported as ready\\..*", (line, m) -> markReady(m.group(1)));
        when(
                "Worker (\\S+) failed to send heartbeat, setting state to missing\\.",
                (line, m) -> missing.put(m.group(1), line.at()));
        when("Worker (\\S+) self-healed with heartbeat, .*", (line, m) -> markReturned(m.group(1)));
        when(
                "Worker '(\\S+)' \\(index \\d+\\) quit\\..*",
                (line, m) -> quit.putIfAbsent(m.group(1), new QuitMessage(line.at(), !endAnnounced)));
        // "... reported that it has stopped, removing from running workers" / "... reported that it has stopped"
        when(
                "(?:Worker )?(\\S+) \\(index \\d+\\) reported that it has stopped.*",
                (line, m) -> stopped.add(m.group(1)));
        when("The last worker went missing, stopping test\\.", (line, m) -> lastWentMissing |= endsTheLoad(line.at()));
        when("The last worker quit, stopping test\\.", (line, m) -> lastQuit |= endsTheLoad(line.at()));
        when(
                "Worker (\\S+) \\(index \\d+\\) exceeded cpu threshold .*",
                (line, m) -> busyWorkers.putIfAbsent(m.group(1), line.at()));
        when("CPU usage above \\d+%!.*", (line, m) -> recordBusyMaster(line.at()));
        when(
                "A worker \\((\\S+)\\) running a different version \\((.*)\\) connected, master version is .*",
                (line, m) -> otherVersions.put(m.group(1), m.group(2)));
        when(
                "An old \\(pre 2\\.0\\) worker tried to connect \\((\\S+)\\)\\..*",
                (line, m) -> otherVersions.put(m.group(1), "older than 2.0"));
    }

    private void load() {
        when("Sending spawn jobs of .*", (line, m) -> recordSpawning(line.at()));
        // of main.py, for logs without the lines of runners.py; with a load shape it comes at the end
        when("Run time limit set to .*", (line, m) -> recordBegin(line.at()));
        // the second form if some workers did not report in time
        when(
                "(?:All users spawned|Spawning is complete and report waittime is expired.*): .* \\((\\d{1,9}) total users\\)",
                (line, m) -> rampIsOver(Integer.valueOf(m.group(1)), line.at()));
        when("Resetting stats", (line, m) -> statsResets++);
        when("Shape test starting\\..*", (line, m) -> shape = true);
    }

    private void telemetry() {
        // opentelemetry.py of 2.47.0
        when("OpenTelemetry .*not (?:installed|available).*", (line, m) -> telemetryMissing = m.group());
    }

    private void end() {
        when("Shape test stopping", (line, m) -> {
            shapeEnded = true;
            recordEndRequest(line.at());
        });
        when("(?:--run-time limit reached|Shape test completed), .*", (line, m) -> recordEndRequest(line.at()));
        when("Got SIGTERM signal", (line, m) -> recordEndRequest(line.at()));
        // 2.47.0 only; older versions log only "Shutting down"
        when("Exiting due to CTRL\\+C interruption", (line, m) -> recordEndRequest(line.at()));
        when("Gave up waiting for workers to connect", (line, m) -> {
            gaveUpWaiting = true;
            recordEndRequest(line.at());
        });
        when("Shutting down \\(exit code (-?\\d{1,9})\\).*", (line, m) -> {
            exitCode = Integer.valueOf(m.group(1));
            shuttingDown = line.at();
            endAnnounced = true;
        });
    }

    void line(String text) {
        LogLine line = LogLine.parse(text).orElse(null);
        if (line == null) {
            lastError.line(text);
            Matcher total = TABLE_TOTAL.matcher(text);
            printedRequests = total.matches() ? Long.valueOf(total.group(1)) : printedRequests;
            return;
        }
        lastError.line(line);
        for (Map.Entry<Pattern, BiConsumer<LogLine, Matcher>> entry : messages.entrySet()) {
            Matcher matcher = entry.getKey().matcher(line.message());
            if (matcher.matches()) {
                entry.getValue().accept(line, matcher);
                return;
            }
        }
    }

    private void recordBusyMaster(@CheckForNull LocalDateTime at) {
        masterBusyAt = masterBusy ? masterBusyAt : at;
        masterBusy = true;
    }

    private void markReady(String worker) {
        ready.add(worker);
        stopped.remove(worker);
    }

    private void markReturned(String worker) {
        missing.remove(worker);
        returned.add(worker);
    }

    private void recordSpawning(@CheckForNull LocalDateTime at) {
        began = spawned ? began : at;
        hasBegun = true;
        spawned = true;
        lastWentMissing = false;
        lastQuit = false;
    }

    private void recordBegin(@CheckForNull LocalDateTime at) {
        if (!hasBegun && !endAnnounced) {
            began = at;
            hasBegun = true;
        }
    }

    private void rampIsOver(Integer users, @CheckForNull LocalDateTime at) {
        rampOver = usersSpawned == null ? at : rampOver;
        usersSpawned = users;
    }

    /** Whether the load ends because the last worker left: not before its start, and not during a normal end. */
    private boolean endsTheLoad(@CheckForNull LocalDateTime at) {
        boolean ends = hasBegun && !endAnnounced;
        if (ends && !lastWentMissing && !lastQuit) {
            lastWorkerGone = at;
        }
        return ends;
    }

    private void recordEndRequest(@CheckForNull LocalDateTime at) {
        endRequestedAt = endRequested ? endRequestedAt : at;
        endRequested = true;
        endAnnounced = true;
    }

    MasterLog log() {
        LocalDateTime normalEnd =
                endRequestedAt != null || shuttingDown == null ? endRequestedAt : shuttingDown.minus(QUIT_MESSAGES);
        TimesFromStart times = new TimesFromStart(began);
        Map<String, LocalDateTime> early = new LinkedHashMap<>();
        quit.forEach((worker, message) -> {
            if (isEarly(message, normalEnd)) {
                early.put(worker, message.at());
            }
        });
        boolean allGone = lastWentMissing || lastQuit && (!missing.isEmpty() || !early.isEmpty());
        return new MasterLog(
                version,
                new LoggedWorkers(
                        List.copyOf(ready),
                        times.toEach(missing),
                        List.copyOf(returned),
                        times.toEach(early),
                        silentAtEnd(),
                        allGone,
                        times.toEach(busyWorkers),
                        otherVersions),
                new LoggedLoad(
                        hasBegun, length(allGone), usersSpawned, times.to(rampOver), statsResets, shape, shapeEnded),
                masterBusy ? times.toOrZero(masterBusyAt) : null,
                gaveUpWaiting,
                !spawned && ready.isEmpty(),
                exitCode,
                printedRequests,
                telemetryMissing,
                lastError.getOrOfUsers());
    }

    /** Compares times, or the order of the lines if a line has no time. */
    private boolean isEarly(QuitMessage message, @CheckForNull LocalDateTime normalEnd) {
        if (message.at() != null && (normalEnd != null || !endAnnounced)) {
            return normalEnd == null || message.at().isBefore(normalEnd);
        }
        return message.beforeTheEnd() && (endRequested || exitCode == null);
    }

    /** Returns no workers for a master that was killed, since all of them would be silent. */
    private List<String> silentAtEnd() {
        if (exitCode == null) {
            return List.of();
        }
        return ready.stream()
                .filter(worker ->
                        !quit.containsKey(worker) && !missing.containsKey(worker) && !stopped.contains(worker))
                .toList();
    }

    @CheckForNull
    private Duration length(boolean allGone) {
        return new TimesFromStart(began)
                .to(allGone ? lastWorkerGone : endRequestedAt != null ? endRequestedAt : shuttingDown);
    }
}
