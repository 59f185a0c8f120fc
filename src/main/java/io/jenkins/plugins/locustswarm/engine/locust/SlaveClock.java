package io.jenkins.plugins.locustswarm.engine.locust;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How far the clock of a slave is ahead of the master's, after the load.
 *
 * @param slave the slave's name
 * @param ahead the difference; negative if the slave's clock is behind
 * @param uncertainty by how much the difference may be wrong
 */
public record SlaveClock(String slave, Duration ahead, Duration uncertainty) {

    /**
     * Compares the clocks of slaves with the master's.
     *
     * @param slaves the readings of slaves, by their names
     * @return the slaves in the same order, without those whose difference is unknown ({@link ClockReading#aheadOf})
     */
    public static List<SlaveClock> compared(ClockReading master, Map<String, ClockReading> slaves) {
        return slaves.entrySet().stream()
                .flatMap(slave -> slave.getValue().aheadOf(master).stream()
                        .map(clock -> new SlaveClock(slave.getKey(), clock.ahead(), clock.uncertainty())))
                .toList();
    }

    /** Returns whether the clocks certainly differ by more than this. */
    public boolean differsByMoreThan(Duration tolerance) {
        return ahead.abs().compareTo(uncertainty.plus(tolerance)) > 0;
    }
}
