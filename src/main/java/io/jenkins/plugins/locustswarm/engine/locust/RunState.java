package io.jenkins.plugins.locustswarm.engine.locust;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What a machine says of its part of a run at one moment.
 *
 * @param phase where it is
 * @param exitCode of Locust; null while it runs, and when it vanished without one
 * @param began when Locust started the test, as far as its log tells, else when the first users were seen; by the machine's clock; null before, and on a worker
 * @param ended when Locust ended, by the machine's clock; null while it runs and when nobody saw it end
 * @param now the machine's clock
 * @param outerClock why the swarm ended it; null when it did not
 * @param stopped whether somebody asked for its end
 * @param killed whether the swarm had to end it by force
 * @param statistics whether there is a file with Locust's statistics; known before the load has begun only
 * @param workersReady worker processes that have reported to the master, while it waits for them
 * @param strayConfiguration files that change what Locust does and were not asked for
 * @param historyHeader first line of the history file; empty before there is one
 * @param historyRow the newest whole Aggregated line of the history file; empty before there is one
 * @param webPageAnswers whether Locust's web page takes connections
 * @param lastLine the newest line of the log; empty before there is one
 */
public record RunState(
        Phase phase,
        Integer exitCode,
        Instant began,
        Instant ended,
        Instant now,
        TerminationReason outerClock,
        boolean stopped,
        boolean killed,
        boolean statistics,
        int workersReady,
        List<String> strayConfiguration,
        String historyHeader,
        String historyRow,
        boolean webPageAnswers,
        String lastLine) {

    /** Where a run is. */
    public enum Phase {
        /** It was not started on the machine, or its folder is gone. */
        ABSENT,
        /** The master waits for its workers, or for somebody who starts the load on its web page. */
        WAITING,
        /** The load is on. */
        LOADING,
        /** Locust has ended; its files are whole. */
        ENDED,
        /** Locust is gone and left no exit code: it was killed, or its machine was started anew. */
        VANISHED
    }

    /** Whether nothing more will come. */
    public boolean isOver() {
        return phase == Phase.ENDED || phase == Phase.VANISHED;
    }

    /** Reads what {@code run.sh state} prints. */
    static RunState parse(String text) {
        List<String> lines = text.lines().toList();
        String exitCode = value(lines, "exit-code");
        Instant began = instant(value(lines, "began"));
        return new RunState(
                phase(value(lines, "process"), exitCode, began),
                exitCode.isEmpty() ? null : Integer.valueOf(exitCode),
                began,
                instant(value(lines, "ended")),
                instant(value(lines, "now")),
                TerminationReason.of(value(lines, "outer-clock")),
                !value(lines, "stopped").isEmpty(),
                !value(lines, "killed").isEmpty(),
                !value(lines, "statistics").isEmpty(),
                number(value(lines, "ready")),
                lines.stream()
                        .filter(line -> line.startsWith("stray="))
                        .map(line -> line.substring(6))
                        .toList(),
                value(lines, "header"),
                value(lines, "row"),
                !value(lines, "web").isEmpty(),
                value(lines, "last"));
    }

    private static Phase phase(String process, String exitCode, Instant began) {
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

    private static int number(String digits) {
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    private static Instant instant(String seconds) {
        if (seconds.isEmpty()) {
            return null;
        }
        return Instant.ofEpochMilli(new BigDecimal(seconds).movePointRight(3).longValue());
    }
}
