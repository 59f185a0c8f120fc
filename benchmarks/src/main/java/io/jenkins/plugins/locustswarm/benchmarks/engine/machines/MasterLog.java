package io.jenkins.plugins.locustswarm.benchmarks.engine.machines;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads from the log of Locust's master when the workers were ready, which works the same for every side. */
final class MasterLog {

    private static final Pattern READY = Pattern.compile(
            "^\\[(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3})\\] .*reported as ready", Pattern.MULTILINE);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss,SSS");

    private MasterLog() {}

    /** Returns the time at which this number of workers had reported that they are ready. */
    static Instant ready(String log, int workers) {
        List<String> times = READY.matcher(log)
                .results()
                .map((MatchResult line) -> line.group(1))
                .toList();
        if (times.size() < workers) {
            throw new IllegalStateException(times.size() + " of " + workers + " workers were ready: " + log);
        }
        return LocalDateTime.parse(times.get(workers - 1), TIME)
                .atZone(ZoneId.systemDefault())
                .toInstant();
    }
}
