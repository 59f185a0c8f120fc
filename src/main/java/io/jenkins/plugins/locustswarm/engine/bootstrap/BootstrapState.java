package io.jenkins.plugins.locustswarm.engine.bootstrap;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The state of bootstrap.sh on a machine.
 *
 * @param phase phase of the script
 * @param exitCode exit code of a script that has ended, otherwise 0
 * @param late whether the machine ended it at its deadline
 * @param diskFull whether the machine's disk was full when output of the script was to be kept
 * @param hasMoreOutput whether more output could be read at once
 * @param elapsed time from its start until its end, or until now
 * @param cpus number of virtual CPUs of the machine, once bootstrap.sh has succeeded, otherwise 1
 * @param python version of Python in the virtual environment, once bootstrap.sh has succeeded; absent if Locust is
 *     installed elsewhere
 */
record BootstrapState(
        Phase phase,
        int exitCode,
        boolean late,
        boolean diskFull,
        boolean hasMoreOutput,
        Duration elapsed,
        int cpus,
        @CheckForNull String python) {

    /** The phase of bootstrap.sh on a machine. */
    enum Phase {
        /** It was not started, or was ended by the swarm. */
        ABSENT,
        RUNNING,
        ENDED,
        /** It ended without an exit code: its supervisor was killed, or the machine was restarted. */
        VANISHED
    }

    /** The line before the state. */
    private static final String STATE = "state:";

    /** Deadlines are computed from the elapsed time, which a machine may report wrongly. */
    private static final long MAX_HUNDREDTHS = 1_000_000_000;

    private static final Pattern CPUS = Pattern.compile("\\d{1,6}");
    private static final Pattern PYTHON = Pattern.compile("[0-9.]{1,20}");
    private static final Map<String, Phase> PHASES =
            Map.of("absent", Phase.ABSENT, "alive", Phase.RUNNING, "ended", Phase.ENDED, "gone", Phase.VANISHED);

    boolean succeeded() {
        return phase == Phase.ENDED && exitCode == 0;
    }

    /**
     * Reads the output of {@code bootstrap-verbs.sh start} or {@code follow}.
     *
     * @throws IllegalArgumentException if it does not end with a state
     */
    static BootstrapState parse(String text) {
        List<String> lines = text.lines().toList();
        Map<String, String> values = new HashMap<>();
        for (String line : lines.subList(lines.lastIndexOf(STATE) + 1, lines.size())) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                values.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        Phase phase = PHASES.get(values.getOrDefault("process", ""));
        if (phase == null) {
            throw new IllegalArgumentException("no state");
        }
        return new BootstrapState(
                phase,
                phase == Phase.ENDED ? Integer.parseInt(values.getOrDefault("exit-code", "")) : 0,
                values.containsKey("late"),
                values.containsKey("disk-full"),
                values.containsKey("more"),
                elapsed(Long.parseLong(values.getOrDefault("hundredths", "0"))),
                matches(CPUS, values.get("cpus")) ? Integer.parseInt(values.get("cpus")) : 1,
                matches(PYTHON, values.get("python")) ? values.get("python") : null);
    }

    /** Returns the elapsed time; zero if the machine was restarted since then, because its clock starts again. */
    private static Duration elapsed(long hundredths) {
        return Duration.ofMillis(10 * Math.max(0, Math.min(hundredths, MAX_HUNDREDTHS)));
    }

    private static boolean matches(Pattern pattern, @CheckForNull String value) {
        return value != null && pattern.matcher(value).matches();
    }
}
