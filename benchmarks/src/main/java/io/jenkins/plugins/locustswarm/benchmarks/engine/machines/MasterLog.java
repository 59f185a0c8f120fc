package io.jenkins.plugins.locustswarm.benchmarks.engine.machines;

import io.jenkins.plugins.locustswarm.benchmarks.run.LocustLogTime;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads from the log of Locust's master when the workers were ready, which works the same for every side. */
final class MasterLog {

    private static final Pattern READY = Pattern.compile(
            "^\\[\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3}\\] .*reported as ready", Pattern.MULTILINE);

    private MasterLog() {}

    /** Returns the time at which this number of workers had reported that they are ready. */
    static Instant ready(String log, int workers) {
        List<String> lines =
                READY.matcher(log).results().map(MatchResult::group).toList();
        if (lines.size() < workers) {
            throw new IllegalStateException(lines.size() + " of " + workers + " workers were ready: " + log);
        }
        return LocustLogTime.of(lines.get(workers - 1))
                .atZone(ZoneId.systemDefault())
                .toInstant();
    }
}
