package io.jenkins.plugins.locustswarm.engine.stats.health;

import static io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Kind.CLOCKS_DIFFER;

import io.jenkins.plugins.locustswarm.engine.locust.SlaveClock;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding;
import io.jenkins.plugins.locustswarm.engine.stats.HealthFinding.Severity;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Finds slaves whose clocks differ from the master's. Locust divides the number of requests by the time from the earliest
 * start to the latest request of any machine ({@code StatsEntry.extend} and {@code total_rps} in {@code stats.py}, 2.12 and
 * 2.47), so that requests per second are too low. Its current rates are those before the latest request of any slave
 * ({@code current_rps}), and its current percentiles are kept by the times of slaves but looked up by the master's ({@code
 * get_current_response_time_percentile}).
 */
final class ClockHealth implements HealthRule {

    private static final Duration MIN_TOLERANCE = Duration.ofSeconds(1);

    /** Half of the ten seconds that a current figure covers: more spoils the history of a load of any length. */
    private static final Duration TOLERANCE_OF_HISTORY = Duration.ofSeconds(5);

    @Override
    public List<HealthFinding> check(RunEvidence run) {
        Duration length = run.loadLength().orElse(Duration.ZERO);
        List<SlaveClock> clocks = run.facts().slaveClocks();
        Duration tolerance = Collections.max(List.of(MIN_TOLERANCE, length.dividedBy(100)));
        List<SlaveClock> wrong = differing(clocks, Collections.min(List.of(tolerance, TOLERANCE_OF_HISTORY)));
        if (wrong.isEmpty() || !run.began()) {
            return List.of();
        }
        Severity severity = differing(wrong, tolerance).isEmpty() ? Severity.NOTE : Severity.UNSTABLE;
        return List.of(new HealthFinding(CLOCKS_DIFFER, severity, sentence(wrong, effectOnRate(clocks, length))));
    }

    private static List<SlaveClock> differing(Collection<SlaveClock> clocks, Duration tolerance) {
        return clocks.stream()
                .filter(clock -> clock.differsByMoreThan(tolerance))
                .sorted(Comparator.comparing((SlaveClock clock) -> clock.ahead().abs())
                        .reversed())
                .toList();
    }

    private static String sentence(List<SlaveClock> wrong, String effectOnRate) {
        return "Clocks differ from the master's: "
                + WorkerNames.list(wrong.stream().map(ClockHealth::inWords).toList())
                + ". Locust merges the times of all machines: " + effectOnRate
                + "the rates and percentiles during the load, also the percentiles of stop conditions, are those of other"
                + " seconds or missing. Synchronize the clocks of all machines, for example with chrony, and repeat the"
                + " load.";
    }

    private static String inWords(SlaveClock clock) {
        return String.format(
                Locale.ROOT,
                "%s is %.1f s %s",
                clock.slave(),
                clock.ahead().abs().toMillis() / 1000.0,
                clock.ahead().isNegative() ? "behind" : "ahead");
    }

    /**
     * Says by how much the requests per second of the whole load are too low; empty below 1 %. The master's start counts,
     * but only slaves make requests.
     */
    private static String effectOnRate(List<SlaveClock> all, Duration length) {
        List<Duration> ahead = all.stream().map(SlaveClock::ahead).toList();
        Duration earliestStart = Collections.min(List.of(Collections.min(ahead), Duration.ZERO));
        double added = Collections.max(ahead).minus(earliestStart).toMillis();
        long percent = Math.round(100 * added / (length.toMillis() + added));
        return length.isZero() || percent < 1 ? "" : "requests per second are up to " + percent + " % too low, and ";
    }
}
