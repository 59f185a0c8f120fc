package io.jenkins.plugins.locustswarm.engine.locust;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gathers what a master says, line by line. The words are those of Locust's {@code runners.py} (class MasterRunner)
 * and {@code main.py}, read in 2.12.0 and 2.47.0; where two are given the older one comes first.
 */
final class MasterLogReader {

    /**
     * A master that is told to quit by the locustfile does not say so before its workers say goodbye; it waits twice
     * half a second for them ({@code MasterRunner.quit}).
     */
    private static final Duration GOODBYES = Duration.ofSeconds(3);

    /** The last row of the table that Locust prints: {@code Aggregated  788 208(26.40%) | ...}. */
    private static final Pattern TABLE_TOTAL = Pattern.compile("\\s+Aggregated\\s+(\\d+)\\s+\\d+\\([\\d.]+%\\).*");

    /** A worker's goodbye, and whether it came before anything was said of an end. */
    private record Goodbye(LocalDateTime at, boolean beforeTheEnd) {}

    private final Map<Pattern, BiConsumer<LogLine, Matcher>> words = new LinkedHashMap<>();

    private String version;
    private final Set<String> ready = new LinkedHashSet<>();
    private final Map<String, LocalDateTime> missing = new LinkedHashMap<>();
    private final Set<String> returned = new LinkedHashSet<>();
    private final Map<String, Goodbye> quit = new LinkedHashMap<>();
    private final Set<String> stopped = new LinkedHashSet<>();
    private boolean lastWentMissing;
    private boolean lastQuit;
    private final Set<String> hotWorkers = new LinkedHashSet<>();
    private boolean hotMaster;
    private final Map<String, String> otherVersions = new LinkedHashMap<>();
    private boolean gaveUpWaiting;
    private Integer usersSpawned;
    private LocalDateTime rampOver;
    private boolean shape;
    private boolean shapeEnded;
    private boolean spawned;
    private boolean hasBegun;
    private LocalDateTime began;
    private boolean told;
    private boolean saysItEnds;
    private LocalDateTime toldToEnd;
    private LocalDateTime lastWorkerGone;
    private LocalDateTime shuttingDown;
    private Integer exitCode;
    private Long printedRequests;
    private final LastError lastError = new LastError();

    MasterLogReader() {
        workers();
        load();
        end();
    }

    private void when(String words, BiConsumer<LogLine, Matcher> then) {
        this.words.put(Pattern.compile(words), then);
    }

    private void workers() {
        when("Starting Locust ([^\\s,]+).*", (line, m) -> version = m.group(1));
        // "Worker ID (index 0) reported as ready." / "ID (index 0) reported as ready."
        when("(?:Worker )?(\\S+) \\(index \\d+\\) reported as ready\\..*", (line, m) -> isReady(m.group(1)));
        when(
                "Worker (\\S+) failed to send heartbeat, setting state to missing\\.",
                (line, m) -> missing.put(m.group(1), line.at()));
        when("Worker (\\S+) self-healed with heartbeat, .*", (line, m) -> isBack(m.group(1)));
        when(
                "Worker '(\\S+)' \\(index \\d+\\) quit\\..*",
                (line, m) -> quit.putIfAbsent(m.group(1), new Goodbye(line.at(), !saysItEnds)));
        // "... reported that it has stopped, removing from running workers" / "... reported that it has stopped"
        when(
                "(?:Worker )?(\\S+) \\(index \\d+\\) reported that it has stopped.*",
                (line, m) -> stopped.add(m.group(1)));
        when("The last worker went missing, stopping test\\.", (line, m) -> lastWentMissing |= endsTheLoad(line.at()));
        when("The last worker quit, stopping test\\.", (line, m) -> lastQuit |= endsTheLoad(line.at()));
        when("Worker (\\S+) \\(index \\d+\\) exceeded cpu threshold .*", (line, m) -> hotWorkers.add(m.group(1)));
        when("CPU usage above \\d+%!.*", (line, m) -> hotMaster = true);
        when(
                "A worker \\((\\S+)\\) running a different version \\((.*)\\) connected, master version is .*",
                (line, m) -> otherVersions.put(m.group(1), m.group(2)));
        when(
                "An old \\(pre 2\\.0\\) worker tried to connect \\((\\S+)\\)\\..*",
                (line, m) -> otherVersions.put(m.group(1), "none that it would tell"));
    }

    private void load() {
        when("Sending spawn jobs of .*", (line, m) -> spawns(line.at()));
        // said by main.py, when the log says nothing of runners.py; after a load shape it comes at the end
        when("Run time limit set to .*", (line, m) -> begins(line.at()));
        // the second form when some workers did not report in time
        when(
                "(?:All users spawned|Spawning is complete and report waittime is expired.*): .* \\((\\d+) total users\\)",
                (line, m) -> rampIsOver(Integer.valueOf(m.group(1)), line.at()));
        when("Shape test starting\\..*", (line, m) -> shape = true);
    }

    private void end() {
        when("Shape test stopping", (line, m) -> {
            shapeEnded = true;
            toldToEnd(line.at());
        });
        when("(?:--run-time limit reached|Shape test completed), .*", (line, m) -> toldToEnd(line.at()));
        when("Got SIGTERM signal", (line, m) -> toldToEnd(line.at()));
        // 2.47.0 only; an older one goes straight to "Shutting down"
        when("Exiting due to CTRL\\+C interruption", (line, m) -> toldToEnd(line.at()));
        when("Gave up waiting for workers to connect", (line, m) -> {
            gaveUpWaiting = true;
            toldToEnd(line.at());
        });
        when("Shutting down \\(exit code (-?\\d{1,9})\\).*", (line, m) -> {
            exitCode = Integer.valueOf(m.group(1));
            shuttingDown = line.at();
            saysItEnds = true;
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
        for (Map.Entry<Pattern, BiConsumer<LogLine, Matcher>> entry : words.entrySet()) {
            Matcher matcher = entry.getKey().matcher(line.message());
            if (matcher.matches()) {
                entry.getValue().accept(line, matcher);
                return;
            }
        }
    }

    private void isReady(String worker) {
        ready.add(worker);
        stopped.remove(worker);
    }

    private void isBack(String worker) {
        missing.remove(worker);
        returned.add(worker);
    }

    private void spawns(LocalDateTime at) {
        began = spawned ? began : at;
        hasBegun = true;
        spawned = true;
        lastWentMissing = false;
        lastQuit = false;
    }

    private void begins(LocalDateTime at) {
        if (!hasBegun && !saysItEnds) {
            began = at;
            hasBegun = true;
        }
    }

    private void rampIsOver(Integer users, LocalDateTime at) {
        rampOver = usersSpawned == null ? at : rampOver;
        usersSpawned = users;
    }

    /** Whether the last worker's leaving ends the load: it is not its orderly end, nor before its beginning. */
    private boolean endsTheLoad(LocalDateTime at) {
        boolean ends = hasBegun && !saysItEnds;
        if (ends && !lastWentMissing && !lastQuit) {
            lastWorkerGone = at;
        }
        return ends;
    }

    private void toldToEnd(LocalDateTime at) {
        toldToEnd = told ? toldToEnd : at;
        told = true;
        saysItEnds = true;
    }

    MasterLog log() {
        LocalDateTime orderly = toldToEnd != null || shuttingDown == null ? toldToEnd : shuttingDown.minus(GOODBYES);
        List<String> early = new ArrayList<>();
        quit.forEach((worker, goodbye) -> {
            if (isEarly(goodbye, orderly)) {
                early.add(worker);
            }
        });
        Map<String, Duration> lost = new LinkedHashMap<>();
        missing.forEach((worker, at) -> lost.put(worker, began == null || at == null ? Duration.ZERO : sinceBegan(at)));
        boolean allGone = lastWentMissing || lastQuit && (!lost.isEmpty() || !early.isEmpty());
        return new MasterLog(
                version,
                List.copyOf(ready),
                lost,
                List.copyOf(returned),
                early,
                silentAtEnd(),
                allGone,
                List.copyOf(hotWorkers),
                hotMaster,
                otherVersions,
                gaveUpWaiting,
                usersSpawned,
                sinceBegan(rampOver),
                shape,
                shapeEnded,
                hasBegun,
                !spawned && ready.isEmpty(),
                length(allGone),
                exitCode,
                printedRequests,
                lastError.getOrOfUsers());
    }

    /** By the clock; where a line has no time, by the order of the lines. */
    private boolean isEarly(Goodbye goodbye, LocalDateTime orderly) {
        if (goodbye.at() != null && (orderly != null || !saysItEnds)) {
            return orderly == null || goodbye.at().isBefore(orderly);
        }
        return goodbye.beforeTheEnd() && (told || exitCode == null);
    }

    /** Only of a master that came to its own end: of another one all workers would be. */
    private List<String> silentAtEnd() {
        if (exitCode == null) {
            return List.of();
        }
        return ready.stream()
                .filter(worker ->
                        !quit.containsKey(worker) && !missing.containsKey(worker) && !stopped.contains(worker))
                .toList();
    }

    private Duration length(boolean allGone) {
        return sinceBegan(allGone ? lastWorkerGone : toldToEnd != null ? toldToEnd : shuttingDown);
    }

    private Duration sinceBegan(LocalDateTime moment) {
        return began == null || moment == null ? null : Duration.between(began, moment);
    }
}
