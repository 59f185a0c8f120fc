package io.jenkins.plugins.locustswarm.engine.locust;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The state of Locust on one machine of a run.
 *
 * @param phase phase of the run
 * @param exitCode exit code of Locust; absent while it runs, and if it ended without one
 * @param began when Locust started the test according to its log, or else when the first users were seen, by the machine's
 *     clock; absent before that, and on a worker
 * @param ended when Locust ended, by the machine's clock; absent while it runs, and if it ended unseen
 * @param clock the machine's clock
 * @param termination why the swarm ended Locust, if it did
 * @param stopped whether Locust was told to end
 * @param killed whether the swarm killed Locust
 * @param statistics whether there is a file with Locust's statistics; reported only before the load has begun
 * @param workersReady number of worker processes that have reported to the master while it waits for them
 * @param strayConfiguration files that change Locust's behavior and that the run did not ask for
 * @param namedConfiguration configuration files of Locust that the arguments of the run name
 * @param stopTimeout the stop timeout that Locust has on the master, perhaps from a configuration file; absent if unknown
 * @param historyHeader first line of the history file; empty before there is one
 * @param historyRow the last complete Aggregated line of the history file; empty before there is one
 * @param watchedRows the lines of the history file that decide about stop conditions, the oldest first
 * @param webPageAnswers whether Locust's web page accepts connections
 * @param lastLine the last line of the log; empty before there is one
 * @param details what a page about the load shows; {@link RunDetails#NONE} if it was not asked for
 */
public record RunState(
        Phase phase,
        @CheckForNull Integer exitCode,
        @CheckForNull Instant began,
        @CheckForNull Instant ended,
        ClockReading clock,
        @CheckForNull TerminationReason termination,
        boolean stopped,
        boolean killed,
        boolean statistics,
        int workersReady,
        List<String> strayConfiguration,
        List<String> namedConfiguration,
        @CheckForNull Duration stopTimeout,
        String historyHeader,
        String historyRow,
        List<String> watchedRows,
        boolean webPageAnswers,
        String lastLine,
        RunDetails details) {

    private static final Pattern SECONDS = Pattern.compile("-?\\d{1,11}(\\.\\d{0,9})?");

    /** The phase of Locust on a machine. */
    public enum Phase {
        /** Locust was not started on the machine, or the folder of the run no longer exists. */
        ABSENT,
        /** The master waits for its workers, or for a person who starts the load on its web page. */
        WAITING,
        /** The load is running. */
        LOADING,
        /** Locust has ended, and its files are complete. */
        ENDED,
        /** Locust ended without an exit code: it was killed, or its machine was restarted. */
        VANISHED
    }

    /** Returns the time of the machine's clock. */
    public Instant now() {
        return clock.time();
    }

    /** Whether Locust has ended. */
    public boolean isOver() {
        return phase == Phase.ENDED || phase == Phase.VANISHED;
    }

    /**
     * Reads the output of {@code run.sh state}.
     *
     * @param before when it was asked for
     * @param after when it had come
     * @throws IllegalArgumentException if it is not such an output
     */
    static RunState parse(String text, ControllerTime before, ControllerTime after) {
        List<String> lines = text.lines().toList();
        String exitCode = value(lines, "exit-code");
        Instant began = instant(value(lines, "began"));
        return new RunState(
                phase(value(lines, "process"), exitCode, began),
                exitCode.isEmpty() ? null : Integer.valueOf(exitCode),
                began,
                instant(value(lines, "ended")),
                new ClockReading(Objects.requireNonNull(instant(required(lines, "now"))), before, after),
                TerminationReason.of(value(lines, "termination")),
                !value(lines, "stopped").isEmpty(),
                !value(lines, "killed").isEmpty(),
                !value(lines, "statistics").isEmpty(),
                number(value(lines, "ready")),
                values(lines, "stray"),
                values(lines, "named"),
                seconds(value(lines, "stop-timeout")),
                value(lines, "header"),
                value(lines, "row"),
                oldestFirst(values(lines, "watched")),
                !value(lines, "web").isEmpty(),
                value(lines, "last"),
                new RunDetails(
                        values(lines, "fresh"),
                        values(lines, "statistics"),
                        !value(lines, "cut").isEmpty(),
                        values(lines, "log")));
    }

    private static Phase phase(String process, String exitCode, @CheckForNull Instant began) {
        if (!exitCode.isEmpty()) {
            return Phase.ENDED;
        }
        return switch (process) {
            case "alive" -> began == null ? Phase.WAITING : Phase.LOADING;
            case "gone" -> Phase.VANISHED;
            default -> Phase.ABSENT;
        };
    }

    private static String value(List<String> lines, String key) {
        String start = key + "=";
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst()
                .orElse("");
    }

    private static String required(List<String> lines, String key) {
        String value = value(lines, key);
        if (value.isEmpty()) {
            throw new IllegalArgumentException("There is no " + key);
        }
        return value;
    }

    private static List<String> values(List<String> lines, String key) {
        String start = key + "=";
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .toList();
    }

    private static List<String> oldestFirst(List<String> newestFirst) {
        List<String> lines = new ArrayList<>(newestFirst);
        Collections.reverse(lines);
        return List.copyOf(lines);
    }

    private static int number(String digits) {
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    @CheckForNull
    private static Duration seconds(String digits) {
        return digits.isEmpty() ? null : Duration.ofSeconds(Integer.parseInt(digits));
    }

    @CheckForNull
    private static Instant instant(String seconds) {
        if (seconds.isEmpty()) {
            return null;
        }
        if (!SECONDS.matcher(seconds).matches()) {
            throw new IllegalArgumentException("A time is not a number of seconds");
        }
        return Instant.ofEpochMilli(new BigDecimal(seconds).movePointRight(3).longValue());
    }
}
